//! Osteoporosis and the vitamin D of the old.

use super::consultation::Consultation;
use super::course::{Course, Onset, Stage};
use super::life::{Life, comma};
use crate::calendar::Day;
use crate::codes::{act, drug, illness, lab};
use crate::staff::COSTA;
use crate::story::By;

/// Share of women treated, by age; of men a sixth of that.
const CHANCE: &[(i64, f64)] = &[(0, 0.0), (58, 0.06), (68, 0.14), (78, 0.2)];
const REASON: &str = "ostéoporose";
const WEEKLY: &str = "1 comprimé par semaine, le matin à jeun, debout, avec un grand verre d’eau";

struct Bones {
    onset: Option<Onset>,
    vitamin: Option<Day>,
}

pub(super) fn begin(life: &mut Life) -> Option<Box<dyn Course>> {
    if life.age() < 58 {
        return None;
    }
    let less = if life.female() { 1.0 } else { 0.16 };
    let chance = life.by_age(CHANCE) * less;
    let has = life.chance(chance);
    let onset = has.then(|| Onset::drawn(life, &illness::OSTEOPOROSIS, 58, 5));
    if let Some(since) = onset.as_ref().and_then(Onset::before) {
        life.started(since, &drug::ALENDRONATE, WEEKLY, REASON);
    }
    Some(Box::new(Bones { onset, vitamin: None }))
}

impl Bones {
    fn vitamin_d(&mut self, life: &mut Life, at: &mut Consultation) {
        let rested = self.vitamin.is_none_or(|day| at.day().0 - day.0 > 150);
        let autumn = matches!(at.day().civil().1, 10..=12 | 1..=3);
        let often = if self.onset.is_some() { 0.7 } else { 0.2 };
        if !(rested && autumn && life.chance(often)) {
            return;
        }
        if self.onset.is_some() {
            let mean = if self.vitamin.is_some() { 34.0 } else { 19.0 };
            let value = life.story.draw.around(mean, 4.0).max(6.0);
            at.result(&lab::VITAMIN_D, value);
        }
        self.vitamin = Some(at.day());
        life.give(
            at.by(),
            &drug::COLECALCIFEROL,
            ("1 ampoule par mois pendant 3 mois", 90),
            "apport en vitamine D",
        );
        at.done("Vitamine D pour l’hiver.");
    }
}

impl Course for Bones {
    fn follow(&mut self, life: &mut Life, at: &mut Consultation) {
        if let Some(onset) = &mut self.onset
            && onset.stage(life, at) == Stage::Found
        {
            let score = life.story.draw.around(-2.9, 0.2);
            let result = format!(
                "T-score : {} au rachis, {} au col fémoral.",
                comma(score, 1),
                comma(score + 0.5, 1)
            )
            .replace('-', "−");
            let when = life.hour(at.day().plus(-12));
            life.story.act(By::alone(&COSTA, when), &act::BONE_DENSITY, &result);
            life.start(at, &drug::ALENDRONATE, WEEKLY, REASON);
            at.done(format!("{result} Acide alendronique hebdomadaire après avis dentaire, calcium alimentaire, marche."));
        }
        if life.story.age(at.day()) >= 65 {
            self.vitamin_d(life, at);
        }
    }
}
