//! The whole: houses, those who work in them, and everybody whose record they keep.

use std::ops::Range;

use serde_json::Value;

use crate::calendar::Day;
use crate::houses::{HOSPITAL, HOUSES, WARDS};
use crate::person::Person;
use crate::staff::STAFF;
use crate::story::{Entry, Story};
use crate::{courses, people};

/// Somebody's record as it is handed out.
#[derive(Clone, Debug)]
pub struct Record {
    /// Whose it is.
    pub person: Person,
    /// The Patient first, then everything else as it was written.
    pub entries: Vec<Entry>,
}

impl Record {
    /// A story's end.
    pub fn of(story: Story) -> Self {
        let (person, mut entries) = story.end();
        // An establishment of support knows whom it accompanies; of the others,
        // whoever follows the person does.
        let home = entries.iter().map(|entry| entry.house).find(|house| house.keeper() == *house);
        let house = home.or(person.doctor.map(|doctor| doctor.house)).unwrap_or(&HOSPITAL);
        entries.insert(0, Entry { house, resource: person.resource() });
        Self { person, entries }
    }
}

/// A world: the same seed and day give the same one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct World {
    /// What it is made from.
    pub seed: u64,
    /// The day on which it is told.
    pub today: Day,
}

impl World {
    /// The people whom visitors meet.
    pub fn people(self) -> Vec<Record> {
        people::all(self.seed, self.today)
    }

    /// Inhabitants of these numbers, one after the other.
    pub fn inhabitants(self, numbers: Range<u64>) -> impl Iterator<Item = Record> {
        numbers.map(move |number| courses::record(self.seed, number, self.today))
    }
}

/// The registry: organisations, places, professionals and what they do. Each
/// house keeps its own.
pub fn registry() -> Vec<Entry> {
    let houses = HOUSES.iter().map(|house| Entry { house, resource: house.resource() });
    let wards = WARDS.iter().map(|ward| Entry { house: ward.house, resource: ward.resource() });
    let staff = STAFF.iter().flat_map(|who| {
        let entry = |resource: Value| Entry { house: who.house, resource };
        [entry(who.practitioner()), entry(who.role())]
    });
    houses.chain(wards).chain(staff).collect()
}
