//! Who lives here: ages as in France, names and ties that go with them, and who
//! has died of late.

use super::body::Body;
use super::life::{Home, Life, Tobacco};
use crate::calendar::Day;
use crate::houses::RESIDENCE;
use crate::person::{Identity, Person};
use crate::staff::{Colleague, ROCHE, VASSEUR};
use crate::story::Story;
use crate::{Draw, names, towns};

/// Thousands of people by bands of five years, from birth on (Insee, Bilan
/// démographique, pyramide des âges au 1er janvier 2025, rounded).
const PYRAMID: &[i64] = &[
    3_450, 3_900, 4_150, 4_250, 4_050, 3_750, 4_000, 4_200, 4_400, 4_150, 4_500, 4_450, 4_250,
    3_950, 3_700, 3_000, 1_850, 1_350, 720, 200,
];
/// Every so many inhabitants one lives in the residence, while it has beds.
const A_RESIDENT_EVERY: u64 = 37;
/// Beds that are left to the people with a file of their own.
const BEDS_FOR_OTHERS: u64 = 10;
/// Days of age from which on somebody has a record here.
const YOUNGEST: i64 = 90;
/// Beds of the residence.
const BEDS: u64 = 56;
/// Every so many inhabitants one attends the establishment, while it has places.
const A_YOUNG_PERSON_EVERY: u64 = 151;
/// Places of the establishment that are left to background.
const PLACES: u64 = 10;

/// Somebody of the town, before anything is told.
pub(super) fn life(seed: u64, number: u64, today: Day) -> Life {
    let mut draw = Draw::new(seed, &format!("inhabitant {number}"));
    let home = home(number);
    let age = match home {
        Home::Own => age(&mut draw),
        Home::Residence => draw.between(76, 98),
        Home::Ime => draw.between(14, 19),
    };
    let born =
        today.years_ago(age).plus(-draw.between(0, 364)).max(today.years_ago(age + 1).plus(1));
    // The youngest have had their first examinations: before, there is nothing to read.
    let born = born.min(today.plus(-YOUNGEST));
    let female = draw.chance(women(age, home));
    let mut person = Person::drawn(&mut draw, female, born);
    ties(&mut draw, &mut person, age);
    let doctor: &'static Colleague = if draw.chance(0.5) { &ROCHE } else { &VASSEUR };
    if draw.chance(0.93) || home != Home::Own {
        person.doctor = Some(doctor);
    }
    if home == Home::Residence {
        let (street, postcode, _) = RESIDENCE.place();
        street.clone_into(&mut person.street);
        if let Some(town) = towns::HOME.iter().find(|town| town.postcode == postcode) {
            person.town = town;
        }
    }
    let end = end(&mut draw, &mut person, age, home, today);
    let from = end.plus_months(-told(&mut draw, age, home)).max(born.plus(8));
    let body = Body::drawn(&mut draw, female, age);
    let tobacco = tobacco(&mut draw, age, female);
    let story = Story::new(person, today, draw);
    Life::new(story, doctor, home, (from, end), (body, tobacco))
}

fn home(number: u64) -> Home {
    if number % A_RESIDENT_EVERY == 5 && number / A_RESIDENT_EVERY < BEDS - BEDS_FOR_OTHERS {
        Home::Residence
    } else if number % A_YOUNG_PERSON_EVERY == 11 && number / A_YOUNG_PERSON_EVERY < PLACES {
        Home::Ime
    } else {
        Home::Own
    }
}

fn age(draw: &mut Draw) -> i64 {
    let mut left = draw.between(0, PYRAMID.iter().sum::<i64>() - 1);
    for (band, count) in (0..).zip(PYRAMID) {
        if left < *count {
            return band * 5 + left * 5 / count;
        }
        left -= count;
    }
    0
}

/// Share of women at an age (Insee).
fn women(age: i64, home: Home) -> f64 {
    match (home, age) {
        (Home::Ime, _) => 0.36,
        (_, ..25) => 0.488,
        (_, ..65) => 0.51,
        (_, ..75) => 0.53,
        (_, ..85) => 0.57,
        (_, ..90) => 0.66,
        (_, 90..) => 0.74,
    }
}

/// How many months are told visit by visit: fewer where there are many visits.
fn told(draw: &mut Draw, age: i64, home: Home) -> i64 {
    match (home, age) {
        (Home::Residence, _) => draw.between(20, 26),
        (Home::Ime, _) => draw.between(20, 30),
        (_, ..6) => 72,
        (_, ..50) => draw.between(42, 66),
        (_, ..70) => draw.between(36, 48),
        (_, 70..) => draw.between(24, 30),
    }
}

/// Name, state and ways to reach somebody of an age.
fn ties(draw: &mut Draw, person: &mut Person, age: i64) {
    let single = match age {
        ..18 => return,
        18..28 => 0.9,
        28..45 => 0.5,
        45..65 => 0.3,
        65.. => 0.1,
    };
    person.marital = if draw.chance(single) {
        "S"
    } else if age >= 72 && draw.chance(if person.female { 0.6 } else { 0.25 }) {
        "W"
    } else if draw.chance(0.17) {
        "D"
    } else {
        "M"
    };
    let takes = if age >= 60 { 0.9 } else { 0.55 };
    if person.female && matches!(person.marital, "M" | "W") && draw.chance(takes) {
        let used = names::family(draw);
        person.used = (used != person.family).then(|| used.to_owned());
    }
    if age >= 78 && draw.chance(0.7) {
        person.phone = towns::phone(draw, false);
        person.email = String::new();
    }
    person.identity = match draw.share() {
        ..0.9 => Identity::Qualified,
        ..0.95 => Identity::Validated,
        ..0.98 => Identity::Recovered,
        _ => Identity::Provisional,
    };
}

/// The last day on which somebody sees a doctor: yesterday, or before they died.
fn end(draw: &mut Draw, person: &mut Person, age: i64, home: Home, today: Day) -> Day {
    let dies = match (home, age) {
        (Home::Residence, _) => 0.22,
        (_, ..62) => 0.0,
        (_, ..75) => 0.025,
        (_, ..85) => 0.08,
        (_, ..95) => 0.22,
        (_, 95..) => 0.35,
    };
    if !draw.chance(dies) {
        return today.plus(-1);
    }
    let died = today.plus(-draw.between(20, 540)).at(draw.between(0, 23), draw.between(0, 59));
    person.died = Some(died);
    died.day.plus(-draw.between(9, 25))
}

/// Tobacco by age (Santé publique France, Baromètre).
fn tobacco(draw: &mut Draw, age: i64, female: bool) -> Tobacco {
    let (smokes, former) = match age {
        ..17 => (0.0, 0.0),
        17..45 => (0.27, 0.18),
        45..65 => (0.26, 0.32),
        65.. => (0.1, if female { 0.2 } else { 0.5 }),
    };
    match draw.share() {
        share if share < smokes => Tobacco::Smokes,
        share if share < smokes + former => Tobacco::Former,
        _ => Tobacco::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::houses::GROUP;

    #[test]
    fn ages_are_those_of_france() {
        let mut draw = Draw::new(1, "ages");
        let ages: Vec<i64> = (0..4000).map(|_| age(&mut draw)).collect();
        let share = |from, to| {
            let count = ages.iter().filter(|age| (from..to).contains(*age)).count();
            count as f64 / ages.len() as f64
        };
        assert!((share(0, 20) - 0.23).abs() < 0.03);
        assert!((share(65, 120) - 0.215).abs() < 0.03);
        assert!(ages.iter().max() < Some(&100));
    }

    #[test]
    fn nobody_lives_in_a_bed_that_is_not_there() {
        let residents = (0..20_000).filter(|number| home(*number) == Home::Residence).count();
        let young = (0..20_000).filter(|number| home(*number) == Home::Ime).count();
        let beds = crate::houses::WARDS.iter().filter(|ward| *ward.house == RESIDENCE);
        assert_eq!(beds.map(|ward| ward.beds).sum::<i64>(), 56);
        assert!(residents <= 46 && young <= 10 && GROUP.beds >= 12);
    }
}
