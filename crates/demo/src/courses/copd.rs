//! COPD of those who smoke: winters that are hard.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::hospital::{Emergency, emergency, stay};
use super::life::{Life, Tobacco};
use crate::calendar::Day;
use crate::codes::{act, allergen, drug, illness};

const REASON: &str = "BPCO";
const MONTHS: [i64; 5] = [11, 12, 1, 2, 3];

struct Copd {
    onset: Onset,
    flared: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let chance = match life.tobacco {
        Tobacco::Never => 0.0,
        Tobacco::Former => life.by_age(&[(0, 0.0), (50, 0.05), (65, 0.12)]),
        Tobacco::Smokes => life.by_age(&[(0, 0.0), (45, 0.08), (60, 0.28)]),
    };
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::COPD, 45, 8);
    if let Some(since) = onset.before() {
        life.started(since, &drug::TIOTROPIUM, "2 bouffées le matin", REASON);
        life.started(since, &drug::SALBUTAMOL, "1 à 2 bouffées si besoin", REASON);
    }
    Some(Box::new(Copd { onset, flared: None }))
}

/// The antibiotic of an exacerbation that brings up pus (HAS/SPILF, 2021).
fn antibiotic(life: &Life) -> (&'static crate::codes::Drug, &'static str) {
    if life.allergic(&allergen::PENICILLINS) {
        (&drug::PRISTINAMYCIN, "2 comprimés matin et soir pendant 4 jours")
    } else {
        (&drug::CO_AMOXICLAV, "1 sachet 3 fois par jour pendant 5 jours")
    }
}

impl Copd {
    fn flare(&mut self, life: &mut Life, at: &mut Consultation) {
        self.flared = Some(at.day());
        at.told("Toux et crachats purulents depuis quatre jours, essoufflement majoré.");
        at.seen("Sibilants et ronchi diffus, SpO₂ 93 %.");
        let (drug, dosage) = antibiotic(life);
        life.give(at.by(), drug, (dosage, 5), "exacerbation de BPCO");
        let over = at.day().plus(9);
        let until = (over <= life.end).then_some(over);
        life.story.problem(at.who, &illness::COPD_EXACERBATION, at.day(), until);
        at.done("Exacerbation : antibiotique 5 jours, bronchodilatateur toutes les 4 heures, à revoir à 48 h en l’absence d’amélioration.");
        let next = at.day().plus(2);
        if life.chance(0.25) && next.plus(9) < life.end && life.is_free(next, 9) {
            self.admission(life, next);
        }
    }

    fn admission(&mut self, life: &mut Life, day: Day) {
        let case = Emergency {
            reason: "Détresse respiratoire",
            came: "Exacerbation de BPCO sous antibiotique depuis 48 h, aggravation de la dyspnée cette nuit.",
            found: "FR 28/min, tirage sus-claviculaire, sibilants diffus, pas de signe d’encéphalopathie.",
            tests: "Gaz du sang : pH 7,36, PaCO₂ 48 mmHg, PaO₂ 57 mmHg. CRP 64 mg/L. Radiographie sans foyer.",
            conclusion: "Exacerbation sévère de BPCO.",
            leaves: "Aérosols de salbutamol et ipratropium, corticoïdes 5 jours, hospitalisation.",
            signs: (37.9, 108.0, 87.0),

            hours: (1, 17),
        };
        let (from, _) = emergency(life, day, &case);
        let days = life.between(4, 8);
        let out = stay(
            life,
            from,
            days,
            (
                "Exacerbation de BPCO",
                "Amélioration sous aérosols et corticothérapie orale de 5 jours, oxygène sevré à J4, SpO₂ 93 % en air ambiant à la sortie.",
                "Sevrage tabagique et réhabilitation respiratoire à rediscuter. Vaccinations grippe et pneumocoque à vérifier.",
            ),
        );
        self.flared = Some(out);
    }
}

impl Course for Copd {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                at.told("Tousse tous les matins, s’essouffle dans la côte.");
                let volume = life.between(58, 74);
                let result = format!(
                    "VEMS/CVF 0,62 après bronchodilatateur, VEMS {volume} % de la théorique : trouble ventilatoire obstructif non réversible."
                );
                life.story.act(at.by(), &act::SPIROMETRY, &result);
                life.start(at, &drug::TIOTROPIUM, "2 bouffées le matin", REASON);
                life.start(at, &drug::SALBUTAMOL, "1 à 2 bouffées si besoin", REASON);
                at.done("BPCO à la spirométrie : tiotropium, salbutamol à la demande, technique d’inhalation montrée. Arrêt du tabac.");
            }
            Stage::Known => {
                let winter = MONTHS.contains(&at.day().civil().1);
                let rested = self.flared.is_none_or(|day| at.day().0 - day.0 > 200);
                if winter && rested && at.is_measured() && life.chance(0.45) {
                    self.flare(life, at);
                } else if life.chance(0.5) {
                    let said = life.say(&[
                        "Dyspnée stade 2 mMRC, stable.",
                        "Technique d’inhalation revue, correcte.",
                        "Murmure vésiculaire diminué, pas de sibilant.",
                    ]);
                    at.seen(said);
                }
            }
        }
    }
}
