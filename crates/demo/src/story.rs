//! A person's record as it is written: what happened, in the words of those who
//! were there, as FHIR R4 resources that each house keeps for itself.

mod document;
mod health;
mod letter;
mod medicine;
mod observation;
mod people;
mod visit;

use serde_json::{Map, Value, json};

pub use self::document::Text;
pub use self::letter::{heading, paragraph, points};
pub use self::visit::{Kind, Visit};
use crate::Draw;
use crate::calendar::{Day, Moment};
use crate::houses::House;
use crate::person::Person;
use crate::staff::Colleague;

/// One resource, and who keeps it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The custodian.
    pub house: &'static House,
    /// The resource.
    pub resource: Value,
}

/// Who did something when, and during which visit.
#[derive(Clone, Copy, Debug)]
pub struct By<'v> {
    /// Who.
    pub who: &'static Colleague,
    /// When.
    pub when: Moment,
    /// During which visit.
    pub visit: Option<&'v Visit>,
}

impl<'v> By<'v> {
    /// Outside any visit.
    pub const fn alone(who: &'static Colleague, when: Moment) -> Self {
        Self { who, when, visit: None }
    }

    /// During a visit.
    pub const fn during(who: &'static Colleague, when: Moment, visit: &'v Visit) -> Self {
        Self { who, when, visit: Some(visit) }
    }
}

impl By<'_> {
    /// The visit that belongs to it. Years in a home are no visit: what happens
    /// there stands by itself, or a timeline would show it all on the first day.
    fn visit(&self) -> Option<&Visit> {
        self.visit.filter(|visit| !visit.is_accompaniment())
    }
}

/// A record in the making.
#[derive(Debug)]
pub struct Story {
    /// Whose it is.
    pub person: Person,
    /// The day on which the story is told.
    pub today: Day,
    /// Chance of this story.
    pub draw: Draw,
    entries: Vec<Entry>,
}

/// Members of a resource in the making.
type Members = Map<String, Value>;

impl Story {
    /// An empty one.
    pub fn new(person: Person, today: Day, draw: Draw) -> Self {
        Self { person, today, draw, entries: Vec::new() }
    }

    /// What was written, the person's own resource not among it.
    pub fn end(self) -> (Person, Vec<Entry>) {
        (self.person, self.entries)
    }

    /// How many resources were written.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The person's age on a day.
    pub fn age(&self, on: Day) -> i64 {
        self.person.age(on)
    }

    /// Adds a resource that has its type but no id and no subject; tells its id.
    /// For what no other method of this type writes.
    pub fn put(&mut self, house: &'static House, resource: Value) -> String {
        let Value::Object(members) = resource else { return String::new() };
        self.write(house, members)
    }

    fn write(&mut self, house: &'static House, members: Members) -> String {
        let id = self.draw.uuid();
        let mut resource = Map::new();
        for (name, value) in members {
            let kind = name == "resourceType";
            resource.insert(name, value);
            if kind {
                resource.insert("id".to_owned(), json!(id));
            }
        }
        self.entries.push(Entry { house, resource: Value::Object(resource) });
        id
    }

    /// Members of a resource of this type about the person.
    fn about(&self, kind: &str, subject: &str) -> Members {
        let mut members = Map::new();
        members.insert("resourceType".to_owned(), json!(kind));
        members.insert(subject.to_owned(), self.person.reference());
        members
    }
}

/// Sets a member.
fn set(members: &mut Members, name: &str, value: Value) {
    members.insert(name.to_owned(), value);
}

/// A concept of one coding, with its label as text.
fn concept(system: &str, code: &str, label: &str) -> Value {
    json!({"coding": [{"system": system, "code": code, "display": label}], "text": label})
}

/// A concept of one of HL7's own code systems.
fn status(system: &str, code: &str) -> Value {
    let system = format!("http://terminology.hl7.org/CodeSystem/{system}");
    json!({"coding": [{"system": system, "code": code}]})
}

/// A number with so many digits behind the point, as JSON has it.
fn number(value: f64, decimals: usize) -> Value {
    let text = format!("{value:.decimals$}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}
