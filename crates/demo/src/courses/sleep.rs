//! Nights without sleep: a sedative, and in the old the fall that follows it.

use super::consultation::Consultation;
use super::course::Course;
use super::hospital::{Emergency, emergency, stay};
use super::life::{Home, Life, de};
use crate::calendar::Day;
use crate::codes::{Drug, act, document, drug, illness};
use crate::staff::LEBLANC;
use crate::story::{By, Kind};

/// Share of people who ask for something to sleep within a few years, by age
/// (Assurance maladie; HAS).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (25, 0.06), (50, 0.11), (65, 0.18), (75, 0.3)];
/// From this age on a sedative makes people fall.
const OLD: i64 = 70;
/// Share of the old who fall within the months after.
const FALLS: f64 = 0.45;
/// Months in which the old fall after a sedative, in days.
const WITHIN: (i64, i64) = (9, 120);
const REASON: &str = "insomnie";

struct Sleep {
    asks: Day,
    drug: &'static Drug,
    since: Option<Day>,
    falls: Option<Day>,
    over: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let chance = life.by_age(CHANCE);
    if !life.chance(chance) {
        return None;
    }
    let span = life.end.0 - life.from.0;
    let asks = life.from.plus(life.between(0, span * 4 / 5));
    let drug = life.pick(&[&drug::ZOPICLONE, &drug::ZOPICLONE, &drug::OXAZEPAM]);
    Some(Box::new(Sleep { asks, drug, since: None, falls: None, over: false }))
}

impl Sleep {
    fn prescribe(&mut self, life: &mut Life, at: &mut Consultation) {
        let told = life.say(&[
            "Dort mal depuis des semaines, réveil à 3 h.",
            "Endormissement difficile, rumine.",
            "Ne dort plus depuis qu’un proche est malade.",
            "Demande quelque chose pour dormir.",
        ]);
        at.told(told);
        let over = at.day().plus(60);
        let young = life.story.age(at.day()) < OLD;
        let until = (young && over <= life.end).then_some(over);
        life.story.problem(at.who, &illness::INSOMNIA, at.day(), until);
        self.since = Some(at.day());
        if young {
            life.give(at.by(), self.drug, ("1 comprimé au coucher pendant 2 semaines", 14), REASON);
            at.done("Règles de sommeil, hypnotique deux semaines au plus, non renouvelé.");
            self.over = true;
            return;
        }
        life.start(at, self.drug, "1 comprimé au coucher", REASON);
        at.done(format!(
            "{} au coucher, à réévaluer dans un mois.",
            if self.drug.substance == "zopiclone" {
                "Zopiclone 3,75 mg"
            } else {
                "Oxazépam 10 mg"
            }
        ));
        if life.chance(FALLS) {
            let day = at.day().plus(life.between(WITHIN.0, WITHIN.1));
            if day.plus(14) < life.end && life.is_free(day, 14) {
                self.falls = Some(day);
                fall(life, day);
            }
        }
    }

    /// The visit after a fall: what made it stops.
    fn after(&mut self, life: &mut Life, at: &mut Consultation, fell: Day) {
        at.told(format!("Chute nocturne le {}, en se levant.", fell.short()));
        life.stop(self.drug.atc, at.day(), "Chute sous hypnotique");
        at.done(format!("Arrêt progressif {}, en cause dans la chute. Kinésithérapie : équilibre et relevé du sol.", de(self.drug.substance)));
        self.over = true;
    }
}

/// The fall at night, where it leads, and whether a bone breaks.
fn fall(life: &mut Life, day: Day) {
    let place = if life.home == Home::Residence { "dans sa chambre" } else { "dans le couloir" };
    let came = life.pick(&[
        "Chute de sa hauteur vers 4 h en allant aux toilettes",
        "Retrouvé(e) au sol au petit matin, chute mécanique au lever",
        "Glissade en se levant la nuit, somnolence décrite par l’entourage",
    ]);
    let came = came.replace("Retrouvé(e)", if life.female() { "Retrouvée" } else { "Retrouvé" });
    let blood = if life.takes("B01") { " Sous anticoagulant." } else { "" };
    let came = format!(
        "{came}, {place}. Hypnotique introduit récemment. Pas de perte de connaissance rapportée.{blood}"
    );
    let hip = life.chance(if life.has(&illness::OSTEOPOROSIS) { 0.3 } else { 0.15 });
    let signs = (36.7, 86.0, 96.0);
    if hip {
        let case = Emergency {
            reason: "Chute avec impotence fonctionnelle",
            came: &came,
            found: "Membre inférieur raccourci en rotation externe, pas de plaie, pas de signe neurologique.",
            tests: "Radiographie du bassin : fracture du col fémoral déplacée. ECG sans trouble de conduction.",
            conclusion: "Fracture du col du fémur après chute sous hypnotique.",
            leaves: "Antalgie, avis orthopédique, intervention prévue sous 48 h.",
            signs,
            hours: (5, 9),
        };
        let (from, _) = emergency(life, day, &case);
        life.story.problem(&crate::staff::BESSON, &illness::HIP_FRACTURE, day, None);
        let days = life.between(8, 12);
        stay(
            life,
            from,
            days,
            (
                "Fracture du col du fémur",
                "Prothèse intermédiaire de hanche à J1 par l’équipe d’orthopédie. Lever à J2, appui complet autorisé. Pas de confusion postopératoire.",
                "Hypnotique à ne pas reprendre. Prévention par énoxaparine jusqu’à J35 sauf anticoagulant au long cours. Ostéodensitométrie à prévoir.",
            ),
        );
        return;
    }
    let scanned = life.takes("B01") || life.chance(0.4);
    let case = Emergency {
        reason: "Chute",
        came: &came,
        found: "Contusion de la hanche et du coude, marche possible avec aide, pas de déficit. Hypotension orthostatique : −22 mmHg à 3 minutes.",
        tests: if scanned {
            "Scanner cérébral sans injection : pas de saignement. Radiographie du bassin sans fracture. Na 139, Hb 12,8."
        } else {
            "Radiographies du bassin et du coude sans fracture. Ionogramme normal. CPK normales."
        },
        conclusion: "Chute sans gravité, probablement favorisée par l’hypnotique.",
        leaves: "Retour sur le lieu de vie. Hypnotique à réévaluer avec le médecin traitant.",
        signs,
        hours: (5, 9),
    };
    let (end, visit) = emergency(life, day, &case);
    if scanned {
        life.story.act(
            By::during(&crate::staff::COSTA, end.plus(-40), &visit),
            &act::HEAD_CT,
            "Pas de saignement intracrânien.",
        );
    }
}

fn balance(life: &mut Life, after: Day) {
    let day = after.plus(life.between(15, 45));
    if day > life.end {
        return;
    }
    let when = life.hour(day);
    let kind = if life.home == Home::Own { Kind::Consultation } else { Kind::Home };
    let visit = life.story.visit(kind, &LEBLANC, when, 30, "Rééducation de l’équilibre");
    let text = format!(
        "Get up and go : {} s avec canne. Appui unipodal {} s. Travail de l’équilibre, des transferts et du relevé du sol. Peur de tomber encore présente, reprend confiance.",
        life.between(15, 26),
        life.between(2, 6)
    );
    life.story.note(
        By::during(&LEBLANC, when, &visit),
        &document::PARAMEDICAL_CARE,
        "Bilan d’équilibre",
        &text,
    );
}

impl Course for Sleep {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match (self.since, self.falls) {
            _ if self.over => {}
            (None, _) if at.day() >= self.asks => self.prescribe(life, at),
            (Some(_), Some(fell)) if fell.plus(14) <= at.day() => {
                self.after(life, at, fell);
                if life.chance(0.6) {
                    balance(life, at.day());
                }
            }
            (Some(since), None) if at.day().0 - since.0 > 60 && life.chance(0.3) => {
                life.stop(self.drug.atc, at.day(), "Sommeil rétabli");
                at.done("Dort mieux, hypnotique arrêté par demi-comprimés.");
                self.over = true;
            }
            _ => {}
        }
    }
}
