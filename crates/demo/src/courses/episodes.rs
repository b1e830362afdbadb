//! What comes and goes: an illness of a few days, a sprain, a bad back.

mod remedies;
mod table;

use self::remedies::{Remedy, remedies};
use self::table::ALL;
pub(super) use self::table::Episode;
use super::consultation::Consultation;
use super::life::{Home, Life, comma};
use crate::calendar::Day;
use crate::codes::{Illness, illness, lab, vital};
use crate::staff::SIMON;
use crate::story::By;

/// Visits a year for something acute, by age (Drees, Irdes).
const A_YEAR: &[(i64, f64)] = &[(0, 1.2), (4, 1.0), (10, 0.6), (20, 0.55), (50, 0.5), (70, 0.45)];
/// What comes of carrying, gardening and mending.
const ACTIVE: &[&Illness] = &[
    &illness::LOW_BACK_PAIN,
    &illness::SCIATICA,
    &illness::SHOULDER,
    &illness::HAND_WOUND,
    &illness::ANKLE_SPRAIN,
];
/// Weight of all that may come in a full season; less of it leaves days alone.
const FULL: i64 = 80;
/// How many days are tried for each episode.
const TRIES: f64 = 1.6;
/// At most so many are told.
const MOST: usize = 6;

/// Days on which something acute happens within what is told, and what.
pub(super) fn days(life: &mut Life) -> Vec<(Day, &'static Episode)> {
    let years = (life.end.0 - life.from.0) as f64 / 365.0;
    let count = life.by_age(A_YEAR) * years;
    let mut days = Vec::new();
    let most = if life.burden() >= 3 { MOST / 2 } else { MOST };
    let mut tries = 0.0;
    while days.len() < most && tries < count * TRIES {
        tries += 1.0;
        let day = life.from.plus(life.between(0, (life.end.0 - life.from.0).max(0)));
        if let Some(episode) = episode(life, day) {
            days.push((day, episode));
        }
    }
    days
}

/// One that fits the age, the sex and the season.
fn episode(life: &mut Life, day: Day) -> Option<&'static Episode> {
    let (age, month) = (life.months(day), day.civil().1);
    let (female, resident) = (life.female(), life.home == Home::Residence);
    let fits = |episode: &&Episode| {
        (episode.ages.0 * 12..=episode.ages.1 * 12).contains(&age)
            && (episode.months.is_empty() || episode.months.contains(&month))
            && episode.female.is_none_or(|held| held == female)
            && !(resident && ACTIVE.contains(&episode.illness))
    };
    let total: i64 = ALL.iter().filter(fits).map(|episode| episode.weight).sum();
    let mut left = life.between(0, total.max(FULL) - 1);
    for episode in ALL.iter().filter(fits) {
        if left < episode.weight {
            return Some(episode);
        }
        left -= episode.weight;
    }
    None
}

/// Writes the visit that an episode leads to.
pub(super) fn write(life: &mut Life, day: Day, episode: &'static Episode) {
    let mut at = Consultation::open(life, day, episode.reason);
    let told = life.say(episode.told);
    at.told(told);
    if at.is_measured() {
        if let Some(mean) = episode.fever {
            let value = life.story.draw.around(mean, 0.35).clamp(36.4, 40.2);
            life.story.vital(at.by(), &vital::TEMPERATURE, value);
            at.seen(format!("T° {} °C.", comma(value, 1)));
        }
        let seen = life.say(episode.seen);
        at.seen(seen);
    }
    let over = at.day().plus(episode.days);
    let until = (over <= life.end).then_some(over);
    life.story.problem(at.who, episode.illness, at.day(), until);
    if episode.illness.cim10 == illness::PYELONEPHRITIS.cim10 {
        let when = life.hour(at.day()).day.at(17, 40);
        let said = "Escherichia coli > 10⁶ UFC/mL, sensible aux fluoroquinolones";
        life.story.finding(By::alone(&SIMON, when), &lab::URINE_CULTURE, said);
        let crp = life.story.draw.around(118.0, 30.0).max(40.0);
        life.story.result(By::alone(&SIMON, when), &lab::CRP, crp);
    }
    let given = remedies(life, episode.illness, at.day());
    for Remedy { drug, dosage, days } in &given {
        life.give(at.by(), drug, (dosage, *days), &super::life::lowered(episode.illness.name));
    }
    let done = life.say(episode.done);
    at.done(done);
    if given.iter().any(|remedy| remedy.drug.atc.starts_with("J01")) && !life.allergies.is_empty() {
        at.done("Allergies vérifiées.");
    }
    let work = (18..62).contains(&life.story.age(at.day())) && life.home == Home::Own;
    if work && episode.leave > 0 && life.chance(0.5) {
        at.done(format!("Arrêt de travail {} jours.", episode.leave));
    }
    at.close(life);
}
