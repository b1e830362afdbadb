//! Which record a resource belongs to (design, "Which record a resource
//! belongs to"): a reviewed table, one row per R4 type, read against a resource.
//!
//! Choices where the design leaves room:
//! - A subject that belongs to no person itself (a place, a practitioner, an
//!   organisation, a group) makes the resource registry. What is about a Group
//!   deserves a Group's care: desks and system clients only.
//! - A subject that may itself belong to a person (a device, a specimen, a
//!   related person, an encounter) is followed to the record where it lies.
//! - A subject named only by a logical identifier, only by display words, or as
//!   a contained Patient has no record of its own to go to: unassigned.
//! - Registry for want of a person is never given to a resource that refers to
//!   a Patient or RelatedPerson anywhere: it goes to the unassigned tray.

mod table;
#[cfg(test)]
mod tests;

use crate::definitions::Definitions;
use crate::json::Json;
use crate::reference::{Reference, walk};

use table::TABLE;
pub use table::TYPES;

/// Where a resource belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Assignment {
    /// To no person: the registry.
    Registry,
    /// It is a Patient: its own record.
    Patient,
    /// To these Patients, distinct, as references without a version; it is
    /// stored under the first. A reference may be a urn, conditional or
    /// absolute when the caller has not resolved it yet.
    Subjects(Vec<String>),
    /// To the records of what it refers to.
    Follows {
        /// References, distinct; every record they lead to counts and the first
        /// leads. Empty for a Binary without security context: it follows the
        /// document that refers to it.
        of: Vec<String>,
        /// Where it goes when none of them lies in a person's record.
        otherwise: Absent,
    },
    /// It should have a person but names none that has a record.
    Unassigned,
}

/// Where a resource goes that names no person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absent {
    /// To the registry.
    Registry,
    /// To the sealed tray of the identity desk.
    Unassigned,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Resource type.
    pub kind: &'static str,
    /// How its record is found.
    pub rule: Rule,
    /// Why.
    pub reason: &'static str,
}

/// How a type's record is found.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// It concerns no person.
    Registry,
    /// It is a person's.
    Patient,
    /// It is a Bundle: a document goes with the subject of its Composition.
    Document,
    /// It concerns a person.
    Person {
        /// Elements that name the subject, as dotted paths.
        subjects: &'static [&'static str],
        /// Elements to follow when no subject is named.
        follows: &'static [&'static str],
        /// Where it goes when neither is there.
        absent: Absent,
        /// Where it goes when those named belong to no person themselves.
        impersonal: Absent,
    },
}

/// How far references among contained resources are followed.
const CONTAINED_HOPS: usize = 4;

/// The table's row for a resource type; `None` when R4 has no such type.
pub fn row(kind: &str) -> Option<&'static Row> {
    let at = TABLE.binary_search_by(|row| row.kind.cmp(kind)).ok()?;
    TABLE.get(at)
}

/// Whether resources of this type never belong to a person: who and what care is given by
/// and with, and what is defined.
pub fn is_of_registry(kind: &str) -> bool {
    row(kind).is_some_and(|row| matches!(row.rule, Rule::Registry))
}

/// Whether R4 has a concrete resource type of this name.
pub fn is_resource_type(kind: &str) -> bool {
    row(kind).is_some()
}

/// Every concrete resource type of R4, in alphabetical order.
pub fn resource_types() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|row| row.kind)
}

/// Says where a resource belongs, by its own words alone. Urns and conditional
/// references should have been resolved before; one that remains and does not
/// say its type is taken for a Patient where R4 names Patient as a target, and
/// for something to follow elsewhere. An unknown resource type is unassigned.
pub fn assign(resource: &Json) -> Assignment {
    Scope { container: resource, bundle: None, hops: CONTAINED_HOPS }.assign(resource)
}

/// Within what a reference is read.
#[derive(Clone, Copy)]
struct Scope<'a> {
    /// The resource whose `contained` a `#id` names.
    container: &'a Json,
    /// The document in which a full URL is looked up.
    bundle: Option<&'a Json>,
    /// Hops among contained resources that are left.
    hops: usize,
}

/// What the subject elements of a resource name.
#[derive(Default)]
struct Named {
    persons: Vec<String>,
    others: Vec<String>,
    registry: bool,
    unknown: bool,
}

impl<'a> Scope<'a> {
    fn assign(self, resource: &Json) -> Assignment {
        let Some(row) = resource.resource_type().and_then(row) else {
            return Assignment::Unassigned;
        };
        match row.rule {
            Rule::Registry => Assignment::Registry,
            Rule::Patient => Assignment::Patient,
            Rule::Document => document(resource),
            Rule::Person { subjects, follows, absent, impersonal } => {
                let named = self.names(resource, subjects, follows);
                let without = if named.registry { impersonal } else { absent };
                person(resource, named, without)
            }
        }
    }

    /// What the subject elements name, else what is followed.
    fn names(self, resource: &Json, subjects: &[&str], follows: &[&str]) -> Named {
        let mut named = Named::default();
        let paths = |paths: &[&str], named: &mut Named| {
            for path in paths {
                each_at(resource, path, &mut |reference| {
                    self.name(reference, named, &|| names_patients(resource, path));
                });
            }
        };
        paths(subjects, &mut named);
        if named.persons.is_empty() {
            paths(follows, &mut named);
        }
        named
    }

    /// Adds what one reference element names. What does not say its type is a
    /// person where the element names `patients`, else something to follow.
    fn name(self, element: &Json, named: &mut Named, patients: &dyn Fn() -> bool) {
        let said = element.str("type").filter(|kind| is_resource_type(kind));
        let Some(text) = element.str("reference") else {
            match said.and_then(row) {
                Some(row) if matches!(row.rule, Rule::Registry) => named.registry = true,
                _ => named.unknown = true,
            }
            return;
        };
        if let Some((kind, id)) = self.in_bundle(text) {
            return named.add(Some(kind), format!("{kind}/{id}"));
        }
        match Reference::parse(text) {
            Reference::Contained(id) => self.contained(id, named),
            Reference::Local { kind, id, .. } => named.add(Some(kind), format!("{kind}/{id}")),
            Reference::Absolute { base, kind, id, .. } => {
                named.add(Some(kind), format!("{base}/{kind}/{id}"));
            }
            Reference::Conditional { kind, .. } => named.add(Some(kind), text.to_owned()),
            Reference::Urn(_) | Reference::Other(_) if said.is_some() || patients() => {
                named.add(said, text.to_owned());
            }
            Reference::Urn(_) | Reference::Other(_) => {
                push_new(&mut named.others, text.to_owned());
            }
        }
    }

    /// Type and id of the document's entry whose full URL this is.
    fn in_bundle(self, text: &str) -> Option<(&'a str, &'a str)> {
        let entries = self.bundle?.get("entry")?.as_array()?;
        let entry = entries.iter().find(|entry| entry.str("fullUrl") == Some(text))?;
        let resource = entry.get("resource")?;
        Some((resource.resource_type()?, resource.id()?))
    }

    fn contained(self, id: &str, named: &mut Named) {
        let list = self.container.get("contained").and_then(Json::as_array).unwrap_or_default();
        let found = list.iter().find(|resource| resource.id() == Some(id));
        let (Some(resource), Some(hops)) = (found, self.hops.checked_sub(1)) else {
            named.unknown = true;
            return;
        };
        match (Self { hops, ..self }).assign(resource) {
            Assignment::Registry => named.registry = true,
            Assignment::Patient | Assignment::Unassigned => named.unknown = true,
            Assignment::Subjects(persons) => {
                persons.into_iter().for_each(|text| push_new(&mut named.persons, text));
            }
            Assignment::Follows { of, .. } => {
                of.into_iter().for_each(|text| push_new(&mut named.others, text));
            }
        }
    }
}

/// Where a resource belongs whose row concerns a person. `without` says where
/// it goes when no person is named.
fn person(resource: &Json, named: Named, without: Absent) -> Assignment {
    if !named.persons.is_empty() {
        return Assignment::Subjects(named.persons);
    }
    let impersonal = without == Absent::Registry && !named.unknown && !mentions_person(resource);
    let otherwise = if impersonal { Absent::Registry } else { Absent::Unassigned };
    let waits_for_document =
        resource.resource_type() == Some("Binary") && !named.registry && !named.unknown;
    if !named.others.is_empty() || waits_for_document {
        return Assignment::Follows { of: named.others, otherwise };
    }
    match otherwise {
        Absent::Registry => Assignment::Registry,
        Absent::Unassigned => Assignment::Unassigned,
    }
}

impl Named {
    fn add(&mut self, kind: Option<&str>, text: String) {
        match kind.and_then(row).map(|row| row.rule) {
            Some(Rule::Registry) => self.registry = true,
            Some(Rule::Patient) | None => push_new(&mut self.persons, text),
            Some(Rule::Document | Rule::Person { .. }) => push_new(&mut self.others, text),
        }
    }
}

fn push_new(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

/// A document bundle goes where its Composition goes; any other bundle kept
/// whole may speak of anyone.
fn document(bundle: &Json) -> Assignment {
    let first = || bundle.get("entry")?.as_array()?.first()?.get("resource");
    match first() {
        Some(composition)
            if bundle.str("type") == Some("document")
                && composition.resource_type() == Some("Composition") =>
        {
            let scope =
                Scope { container: composition, bundle: Some(bundle), hops: CONTAINED_HOPS };
            scope.assign(composition)
        }
        _ => Assignment::Unassigned,
    }
}

/// Calls `visit` with every value at a dotted path, arrays taken apart.
fn each_at<'a>(value: &'a Json, path: &str, visit: &mut impl FnMut(&'a Json)) {
    if let Some(items) = value.as_array() {
        items.iter().for_each(|item| each_at(item, path, visit));
    } else if path.is_empty() {
        visit(value);
    } else {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some(value) = value.get(name) {
            each_at(value, rest, visit);
        }
    }
}

/// Whether R4 says that the element at a dotted path leads to Patients, among
/// others perhaps, rather than to any resource or never to one.
fn names_patients(resource: &Json, path: &str) -> bool {
    let definitions = Definitions::r4();
    let mut holder = resource.resource_type().and_then(|kind| definitions.type_named(kind));
    let mut found = false;
    for name in path.split('.') {
        let type_ref = holder.and_then(|holder| holder.element(name)?.types.first());
        found = type_ref.is_some_and(|type_ref| type_ref.targets.contains(&"Patient"));
        holder = type_ref.map(|type_ref| definitions.type_at(type_ref.type_id));
    }
    found
}

/// Whether any link of the resource leads to a Patient or RelatedPerson.
fn mentions_person(resource: &Json) -> bool {
    let mut found = false;
    walk(resource, &mut |text| {
        found |= matches!(Reference::parse(text).kind(), Some("Patient" | "RelatedPerson"));
    });
    found
}
