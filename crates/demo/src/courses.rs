//! Inhabitants: ordinary people of all ages.

use crate::Draw;
use crate::calendar::Day;
use crate::person::Person;
use crate::story::Story;
use crate::world::Record;

/// Age in days of the oldest.
const OLDEST_DAYS: i64 = 34_000;

/// The inhabitant of this number.
pub fn record(seed: u64, number: u64, today: Day) -> Record {
    let mut draw = Draw::new(seed, &format!("inhabitant {number}"));
    let (female, age) = (draw.chance(0.5), draw.between(100, OLDEST_DAYS));
    let person = Person::drawn(&mut draw, female, today.plus(-age));
    Record::of(Story::new(person, today, draw))
}
