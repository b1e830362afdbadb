//! Organisations that keep entries.

use std::sync::Arc;

use hygie_base::{Rng as _, SystemRng};
use hygie_fhir::json::{Json, Object};
use hygie_record::{Batch, Change, Draft, Permit, Records, Subject};

/// Writes an Organization of this name to the registry, kept by itself, and
/// tells its id.
pub async fn add(records: &Arc<Records>, permit: &Permit, name: &str) -> anyhow::Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    anyhow::ensure!(!name.is_empty(), "an organisation needs a name");
    let id = uuid();
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

/// A random UUID (RFC 9562, version 4).
fn uuid() -> String {
    let mut bytes = [0; 16];
    SystemRng.fill(&mut bytes);
    let number = u128::from_be_bytes(bytes) & !(0xf << 76) | 0x4 << 76;
    let number = number & !(0x3 << 62) | 0x2 << 62;
    let text = format!("{number:032x}");
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
