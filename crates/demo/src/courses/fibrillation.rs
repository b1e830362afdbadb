//! Atrial fibrillation, and the anticoagulant that goes with it.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::Life;
use crate::calendar::Day;
use crate::codes::{act, document, drug, illness, lab};
use crate::staff::LEGRAND;
use crate::story::{By, Kind};

/// Share of people, by age (Santé publique France; SFC).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (55, 0.01), (65, 0.045), (75, 0.11), (85, 0.18)];
const REASON: &str = "fibrillation atriale";

struct Fibrillation {
    onset: Onset,
    tested: Option<Day>,
    heart_seen: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.has(&illness::HYPERTENSION) { 1.4 } else { 0.7 };
    let chance = life.by_age(CHANCE) * more;
    if !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::ATRIAL_FIBRILLATION, 55, 8);
    if let Some(since) = onset.before() {
        let reduced = life.age() >= 80 && life.body.creatinine >= 133.0;
        anticoagulant(
            life,
            |life, drug, dosage| life.started(since, drug, dosage, REASON),
            reduced,
        );
        life.started(since, &drug::BISOPROLOL, "1 comprimé le matin", REASON);
    }
    Some(Box::new(Fibrillation { onset, tested: None, heart_seen: false }))
}

/// Apixaban for the most, rivaroxaban in the evening for some. The 2,5 mg of
/// apixaban go to the old whose kidneys are weak (RCP: two of three criteria).
fn anticoagulant(
    life: &mut Life,
    start: impl FnOnce(&mut Life, &'static crate::codes::Drug, &'static str),
    reduced: bool,
) {
    if reduced {
        start(life, &drug::APIXABAN, "1/2 comprimé (2,5 mg) matin et soir");
    } else if life.chance(0.75) {
        start(life, &drug::APIXABAN, "1 comprimé matin et soir");
    } else {
        start(life, &drug::RIVAROXABAN, "1 comprimé le soir au cours du repas");
    }
}

impl Fibrillation {
    fn tests(&mut self, life: &mut Life, at: &mut Consultation) {
        if self.tested.is_some_and(|day| at.day().0 - day.0 < 170) {
            return;
        }
        self.tested = Some(at.day());
        for (lab, value) in life.kidneys(at.day()) {
            at.result(lab, value);
        }
        let (lab, mean) = if life.female() { (&lab::HB_F, 13.1) } else { (&lab::HB_M, 14.1) };
        let value = life.story.draw.around(mean, 0.6);
        at.result(lab, value);
    }

    fn cardiologist(&mut self, life: &mut Life, after: Day) {
        let day = after.plus(life.between(20, 60));
        if self.heart_seen || day > life.end {
            return;
        }
        self.heart_seen = true;
        let when = life.hour(day);
        let visit = life.story.visit(
            Kind::Outpatient,
            &LEGRAND,
            when,
            30,
            "Suivi d’une fibrillation atriale",
        );
        let by = By::during(&LEGRAND, when, &visit);
        let ecg = life.pick(&[
            "Fibrillation atriale, cadence ventriculaire 78/min, QRS fins, pas de trouble de repolarisation.",
            "Rythme sinusal 66/min, PR 180 ms, QRS fins. Pas de trouble du rythme ce jour.",
            "ACFA 84/min, QRS fins, axe gauche.",
        ]);
        life.story.act(by, &act::ECG, ecg);
        let dear = life.dear();
        let text = format!(
            "{dear},\n\nMerci de m’avoir confié {} {} pour sa fibrillation atriale. Pas de syncope, pas de saignement sous anticoagulant. ECG : {ecg} Échographie : VG non dilaté, FEVG {} %, oreillette gauche modérément dilatée.\n\nStratégie de contrôle de la fréquence. Anticoagulation au long cours, à ne pas interrompre sans avis. À revoir dans un an.\n\nBien confraternellement,\n{}",
            life.story.person.civility(),
            life.story.person.shown(),
            life.between(52, 64),
            LEGRAND.name(),
        );
        life.story.note(by, &document::CONSULTATION, "Consultation de cardiologie", &text);
    }
}

impl Course for Fibrillation {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                at.told("Palpitations et essoufflement inhabituel depuis quelques jours.");
                at.seen("Pouls irrégulier, ECG au cabinet : FA à 105/min.");
                at.done("FA de découverte, CHA2DS2-VA ≥ 2 : anticoagulation et bisoprolol, avis cardiologique rapide.");
                let reduced = life.age() >= 80 && life.body.creatinine >= 133.0;
                anticoagulant(
                    life,
                    |life, drug, dosage| life.start(at, drug, dosage, REASON),
                    reduced,
                );
                if !life.takes("C07") {
                    life.start(at, &drug::BISOPROLOL, "1 comprimé le matin", REASON);
                }
                self.tests(life, at);
                self.cardiologist(life, at.day());
            }
            Stage::Known => {
                self.tests(life, at);
                if life.chance(0.4) {
                    let said = life.say(&[
                        "Pas de saignement sous anticoagulant.",
                        "Anticoagulant bien pris, pas d’oubli.",
                        "Carte d’anticoagulant présentée, signes d’alerte connus.",
                    ]);
                    at.told(said);
                    at.seen("Pouls irrégulier, bien ralenti.");
                }
                if life.chance(0.25) {
                    self.cardiologist(life, at.day());
                }
            }
        }
    }
}
