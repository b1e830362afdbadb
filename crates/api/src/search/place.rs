//! Where a search looks: in one record, or by an index across records.

use hygie_base::{Code, RecordNo};
use hygie_fhir::search::{blind_probe, parameters as known};
use hygie_http::Fault;

use super::Within;
use crate::own_url::patient_id;
use crate::parameters::Parameters;
use crate::state::Api;

/// Where to look.
pub(super) enum Place {
    Record(RecordNo),
    Index,
    /// There is no such person or resource.
    Nowhere,
}

/// # Errors
/// What to add when neither a person nor an index narrows the search.
pub(super) async fn place(
    api: &Api,
    kind: &str,
    within: &Within,
    parameters: &Parameters,
) -> Result<Place, Fault> {
    let records = &api.app.records;
    let patient = match within {
        Within::Person(id) => Some(id.as_str()),
        Within::Anywhere => parameters
            .iter()
            .filter(|(name, _)| matches!(name.as_str(), "patient" | "subject" | "subject:Patient"))
            .find_map(|(_, value)| patient_id(value, &api.base)),
    };
    let record = match (patient, one_id(parameters)) {
        (Some(patient), _) => Some(records.record_of(patient).await?),
        (None, Some(id)) => Some(records.record_of_resource(kind, id).await?),
        (None, None) => None,
    };
    match record {
        Some(Some(record)) => Ok(Place::Record(record)),
        Some(None) => Ok(Place::Nowhere),
        None if has_index(kind, parameters) => Ok(Place::Index),
        None => Err(too_costly(kind)),
    }
}

/// The one id that is asked for.
fn one_id(parameters: &Parameters) -> Option<&str> {
    let (_, id) = parameters.iter().find(|(name, _)| name == "_id")?;
    hygie_fhir::reference::is_id(id).then_some(id)
}

fn has_index(kind: &str, parameters: &Parameters) -> bool {
    parameters.iter().any(|(name, value)| blind_probe(kind, name, value).is_some())
}

fn too_costly(kind: &str) -> Fault {
    let has = |name: &str| known().find(kind, name).is_some();
    let mut ways = vec!["_id"];
    if kind == "Patient" {
        ways.extend(["identifier", "birthdate", "name, family or given of three letters and more"]);
    } else {
        ways.extend(["patient", "subject"].into_iter().filter(|name| has(name)));
        let indexed = blind_probe(kind, "identifier", "a").is_some();
        ways.extend(indexed.then_some("identifier"));
    }
    let why = format!(
        "this search would look into every record: add one value of {}",
        ways.join(", or of ")
    );
    Fault::new(Code::Usage).issue_type("too-costly").because(why)
}
