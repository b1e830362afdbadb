//! Vaccinations: what the calendar of the time called for, mostly done, at times late.

use super::life::{Home, Life};
use crate::calendar::Day;
use crate::codes::{Vaccine, vaccine};
use crate::staff::{COLIN, Colleague, GUERIN, ROCHE, TRAORE};

/// How many years back a record of an adult knows of vaccinations.
const KNOWN_YEARS: i64 = 16;
/// How many seasons of influenza are told.
const SEASONS: i64 = 2;

/// A vaccine, the year since which it is called for, and the share who get it
/// (Santé publique France, couverture vaccinale).
struct Call {
    vaccine: &'static Vaccine,
    since: i64,
    share: f64,
}

const fn call(vaccine: &'static Vaccine, since: i64, share: f64) -> Call {
    Call { vaccine, since, share }
}

const CALLS: &[Call] = &[
    call(&vaccine::HEXAVALENT, 2010, 0.98),
    call(&vaccine::PNEUMOCOCCUS_CHILD, 2010, 0.97),
    call(&vaccine::ROTAVIRUS, 2023, 0.6),
    call(&vaccine::MENINGOCOCCUS_B, 2023, 0.8),
    call(&vaccine::MENINGOCOCCUS_ACWY, 2025, 0.85),
    call(&vaccine::MMR, 2005, 0.95),
    call(&vaccine::DTCAP_CHILD, 2013, 0.93),
    call(&vaccine::DTCAP_REDUCED, 2013, 0.8),
    call(&vaccine::MENINGOCOCCUS_ACWY_YOUTH, 2025, 0.5),
    call(&vaccine::DTP, 1950, 0.65),
    call(&vaccine::PNEUMOCOCCUS_ADULT, 2025, 0.4),
    call(&vaccine::SHINGLES, 2025, 0.25),
    call(&vaccine::RSV, 2025, 0.25),
];

/// Writes all of them.
pub(super) fn all(life: &mut Life) {
    for call in CALLS {
        series(life, call);
    }
    papilloma(life);
    if life.age() >= 65 {
        autumns(life);
    }
}

/// Doses at the ages of the calendar; who misses one gets none of the later.
fn series(life: &mut Life, call: &Call) {
    let known = life.end.years_ago(KNOWN_YEARS);
    let born = life.story.person.born;
    // The first dose, and no chance of a second where there was none.
    if !life.chance(call.share) {
        return;
    }
    let first = call.vaccine.doses.first().copied().unwrap_or(0);
    // Those who were older than that when it began are called for at its beginning.
    let older = born.plus_months(first).civil().0 < call.since;
    if older && first < 780 {
        return;
    }
    let start = if older {
        Day::of(call.since, 3, 1).plus(life.between(0, 500))
    } else {
        life.called_at(first)
    };
    let mut days: Vec<Day> = Vec::new();
    for months in call.vaccine.doses {
        let day = if older { start.plus_months(months - first) } else { life.called_at(*months) };
        days.push(day);
    }
    while let (Some(again), Some(last)) = (call.vaccine.again, days.last())
        && last.plus_months(again) < life.end
        && days.len() < 8
    {
        days.push(last.plus_months(again));
    }
    let mut before = born;
    for (dose, day) in (1..).zip(days) {
        let late = if life.chance(0.12) { life.between(30, 150) } else { 0 };
        // Nobody is early for the next dose because they were late for the last.
        let day = day.plus(late).max(before.plus(28));
        before = day;
        if day >= life.end || !life.is_free(day, 0) {
            return;
        }
        if day >= known {
            let when = life.hour(day).day;
            let who = giver(life, call.vaccine, when);
            life.story.vaccine(who, call.vaccine, when, dose);
        }
    }
}

/// Papillomavirus: girls since 2013, boys since 2021, from eleven on.
fn papilloma(life: &mut Life) {
    let (since, share) = if life.female() { (2013, 0.5) } else { (2021, 0.3) };
    series(life, &Call { vaccine: &vaccine::HPV, since, share });
}

/// Influenza and COVID-19 in the last autumns.
fn autumns(life: &mut Life) {
    let faithful = life.chance(if life.home == Home::Residence { 0.9 } else { 0.58 });
    let (year, _, _) = life.end.civil();
    for season in (0..SEASONS).rev() {
        let day = Day::of(year - season, 10, 14).plus(life.between(0, 50)).working();
        let told =
            life.story.person.born.plus_months(780) < day && day < life.end && life.is_free(day, 0);
        if !(told && faithful) {
            continue;
        }
        let pharmacist = life.chance(0.5) && life.home == Home::Own;
        let who: &'static Colleague =
            if pharmacist { &GUERIN } else { giver(life, &vaccine::INFLUENZA, day) };
        life.story.vaccine(who, &vaccine::INFLUENZA, day, 1);
        if life.chance(0.45) {
            life.story.vaccine(who, &vaccine::COVID, day, 1);
        }
    }
}

fn giver(life: &mut Life, given: &Vaccine, day: Day) -> &'static Colleague {
    let recent = life.from < day;
    let old = given.doses.first().is_some_and(|months| *months > 500);
    if recent && life.home == Home::Residence {
        &TRAORE
    } else if life.end.0 - day.0 > 12 * 365 {
        &ROCHE
    } else if recent && old && life.chance(0.4) {
        &COLIN
    } else {
        life.doctor
    }
}
