//! A person in a list: enough to be sure who it is.

use std::collections::HashMap;

use hygie_base::RecordNo;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::normalise;
use hygie_record::{Likeness, PersonFound};

use crate::format::nir;

/// One person found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// Their record.
    pub(crate) record: RecordNo,
    /// Family name in use, in capitals as French files do.
    pub(crate) family: String,
    /// Given names.
    pub(crate) given: String,
    /// Name at birth, when it is another one.
    pub(crate) born: String,
    /// FHIR date of birth; empty when unknown.
    pub(crate) birth: String,
    /// FHIR administrative gender, `unknown` when absent.
    pub(crate) sex: &'static str,
    /// The INS and the local record number, as far as they are known.
    pub(crate) identifiers: Vec<Named>,
    /// FHIR date of death; `true` when only the fact is known.
    pub(crate) death: String,
    /// Why they were found: key of a message.
    pub(crate) why: &'static str,
    /// Whether another one of the list is easily taken for them.
    pub(crate) alike: bool,
}

/// An identifier and what it is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Named {
    /// As its source calls it; empty for our own word.
    pub(crate) label: String,
    /// As it is written.
    pub(crate) value: String,
}

impl Found {
    /// Of what the record service found.
    pub(crate) fn of(found: &PersonFound) -> Self {
        // The service has parsed the same text before.
        let patient = parse(&found.patient.text, &JsonLimits::default()).unwrap_or(Json::Null);
        Self::read(&patient, found.record, why(found.likeness))
    }

    /// Whether the person died.
    pub(crate) fn is_dead(&self) -> bool {
        !self.death.is_empty()
    }

    /// Whether no name is known.
    pub(crate) fn is_nameless(&self) -> bool {
        self.family.trim().is_empty() && self.given.trim().is_empty()
    }

    /// Message of the birth date: an age is not told of the dead.
    pub(crate) fn born_key(&self) -> &'static str {
        if self.is_dead() { "people-born" } else { "people-born-age" }
    }

    fn read(patient: &Json, record: RecordNo, why: &'static str) -> Self {
        let names = patient.get("name").and_then(Json::as_array).unwrap_or_default();
        let used = |uses: &[&str]| {
            names.iter().find(|name| uses.contains(&name.str("use").unwrap_or_default()))
        };
        let shown = used(&["usual"]).or_else(|| used(&["official"])).or(names.first());
        let family = |name: &Json| name.str("family").unwrap_or_default().to_uppercase();
        let text = |name: &Json| name.str("text").unwrap_or_default().to_owned();
        let given = shown.map(given).unwrap_or_default();
        let family_shown = shown.map(family).unwrap_or_default();
        let is_blank = family_shown.is_empty() && given.is_empty();
        // Beside the name in use, `official` is the one at birth, as fr-core has it.
        let born = used(&["maiden"]).or_else(|| used(&["official"])).map(family);
        let born = born.filter(|born| !born.is_empty() && *born != family_shown);
        Self {
            record,
            family: if is_blank { shown.map(text).unwrap_or_default() } else { family_shown },
            given,
            born: born.unwrap_or_default(),
            birth: patient.str("birthDate").unwrap_or_default().to_owned(),
            sex: sex(patient.str("gender").unwrap_or_default()),
            identifiers: identifiers(patient),
            death: death(patient),
            why,
            alike: false,
        }
    }
}

/// Marks those who are easily taken for each other: the same names, or the
/// same family and birth date.
pub(crate) fn compared(mut people: Vec<Found>) -> Vec<Found> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for key in people.iter().flat_map(keys) {
        *seen.entry(key).or_default() += 1;
    }
    for person in &mut people {
        person.alike = keys(person).iter().any(|key| seen.get(key).is_some_and(|n| *n > 1));
    }
    people
}

fn keys(person: &Found) -> [String; 2] {
    let family = normalise(&person.family);
    let first = normalise(person.given.split_whitespace().next().unwrap_or_default());
    [format!("{family}\n{first}"), format!("{family}\0{}", person.birth)]
}

fn given(name: &Json) -> String {
    let parts = name.get("given").and_then(Json::as_array).unwrap_or_default();
    let parts: Vec<&str> = parts.iter().filter_map(Json::as_str).collect();
    parts.join(" ")
}

fn sex(gender: &str) -> &'static str {
    ["female", "male", "other"].into_iter().find(|known| *known == gender).unwrap_or("unknown")
}

/// The national health identity and the local record number, each with its
/// label: other numbers tell nobody here who a person is.
fn identifiers(patient: &Json) -> Vec<Named> {
    let all = patient.get("identifier").and_then(Json::as_array).unwrap_or_default();
    [ins, local].into_iter().filter_map(|read| all.iter().find_map(read)).collect()
}

/// NIR or NIA (ANS, "Référentiel INS").
fn ins(one: &Json) -> Option<Named> {
    let is_ins = one.str("system")?.starts_with("urn:oid:1.2.250.1.213.1.4.");
    is_ins.then_some(())?;
    Some(Named { label: "INS".to_owned(), value: nir(one.str("value")?) })
}

/// The number of a record or of an internal index (HL7 v2, table 0203). Long
/// random ids stand for a program, not for people.
fn local(one: &Json) -> Option<Named> {
    let kind = one.get("type")?;
    let codings = kind.get("coding").and_then(Json::as_array).unwrap_or_default();
    let is_local = codings.iter().any(|it| matches!(it.str("code"), Some("MR" | "PI")));
    let value = one.str("value")?;
    let is_long = value.len() == 36 && value.matches('-').count() == 4;
    (is_local && !is_long).then_some(())?;
    let label = kind.str("text").unwrap_or_default().to_owned();
    Some(Named { label, value: value.to_owned() })
}

fn death(patient: &Json) -> String {
    match (patient.str("deceasedDateTime"), patient.get("deceasedBoolean")) {
        (Some(date), _) => date.to_owned(),
        (None, Some(Json::Bool(true))) => "true".to_owned(),
        _ => String::new(),
    }
}

fn why(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Exact => "found-exact",
        Likeness::Begins => "found-begins",
        Likeness::OneLetter => "found-one-letter",
        Likeness::SoundsAlike => "found-sounds",
        Likeness::BirthDate => "found-birth-date",
    }
}
