//! How an illness goes on from one visit to the next.

use super::consultation::Consultation;
use super::life::Life;
use super::{
    asthma, attention, bones, copd, diabetes, fibrillation, heart_failure, hypertension, joints,
    lipids, memory, migraine, mood, prostate, rhinitis, skin, sleep, thyroid, weight,
};
use crate::calendar::Day;
use crate::codes::Illness;

/// What an illness adds to each visit.
pub(super) trait Course {
    /// Says what is told, seen and done about it at this visit.
    fn follow(&mut self, life: &mut Life, at: &mut Consultation);
}

/// Begins a course in those who have it.
type Begin = fn(&mut Life) -> Option<Box<dyn Course>>;

/// All of them; what others follow from stands first.
const ALL: &[Begin] = &[
    weight::begin,
    hypertension::begin,
    diabetes::begin,
    lipids::begin,
    fibrillation::begin,
    heart_failure::begin,
    copd::begin,
    rhinitis::begin,
    asthma::begin,
    skin::begin,
    thyroid::begin,
    mood::begin,
    attention::begin,
    migraine::begin,
    joints::begin,
    bones::begin,
    prostate::begin,
    memory::begin,
    sleep::begin,
];

/// The courses that run through this life.
pub(super) fn all(life: &mut Life) -> Vec<Box<dyn Course>> {
    ALL.iter().filter_map(|begin| begin(life)).collect()
}

/// When an illness came to be known.
pub(super) struct Onset {
    illness: &'static Illness,
    since: Day,
    known: bool,
}

/// Where an illness stands at a visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stage {
    /// Nobody knows of it.
    Hidden,
    /// This visit finds it.
    Found,
    /// It was found before.
    Known,
}

impl Onset {
    /// Draws one, at this age or later and at most so many years ago.
    pub fn drawn(life: &mut Life, illness: &'static Illness, youngest: i64, years: i64) -> Self {
        let drawn = life.onset(youngest, years);
        let since = life.hour(drawn).day;
        life.prone_to(illness);
        let known = since < life.from;
        if known {
            life.known(illness, since, "");
        }
        Self { illness, since, known }
    }

    /// The day from which on it was treated, if that was before what is told.
    pub fn before(&self) -> Option<Day> {
        self.known.then_some(self.since)
    }

    /// Where it stands; writes the problem when this visit finds it.
    pub fn stage(&mut self, life: &mut Life, at: &Consultation) -> Stage {
        if self.known {
            return Stage::Known;
        }
        if at.day() < self.since {
            return Stage::Hidden;
        }
        self.known = true;
        at.find(life, self.illness);
        Stage::Found
    }
}
