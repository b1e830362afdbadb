//! The prostate of older men: nights that are cut short.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, comma};
use crate::calendar::Day;
use crate::codes::{drug, illness, lab};

/// Share of men treated, by age.
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (55, 0.07), (65, 0.18), (75, 0.28)];
const REASON: &str = "hypertrophie bénigne de la prostate";
const DOSAGE: &str = "1 gélule par jour après le petit déjeuner";

struct Prostate {
    onset: Onset,
    antigen: f64,
    tested: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let chance = life.by_age(CHANCE);
    if life.female() || !life.chance(chance) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::PROSTATE_HYPERPLASIA, 55, 8);
    if let Some(since) = onset.before() {
        life.started(since, &drug::TAMSULOSIN, DOSAGE, REASON);
    }
    let antigen = life.story.draw.around(2.4, 0.7).max(0.6);
    Some(Box::new(Prostate { onset, antigen, tested: None }))
}

impl Prostate {
    fn test(&mut self, life: &mut Life, at: &mut Consultation) -> f64 {
        self.tested = Some(at.day());
        self.antigen += life.story.draw.around(0.12, 0.1).max(-0.1);
        at.result(&lab::PSA, self.antigen);
        self.antigen
    }
}

impl Course for Prostate {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Found => {
                at.told("Jet faible, se lève trois fois par nuit.");
                let antigen = self.test(life, at);
                life.start(at, &drug::TAMSULOSIN, DOSAGE, REASON);
                at.done(format!("PSA {} ng/mL, TR : prostate souple augmentée de volume. Tamsulosine, prévenu de l’hypotension au lever.", comma(antigen, 1)));
            }
            Stage::Known if life.chance(0.3) => {
                let said = life.say(&[
                    "Une levée par nuit, satisfait du traitement.",
                    "Troubles urinaires stables.",
                    "Jet correct, pas de rétention.",
                ]);
                at.told(said);
                let due = self.tested.is_none_or(|day| at.day().0 - day.0 > 500);
                if due && life.age() < 76 {
                    self.test(life, at);
                }
            }
            Stage::Hidden | Stage::Known => {}
        }
    }
}
