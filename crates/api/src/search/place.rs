//! Where a search looks: in the records of persons, or by an index across them.

use std::collections::BTreeSet;

use hygie_base::{Code, RecordNo};
use hygie_fhir::search::{blind_probe, parameters as known};
use hygie_http::Fault;
use hygie_record::{Permit, Within as Where};

use super::Within;
use crate::own_url::patient_id;
use crate::parameters::Parameters;
use crate::state::Api;

/// The parameters that say in whose record a resource lies.
const PERSONS: [&str; 4] = ["patient", "subject", "subject:Patient", "patient:Patient"];

/// # Errors
/// What to add when neither a person nor an index narrows the search.
pub(super) async fn place(
    api: &Api,
    permit: &Permit,
    kinds: &[&'static str],
    within: &Within,
    parameters: &Parameters,
) -> Result<Where, Fault> {
    let named = match within {
        Within::Person(id) => Some(vec![id.clone()]),
        Within::Anywhere => persons(api, parameters),
    };
    if let Some(patients) = named {
        let names = patients.iter().map(|id| ("Patient", id.as_str())).collect();
        return records(api, names).await;
    }
    if let Some(ids) = ids(parameters) {
        let names = kinds.iter().flat_map(|kind| ids.iter().map(move |id| (*kind, *id))).collect();
        return records(api, names).await;
    }
    let chained = chained(parameters);
    if chained.iter().any(|(name, value)| blind_probe("Patient", name, value).is_some()) {
        return Ok(Where::Records(api.app.records.persons_by(permit, &chained).await?));
    }
    let pairs: Vec<(&str, &str)> = parameters.iter().map(|(n, v)| (&**n, &**v)).collect();
    let records = &api.app.records;
    match kinds {
        [kind] if records.has_index(kind, &pairs).await? => Ok(Where::Index),
        [kind] => Err(too_costly(kind, records.index_to_add(kind, &pairs).await?)),
        _ => {
            let why = "a search of several types needs a person (patient or subject) or _id";
            Err(Fault::new(Code::Usage).issue_type("too-costly").because(why))
        }
    }
}

/// The records of these resources, as far as they are here.
async fn records(api: &Api, names: BTreeSet<(&str, &str)>) -> Result<Where, Fault> {
    let mut found = BTreeSet::new();
    for (kind, id) in names {
        match api.app.records.record_of_resource(kind, id).await? {
            Some(record) => {
                found.insert(record);
            }
            None => api.app.records.look_into_no_record().await?,
        }
    }
    Ok(Where::Records(found.into_iter().collect::<Vec<RecordNo>>()))
}

/// The persons that one parameter names, all of whose values must be persons.
fn persons(api: &Api, parameters: &Parameters) -> Option<Vec<String>> {
    let named = parameters.iter().filter(|(name, _)| PERSONS.contains(&name.as_str()));
    named
        .map(|(_, value)| {
            let ids = value.split(',').map(|one| patient_id(one, &api.base).map(str::to_owned));
            ids.collect::<Option<Vec<String>>>()
        })
        .find_map(|ids| ids)
}

/// The ids that are asked for.
fn ids(parameters: &Parameters) -> Option<Vec<&str>> {
    let (_, ids) = parameters.iter().find(|(name, _)| name == "_id")?;
    let ids: Vec<&str> = ids.split(',').collect();
    ids.iter().all(|id| hygie_fhir::reference::is_id(id)).then_some(ids)
}

/// What is asked of the person himself: `patient.identifier=…`.
fn chained(parameters: &Parameters) -> Vec<(&str, &str)> {
    let inner = parameters.iter().filter_map(|(name, value)| {
        let (first, inner) = name.split_once('.')?;
        let plain = !inner.contains('.') && !inner.starts_with("_has");
        (PERSONS.contains(&first) && plain).then_some((inner, value.as_str()))
    });
    inner.collect()
}

/// What the caller can add, and what the operator could.
fn too_costly(kind: &str, index: Option<String>) -> Fault {
    let has = |name: &str| known().find(kind, name).is_some();
    let mut ways = vec!["_id"];
    if kind == "Patient" {
        ways.extend(["identifier", "birthdate", "name, family or given of three letters and more"]);
    } else {
        ways.extend(["patient", "subject"].into_iter().filter(|name| has(name)));
        ways.extend(has("patient").then_some("patient.identifier"));
        let indexed = blind_probe(kind, "identifier", "a").is_some();
        ways.extend(indexed.then_some("identifier"));
        let named = blind_probe(kind, "name", "abc").is_some();
        ways.extend(named.then_some("name of three letters and more"));
    }
    let index = index.map_or_else(String::new, |add| format!("; or have the operator {add}"));
    let why = format!(
        "this search would look into every record: add one value of {}{index}",
        ways.join(", or of ")
    );
    Fault::new(Code::Usage).issue_type("too-costly").because(why)
}
