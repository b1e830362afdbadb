//! Hypothyroidism: TSH that comes down to where it belongs.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, comma};
use crate::calendar::Day;
use crate::codes::{drug, illness, lab};

/// Share of women treated by age; of men a fifth of that (ANSM, Assurance maladie).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (20, 0.015), (35, 0.04), (50, 0.08), (65, 0.11)];
const REASON: &str = "hypothyroïdie";
const DOSAGE: &str = "1 comprimé le matin à jeun";

struct Thyroid {
    onset: Onset,
    /// Day of the last change of dose.
    changed: Option<Day>,
    tested: Option<Day>,
    full: bool,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let less = if life.female() { 1.0 } else { 0.2 };
    let chance = life.by_age(CHANCE) * less;
    if !life.chance(chance) {
        return None;
    }
    let hashimoto = life.chance(0.4);
    let kind = if hashimoto { &illness::HASHIMOTO } else { &illness::HYPOTHYROIDISM };
    let onset = Onset::drawn(life, kind, 20, 12);
    if let Some(since) = onset.before() {
        life.started(since, &drug::LEVOTHYROXINE_75, DOSAGE, REASON);
    }
    let full = onset.before().is_some();
    Some(Box::new(Thyroid { onset, changed: None, tested: None, full }))
}

impl Thyroid {
    fn test(&mut self, life: &mut Life, at: &mut Consultation, mean: f64) -> f64 {
        self.tested = Some(at.day());
        let tsh = life.story.draw.around(mean, mean * 0.18).max(0.05);
        at.result(&lab::TSH, tsh);
        tsh
    }
}

impl Course for Thyroid {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        let e = if life.female() { "e" } else { "" };
        match self.onset.stage(life, at) {
            Stage::Hidden => {}
            Stage::Found => {
                let tsh = self.test(life, at, 12.5);
                let free = life.story.draw.around(10.4, 0.7);
                at.result(&lab::FREE_T4, free);
                at.told(format!(
                    "Fatigué{e}, frileu{}, constipation.",
                    if life.female() { "se" } else { "x" }
                ));
                life.start(at, &drug::LEVOTHYROXINE_50, DOSAGE, REASON);
                self.changed = Some(at.day());
                at.done(format!(
                    "TSH {} mUI/L : lévothyroxine 50 µg, TSH dans 2 mois.",
                    comma(tsh, 1)
                ));
            }
            Stage::Known => {
                let due = if self.full { 330 } else { 50 };
                if self.tested.is_some_and(|day| at.day().0 - day.0 < due) {
                    return;
                }
                let tsh = self.test(life, at, if self.full { 2.1 } else { 5.6 });
                let shown = comma(tsh, 2);
                if self.full {
                    at.done(format!(
                        "TSH {shown} mUI/L, {}",
                        if (0.4..=4.0).contains(&tsh) {
                            "dose inchangée."
                        } else {
                            "à recontrôler."
                        }
                    ));
                } else if tsh > 4.0 {
                    life.stop("H03AA", at.day(), "Dose augmentée");
                    life.start(at, &drug::LEVOTHYROXINE_75, DOSAGE, REASON);
                    self.changed = Some(at.day());
                    self.full = true;
                    at.done(format!("TSH encore à {shown} : on passe à 75 µg."));
                } else {
                    self.full = true;
                    at.done(format!("TSH {shown}, bien substitué{e} sous 50 µg."));
                }
            }
        }
    }
}
