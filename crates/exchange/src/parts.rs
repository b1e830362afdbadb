//! What is to be written as one by another way than files: the same references,
//! the same checks, the same places.

use std::collections::BTreeMap;

use hygie_fhir::json::Json;
use hygie_record::{Basis, Draft, Permit, RecordError, Records};

use crate::ExchangeError;
use crate::conditional::{conditionals, resolved};
use crate::entry::{Entry, relate};
use crate::unit::{Group, Ready};

/// One resource of a transaction, or one by itself.
pub struct Part {
    /// Where it stands in its bundle, for refusals: `Bundle.entry[3]`.
    pub place: Option<String>,
    /// The id it gets.
    pub id: String,
    /// By what the others refer to it.
    pub full_url: Option<String>,
    /// The resource.
    pub resource: Json,
}

/// Drafts that belong together, in the order of their parts.
pub struct Parts {
    /// Ready to be written.
    pub drafts: Vec<Draft>,
    /// Their compact JSON without what the server assigns, where it was wanted.
    pub texts: Vec<Vec<u8>>,
    /// What conditional references were found to lead to rests on this.
    pub basis: Basis,
    /// By `Patient/id`, the first part that concerns this person.
    concerns: BTreeMap<String, String>,
}

/// Resolves references among the parts and by search, validates each and finds
/// to whom it belongs; `keep` asks for the texts too. `known` are other names by
/// which parts refer to what is here already: full URL and `Type/id`.
///
/// # Errors
/// What keeps one of them from being written, as [`ExchangeError::Entry`] when
/// it is one of a bundle.
pub async fn prepare(
    records: &Records,
    permit: &Permit,
    parts: Vec<Part>,
    known: Vec<(String, String)>,
    keep: bool,
) -> Result<Parts, ExchangeError> {
    let mut entries = Vec::with_capacity(parts.len());
    let mut full_urls = Vec::with_capacity(parts.len());
    let mut named = false;
    for Part { place, id, full_url, mut resource } in parts {
        strip_assigned(&mut resource);
        if let Some(object) = resource.as_object_mut() {
            object.set_first("id", Json::string(&id));
        }
        named = named || place.is_some();
        let place = place.unwrap_or_default();
        entries.push(Entry { place, resource, subject: None, fault: None });
        full_urls.push(full_url);
    }
    relate(&mut entries, &full_urls, known);
    let mut unresolved = false;
    for entry in &mut entries {
        if let Some(fault) = entry.fault.take() {
            return Err(if named { fault.within(&entry.place) } else { fault });
        }
        unresolved = unresolved || !conditionals(&entry.resource).is_empty();
    }
    let group = Group { entries, named, keep };
    let (ready, basis) = if unresolved {
        resolved(records, permit, group).await?
    } else {
        (group.ready()?, Basis::default())
    };
    let Ready { drafts, texts, concerns, .. } = ready;
    Ok(Parts { drafts, texts, basis, concerns })
}

/// Takes out what the server assigns, so that a text is what will be stored.
fn strip_assigned(resource: &mut Json) {
    let Some(object) = resource.as_object_mut() else { return };
    let Some(meta) = object.get_mut("meta").and_then(Json::as_object_mut) else { return };
    for assigned in ["versionId", "_versionId", "lastUpdated", "_lastUpdated"] {
        meta.remove(assigned);
    }
    if meta.is_empty() {
        object.remove("meta");
    }
}

impl Parts {
    /// Names the part whose person is absent.
    pub fn locate(&self, error: RecordError) -> ExchangeError {
        let place = match &error {
            RecordError::AbsentPatient { reference } => self.concerns.get(reference),
            _ => None,
        };
        match place {
            Some(place) => ExchangeError::Record(error).within(place),
            None => error.into(),
        }
    }
}
