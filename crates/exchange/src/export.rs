//! One record as a transaction of PUTs that brings it back.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::RecordNo;
use hygie_fhir::json::{Json, Object, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::reference::{Reference, walk};
use hygie_record::{Permit, RecordError, Records, Resource};

use crate::ExchangeError;
use crate::limits::REGISTRY_STEPS;
use crate::stamp::stamped;

/// What an export holds.
pub struct Exported {
    /// The bundle's text.
    pub text: Vec<u8>,
    /// Resources of the person.
    pub resources: usize,
    /// Registry resources that they refer to.
    pub registry: usize,
}

/// Type and id.
type Name = (String, String);

/// The record as a transaction bundle: the registry resources it refers to,
/// directly or by one another, then the person's own in the order written.
///
/// # Errors
/// When there is no such record, or what is stored does not verify.
pub async fn export(
    records: &Records,
    permit: &Permit,
    record: RecordNo,
) -> Result<Exported, ExchangeError> {
    let snapshot = records.export(permit, record).await?;
    let mut own = snapshot.resources;
    own.extend(records.elsewhere(permit, &snapshot.elsewhere).await?);
    let parsed = own.iter().map(json).collect::<Result<Vec<_>, _>>()?;
    let mut known: BTreeSet<Name> =
        own.iter().map(|r| (r.resource_type.clone(), r.id.clone())).collect();
    let mut wanted = BTreeSet::new();
    parsed.iter().for_each(|resource| referred(resource, &mut wanted));
    let mut registry: BTreeMap<Name, Json> = BTreeMap::new();
    for _ in 0..REGISTRY_STEPS {
        wanted.retain(|name| !known.contains(name));
        if wanted.is_empty() {
            break;
        }
        known.extend(wanted.iter().cloned());
        let asked: Vec<Name> = std::mem::take(&mut wanted).into_iter().collect();
        for resource in records.registry(permit, &asked).await? {
            let parsed = json(&resource)?;
            referred(&parsed, &mut wanted);
            registry.insert((resource.resource_type, resource.id), parsed);
        }
    }
    let (resources, beside) = (parsed.len(), registry.len());
    let text = bundle(registry.into_values().chain(parsed)).to_vec();
    Ok(Exported { text, resources, registry: beside })
}

/// A stored resource with its version back in `meta`.
fn json(resource: &Resource) -> Result<Json, ExchangeError> {
    parse(&stamped(resource), &JsonLimits::default())
        .map_err(|_| ExchangeError::Record(RecordError::NotFound))
}

fn referred(resource: &Json, names: &mut BTreeSet<Name>) {
    walk(resource, &mut |text| {
        if let Reference::Local { kind, id, .. } = Reference::parse(text) {
            names.insert((kind.to_owned(), id.to_owned()));
        }
    });
}

fn bundle(resources: impl Iterator<Item = Json>) -> Json {
    let entries = resources.map(|resource| {
        let url = format!(
            "{}/{}",
            resource.resource_type().unwrap_or_default(),
            resource.id().unwrap_or_default()
        );
        let mut request = Object::new();
        request.push("method".into(), Json::string("PUT"));
        request.push("url".into(), Json::string(&url));
        let mut entry = Object::new();
        entry.push("resource".into(), resource);
        entry.push("request".into(), Json::Object(request));
        Json::Object(entry)
    });
    let mut bundle = Object::new();
    bundle.push("resourceType".into(), Json::string("Bundle"));
    bundle.push("type".into(), Json::string("transaction"));
    bundle.push("entry".into(), Json::Array(entries.collect()));
    Json::Object(bundle)
}
