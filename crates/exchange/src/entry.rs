//! Entries of one bundle: ids given, references between them resolved.

use std::collections::HashMap;

use hygie_fhir::assign::{Absent, Assignment, assign};
use hygie_fhir::json::Json;
use hygie_fhir::reference::{Reference, rewrite};
use hygie_record::{Draft, RecordError, Subject};

use crate::ExchangeError;
use crate::conditional::settle;
use crate::ids::id_for;
use crate::subscription::switched_off;

/// One resource of a file, before it is made ready.
pub(crate) struct Entry {
    /// Where it stands, for people: `entry 12 (Observation)`.
    pub place: String,
    pub resource: Json,
    /// To whom it belongs, where the bundle tells and the resource alone does not.
    pub subject: Option<Subject>,
    /// Why it cannot be taken, where the bundle tells.
    pub fault: Option<ExchangeError>,
}

/// Gives ids and resolves the references among the entries of one bundle.
/// `full_urls` stand beside the entries.
pub(crate) fn resolve(entries: &mut [Entry], full_urls: &[Option<String>]) {
    for (entry, full_url) in entries.iter_mut().zip(full_urls) {
        let id = id_for(&entry.resource, full_url.as_deref());
        if let Some(object) = entry.resource.as_object_mut() {
            object.set_first("id", Json::string(&id));
        }
    }
    relate(entries, full_urls, Vec::new());
}

/// Resolves the references among the entries of one bundle, which have their
/// ids already: by fullUrl, by what is relative to the own fullUrl, by search.
/// `known` are names of what is here already.
pub(crate) fn relate(
    entries: &mut [Entry],
    full_urls: &[Option<String>],
    known: Vec<(String, String)>,
) {
    let mut names: HashMap<String, String> = known.into_iter().collect();
    for (entry, full_url) in entries.iter().zip(full_urls) {
        let kind = entry.resource.resource_type().unwrap_or_default();
        if let (Some(full_url), Some(id)) = (full_url, entry.resource.id()) {
            names.insert(full_url.clone(), format!("{kind}/{id}"));
        }
    }
    // What a document says stays as its author signed it.
    for (entry, full_url) in entries.iter_mut().zip(full_urls) {
        if is_bundle(&entry.resource) {
            continue;
        }
        let own = full_url.as_deref().map(Reference::parse);
        rewrite(&mut entry.resource, &mut |reference| match (reference, &own) {
            (Reference::Urn(urn), _) => names.get(*urn).cloned(),
            (Reference::Absolute { base, kind, id, .. }, _)
            | (
                Reference::Local { kind, id, version: None },
                Some(Reference::Absolute { base, .. }),
            ) => names.get(&format!("{base}/{kind}/{id}")).cloned(),
            _ => None,
        });
    }
    settle(entries);
    give_owners(entries, &names);
}

fn is_bundle(resource: &Json) -> bool {
    resource.resource_type() == Some("Bundle")
}

/// A Binary without a security context goes with the entry that refers to it,
/// by type and id or by its fullUrl in `names`.
fn give_owners(entries: &mut [Entry], names: &HashMap<String, String>) {
    let mut owners: HashMap<String, Option<(String, String)>> = entries
        .iter()
        .filter(|entry| follows_nothing(&entry.resource))
        .filter_map(|entry| Some((format!("Binary/{}", entry.resource.id()?), None)))
        .collect();
    if owners.is_empty() {
        return;
    }
    for entry in entries.iter() {
        let (Some(kind), Some(id)) = (entry.resource.resource_type(), entry.resource.id()) else {
            continue;
        };
        each_string(&entry.resource, &mut |text| {
            let name = names.get(text).map_or(text, String::as_str);
            if let Some(owner @ None) = owners.get_mut(name) {
                *owner = Some((kind.to_owned(), id.to_owned()));
            }
        });
    }
    for entry in entries.iter_mut().filter(|entry| follows_nothing(&entry.resource)) {
        let name = format!("Binary/{}", entry.resource.id().unwrap_or_default());
        if let Some(owner) = owners.remove(&name).flatten() {
            let of = vec![owner];
            entry.subject = Some(Subject::Follows { of, otherwise: Absent::Unassigned });
        }
    }
}

fn follows_nothing(resource: &Json) -> bool {
    resource.resource_type() == Some("Binary")
        && matches!(assign(resource), Assignment::Follows { of, .. } if of.is_empty())
}

fn each_string(value: &Json, visit: &mut impl FnMut(&str)) {
    match value {
        Json::String(text) => visit(text),
        Json::Array(items) => items.iter().for_each(|item| each_string(item, visit)),
        Json::Object(object) => object.iter().for_each(|(_, item)| each_string(item, visit)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// To whom an entry belongs.
pub(crate) fn subject_of(entry: &Entry) -> Result<Subject, ExchangeError> {
    match &entry.subject {
        Some(subject) => Ok(subject.clone()),
        None => Ok(Subject::try_from(assign(&entry.resource))?),
    }
}

/// Validates an entry and makes it ready to be written.
pub(crate) fn draft(mut entry: Entry, subject: Subject) -> Result<Draft, ExchangeError> {
    switched_off(&mut entry.resource);
    Ok(Draft::new(entry.resource, subject)?)
}

/// Whether an error may go away once more of the run is written.
pub(crate) fn may_come(error: &ExchangeError) -> bool {
    match error {
        ExchangeError::Record(RecordError::AbsentPatient { .. }) | ExchangeError::Unresolved(_) => {
            true
        }
        ExchangeError::Entry { error, .. } => may_come(error),
        _ => false,
    }
}
