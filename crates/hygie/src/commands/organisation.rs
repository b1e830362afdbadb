//! Organisations that keep entries.

use std::sync::Arc;

use hygie_base::{SystemRng, uuid};
use hygie_fhir::json::{Json, Object};
use hygie_record::{Batch, Change, Draft, Permit, Records, Subject};

/// Writes an Organization of this name to the registry, kept by itself, and
/// tells its id.
pub async fn add(records: &Arc<Records>, permit: &Permit, name: &str) -> anyhow::Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    anyhow::ensure!(!name.is_empty(), "an organisation needs a name");
    let id = uuid(&SystemRng);
    let mut organisation = Object::new();
    organisation.push("resourceType".into(), Json::string("Organization"));
    organisation.push("id".into(), Json::string(&id));
    organisation.push("active".into(), Json::Bool(true));
    organisation.push("name".into(), Json::string(&name));
    let draft = Draft::new(Json::Object(organisation), Subject::Registry)?;
    let batch = Batch { changes: vec![Change::Put(draft)], custodian: id.clone() };
    records.write(permit, batch).await?;
    Ok(id)
}
