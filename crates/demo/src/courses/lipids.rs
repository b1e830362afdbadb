//! Cholesterol: a statin halves what worries.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, comma};
use crate::calendar::Day;
use crate::codes::{Drug, drug, illness, lab};

/// Share of people who take a statin, by age (Santé publique France).
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (42, 0.06), (55, 0.17), (65, 0.27), (85, 0.15)];
const REASON: &str = "hypercholestérolémie";
const DOSAGE: &str = "1 comprimé le soir";

struct Lipids {
    onset: Onset,
    ldl: f64,
    statin: &'static Drug,
    since: Option<Day>,
    tested: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    let more = if life.has(&illness::DIABETES_2) { 2.0 } else { 0.9 };
    let chance = life.by_age(CHANCE) * more;
    if !life.chance(chance) || (life.female() && life.age() < 50) {
        return None;
    }
    let onset = Onset::drawn(life, &illness::HYPERCHOLESTEROLAEMIA, 40, 12);
    let statin = life.pick(&[&drug::ATORVASTATIN, &drug::ROSUVASTATIN]);
    let ldl = life.story.draw.around(1.95, 0.18).max(1.65);
    let since = onset.before();
    if let Some(since) = since {
        life.started(since, statin, DOSAGE, REASON);
    }
    Some(Box::new(Lipids { onset, ldl, statin, since, tested: None }))
}

impl Lipids {
    fn tests(&mut self, life: &mut Life, at: &mut Consultation) -> f64 {
        self.tested = Some(at.day());
        let share = if self.since.is_some() { 0.55 } else { 1.0 };
        let ldl = life.story.draw.around(self.ldl * share, 0.06);
        let hdl = life.story.draw.around(if life.female() { 0.6 } else { 0.5 }, 0.06).max(0.3);
        let fats = life.story.draw.around(1.2, 0.25).max(0.5);
        at.result(&lab::CHOLESTEROL, ldl + hdl + fats / 5.0);
        at.result(&lab::HDL, hdl);
        at.result(&lab::LDL, ldl);
        at.result(&lab::TRIGLYCERIDES, fats);
        ldl
    }
}

impl Course for Lipids {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        match self.onset.stage(life, at) {
            Stage::Found => {
                let ldl = self.tests(life, at);
                life.start(at, self.statin, DOSAGE, REASON);
                self.since = Some(at.day());
                at.done(format!(
                    "LDL {} g/L malgré trois mois de régime : {} le soir, bilan lipidique et transaminases dans 3 mois.",
                    comma(ldl, 2),
                    self.statin.substance
                ));
            }
            Stage::Known if self.tested.is_none_or(|day| at.day().0 - day.0 > 340) => {
                let ldl = self.tests(life, at);
                let alat = life.story.draw.around(26.0, 6.0).max(9.0);
                at.result(&lab::ALAT, alat);
                let shown = comma(ldl, 2);
                let said = life.pick(&["statine bien tolérée", "pas de myalgie", "on poursuit"]);
                at.done(format!("LDL {shown} g/L, {said}."));
            }
            Stage::Hidden | Stage::Known => {}
        }
    }
}
