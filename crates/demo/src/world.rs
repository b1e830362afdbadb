//! The whole: houses, those who work in them, and everybody whose record they keep.

use serde_json::Value;

use crate::houses::{HOUSES, WARDS};
use crate::person::Person;
use crate::staff::STAFF;
use crate::story::{Entry, Story};

/// Somebody's record as it is handed out.
#[derive(Clone, Debug)]
pub struct Record {
    /// Whose it is.
    pub person: Person,
    /// The Patient first, then everything else as it happened.
    pub entries: Vec<Entry>,
}

impl Record {
    /// A story's end.
    pub fn of(story: Story) -> Self {
        let (person, mut entries) = story.end();
        let house = person.doctor.map_or(&crate::houses::HOSPITAL, |doctor| doctor.house);
        entries.insert(0, Entry { house, resource: person.resource() });
        Self { person, entries }
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
