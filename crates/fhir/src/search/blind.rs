//! What may be looked for across records without opening them: terms of
//! identity and logistics, which the store keeps as keyed hashes only. Never a
//! clinical code (design, "Sealing", tokens). A term narrows; the unsealed
//! value decides.
//!
//! Names are indexed by the beginnings of each of their parts, from three
//! characters on, in normalised form; titles and suffixes are left out, since
//! how often they occur tells sex and profession.

use hygie_base::Timestamp;

use super::near::near;
use super::normalise::normalise;
use super::sound::sound;
use crate::ins::qualified_ins;
use crate::json::Json;
use crate::limits::{BLIND_PREFIX_CHARS, BLIND_TERMS};

/// Characters of the shortest indexed beginning.
const SHORTEST: usize = 3;

/// One term: a parameter and a normalised value, to be hashed by the store.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Term {
    /// Resource type and parameter, `Patient.identifier`.
    pub param: &'static str,
    /// Normalised value.
    pub value: Vec<u8>,
}

/// How an indexed parameter's terms are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    /// `system|value`, and the value under any system.
    Identifier,
    /// Beginnings of the parts of names.
    Names,
    /// The parts of names, whole and with each letter left out ([`near`]).
    Near,
    /// How the parts of names sound ([`sound`]).
    Sound,
    /// Beginnings of a plain text.
    Title,
    /// A day, its month, its year.
    Date,
    /// The day of an instant in UTC, its month, its year.
    Instant,
    /// A code as it stands.
    Code,
    /// References to places.
    Place,
}

/// One indexed parameter.
struct Row {
    /// Resource type and parameter.
    param: &'static str,
    kind: &'static str,
    /// The member that holds the values.
    element: &'static str,
    form: Form,
}

const fn row(param: &'static str, kind: &'static str, element: &'static str, form: Form) -> Row {
    Row { param, kind, element, form }
}

/// An INS that is qualified: no two Patients have the same.
const INS: &str = "Patient.ins";
const NAME: &str = "Patient.name";
const NEAR: &str = "Patient.near";
const SOUND: &str = "Patient.sound";

static TABLE: [Row; 39] = [
    row("Account.identifier", "Account", "identifier", Form::Identifier),
    row("Appointment.date", "Appointment", "start", Form::Instant),
    row("Appointment.identifier", "Appointment", "identifier", Form::Identifier),
    row("Composition.identifier", "Composition", "identifier", Form::Identifier),
    row("Coverage.identifier", "Coverage", "identifier", Form::Identifier),
    row("Device.identifier", "Device", "identifier", Form::Identifier),
    row("DocumentReference.identifier", "DocumentReference", "identifier", Form::Identifier),
    row("Encounter.identifier", "Encounter", "identifier", Form::Identifier),
    row("Endpoint.identifier", "Endpoint", "identifier", Form::Identifier),
    row("EpisodeOfCare.identifier", "EpisodeOfCare", "identifier", Form::Identifier),
    row("Group.identifier", "Group", "identifier", Form::Identifier),
    row("HealthcareService.identifier", "HealthcareService", "identifier", Form::Identifier),
    row("Location.identifier", "Location", "identifier", Form::Identifier),
    row("Organization.identifier", "Organization", "identifier", Form::Identifier),
    row("Patient.identifier", "Patient", "identifier", Form::Identifier),
    row("Person.identifier", "Person", "identifier", Form::Identifier),
    row("Practitioner.identifier", "Practitioner", "identifier", Form::Identifier),
    row("PractitionerRole.identifier", "PractitionerRole", "identifier", Form::Identifier),
    row("RelatedPerson.identifier", "RelatedPerson", "identifier", Form::Identifier),
    row("Schedule.identifier", "Schedule", "identifier", Form::Identifier),
    row("ServiceRequest.identifier", "ServiceRequest", "identifier", Form::Identifier),
    row("Slot.identifier", "Slot", "identifier", Form::Identifier),
    row("Task.identifier", "Task", "identifier", Form::Identifier),
    row("Encounter.location", "Encounter", "location", Form::Place),
    row("Encounter.status", "Encounter", "status", Form::Code),
    row("ServiceRequest.status", "ServiceRequest", "status", Form::Code),
    row("Task.status", "Task", "status", Form::Code),
    row("HealthcareService.name", "HealthcareService", "name", Form::Title),
    row("Location.name", "Location", "name", Form::Title),
    row("Organization.name", "Organization", "name", Form::Title),
    row("Patient.birthdate", "Patient", "birthDate", Form::Date),
    row(NAME, "Patient", "name", Form::Names),
    row(NEAR, "Patient", "name", Form::Near),
    row(SOUND, "Patient", "name", Form::Sound),
    row("Person.birthdate", "Person", "birthDate", Form::Date),
    row("Person.name", "Person", "name", Form::Names),
    row("Practitioner.name", "Practitioner", "name", Form::Names),
    row("RelatedPerson.birthdate", "RelatedPerson", "birthDate", Form::Date),
    row("RelatedPerson.name", "RelatedPerson", "name", Form::Names),
];

/// The terms of a resource, distinct, in order; at most [`BLIND_TERMS`].
pub fn blind_terms(resource: &Json) -> Vec<Term> {
    let kind = resource.resource_type().unwrap_or_default();
    let mut terms = Vec::new();
    for row in TABLE.iter().filter(|row| row.kind == kind) {
        let Some(value) = resource.get(row.element) else { continue };
        each(value, &mut |value| {
            row.form.values(value, &mut |value| terms.push(Term { param: row.param, value }));
        });
        if row.form == Form::Title {
            let aliases = resource.get("alias").and_then(Json::as_array).unwrap_or_default();
            for alias in aliases {
                row.form.values(alias, &mut |value| terms.push(Term { param: row.param, value }));
            }
        }
    }
    terms.sort();
    terms.dedup();
    terms.truncate(BLIND_TERMS);
    // Behind the limit: padding must not make room for a second one.
    let value = |(system, value): (&str, String)| pair(system, &value);
    let qualified = qualified_ins(resource).into_iter().map(value);
    terms.extend(qualified.map(|value| Term { param: INS, value }));
    terms
}

impl Term {
    /// Whether no two resources may have it.
    pub fn is_unique(&self) -> bool {
        self.param == INS
    }
}

/// The term under which every resource is found that a search for this value
/// can match; `None` when no index helps: the parameter has none, or the value
/// is too short, has a prefix, several values or escapes. `code` is the name of
/// the search parameter without modifier: `identifier`, `name`, `family`,
/// `given`, `birthdate`, `status`.
pub fn blind_probe(kind: &str, code: &str, value: &str) -> Option<Term> {
    let code = if matches!(code, "family" | "given") { "name" } else { code };
    let wanted = |row: &&Row| {
        row.kind == kind && row.param.split_once('.').is_some_and(|(_, param)| param == code)
    };
    let row = TABLE.iter().find(wanted)?;
    if value.contains(['\\', ',']) {
        return None;
    }
    let value = match row.form {
        Form::Identifier => match value.split_once('|') {
            Some((_, "")) => return None,
            Some((system, value)) => pair(system, value),
            None => any_system(value),
        },
        Form::Near | Form::Sound => return None,
        Form::Names | Form::Title => {
            let folded: String = normalise(value).chars().take(BLIND_PREFIX_CHARS).collect();
            (folded.chars().count() >= SHORTEST).then(|| folded.into_bytes())?
        }
        Form::Date | Form::Instant => {
            let date = value.strip_prefix("eq").unwrap_or(value);
            crate::date::parse(date, crate::date::Form::Date)?;
            date.as_bytes().to_vec()
        }
        Form::Place if value.contains('/') => value.as_bytes().to_vec(),
        Form::Place => format!("Location/{value}").into_bytes(),
        Form::Code => value.rsplit_once('|').map_or(value, |(_, code)| code).as_bytes().to_vec(),
    };
    (!value.is_empty()).then_some(Term { param: row.param, value })
}

/// Whether a parameter has an index across records by [`blind_probe`].
pub(super) fn is_always_indexed(kind: &str, code: &str) -> bool {
    let names = TABLE.iter().any(|row| row.kind == kind && row.form == Form::Names);
    let has = |row: &Row| {
        row.kind == kind && row.param.split_once('.').is_some_and(|(_, param)| param == code)
    };
    (names && matches!(code, "family" | "given")) || TABLE.iter().any(has)
}

/// The terms under which a person is found of whose name this word is a part,
/// a beginning of a part, one letter away from a part, or sounds like one.
pub fn person_probes(word: &str) -> Vec<Term> {
    let term = |param, value: String| Term { param, value: value.into_bytes() };
    let folded = normalise(word);
    let mut probes: Vec<Term> = near(&folded).into_iter().map(|it| term(NEAR, it)).collect();
    let beginning: String = folded.chars().take(BLIND_PREFIX_CHARS).collect();
    if beginning.chars().count() >= SHORTEST {
        probes.push(term(NAME, beginning));
    }
    let sound = sound(word);
    if !sound.is_empty() {
        probes.push(term(SOUND, sound));
    }
    probes
}

fn each<'a>(value: &'a Json, visit: &mut impl FnMut(&'a Json)) {
    match value.as_array() {
        Some(items) => items.iter().for_each(visit),
        None => visit(value),
    }
}

/// An identifier of this system; an empty one is none.
fn pair(system: &str, value: &str) -> Vec<u8> {
    format!("{system}|{value}").into_bytes()
}

/// An identifier of whatever system. No system is called `*`; if one were, the
/// unsealed value decides.
fn any_system(value: &str) -> Vec<u8> {
    format!("*|{value}").into_bytes()
}

impl Form {
    /// Calls `add` with the terms of one value.
    fn values(self, value: &Json, add: &mut impl FnMut(Vec<u8>)) {
        match self {
            Self::Identifier => {
                if let Some(text) = value.str("value") {
                    add(pair(value.str("system").unwrap_or_default(), text));
                    add(any_system(text));
                }
            }
            Self::Names => {
                for name in ["text", "family", "given"] {
                    let Some(part) = value.get(name) else { continue };
                    each(part, &mut |part| name_beginnings(part, add));
                }
            }
            Self::Near => words(value, &mut |word| {
                near(&normalise(word)).into_iter().for_each(|it| add(it.into_bytes()));
            }),
            Self::Sound => words(value, &mut |word| {
                let sound = sound(word);
                if !sound.is_empty() {
                    add(sound.into_bytes());
                }
            }),
            Self::Title => beginnings(value, add),
            Self::Date => dates(value, add),
            Self::Instant => {
                let text = value.as_str().unwrap_or_default();
                if let Some(range) = crate::date::parse(text, crate::date::Form::Instant) {
                    let day = Timestamp(range.start).to_string();
                    buckets(&day, add);
                }
            }
            Self::Place => {
                if let Some(place) = value.get("location").and_then(|to| to.str("reference")) {
                    add(place.as_bytes().to_vec());
                }
            }
            Self::Code => {
                if let Some(code) = value.as_str() {
                    add(code.as_bytes().to_vec());
                }
            }
        }
    }
}

/// The words of a name's family and given parts, as they stand; of its text
/// where it has no parts.
fn words(name: &Json, visit: &mut impl FnMut(&str)) {
    let parts = ["family", "given"].iter().filter_map(|part| name.get(part)).collect::<Vec<_>>();
    let whole = name.get("text").filter(|_| parts.is_empty());
    for part in parts.into_iter().chain(whole) {
        each(part, &mut |part| name_words(part.as_str().unwrap_or_default()).for_each(&mut *visit));
    }
}

/// A name's words: what stands between blanks, hyphens and other marks that
/// are no letters; apostrophes stay within.
pub fn name_words(name: &str) -> impl Iterator<Item = &str> {
    let within = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '\u{300}'..='\u{36f}')
    };
    name.split(move |letter| !within(letter)).filter(|word| !word.is_empty())
}

/// Beginnings of a part of a name, and of each of its words: `Rodriguez` is
/// looked for, `Lefèvre-Rodriguez` is written.
fn name_beginnings(part: &Json, add: &mut impl FnMut(Vec<u8>)) {
    beginnings(part, add);
    let words: Vec<&str> = name_words(part.as_str().unwrap_or_default()).collect();
    for word in words.get(1..).unwrap_or_default() {
        beginnings(&Json::string(word), add);
    }
}

/// Beginnings of a text, from [`SHORTEST`] to [`BLIND_PREFIX_CHARS`] characters.
fn beginnings(value: &Json, add: &mut impl FnMut(Vec<u8>)) {
    let folded = value.as_str().map(normalise).unwrap_or_default();
    let ends = folded.char_indices().map(|(at, letter)| at + letter.len_utf8());
    for end in ends.take(BLIND_PREFIX_CHARS).skip(SHORTEST - 1) {
        if let Some(beginning) = folded.get(..end) {
            add(beginning.as_bytes().to_vec());
        }
    }
}

/// A date with every coarser one: `1980-05-02`, `1980-05`, `1980`.
fn dates(value: &Json, add: &mut impl FnMut(Vec<u8>)) {
    let Some(text) = value.as_str() else { return };
    if crate::date::parse(text, crate::date::Form::Date).is_none() {
        return;
    }
    buckets(text, add);
}

/// The year, month and day that a date's text begins with, as far as it goes.
fn buckets(text: &str, add: &mut impl FnMut(Vec<u8>)) {
    for end in [4, 7, 10] {
        if let Some(part) = text.get(..end) {
            add(part.as_bytes().to_vec());
        }
    }
}
