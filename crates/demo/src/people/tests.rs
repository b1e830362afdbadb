//! What tests of people ask of a record.

use serde_json::Value;

use crate::world::Record;

/// Values of a code, in the order of time.
pub fn values(record: &Record, loinc: &str) -> Vec<f64> {
    let mut all: Vec<(String, f64)> = of(record, "Observation")
        .filter(|one| one["code"]["coding"][0]["code"] == loinc)
        .filter_map(|one| {
            let when = one["effectiveDateTime"].as_str()?.to_owned();
            Some((when, one["valueQuantity"]["value"].as_f64()?))
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.into_iter().map(|(_, value)| value).collect()
}

/// Resources of a type.
pub fn of<'r>(record: &'r Record, kind: &str) -> impl Iterator<Item = &'r Value> {
    record
        .entries
        .iter()
        .map(|entry| &entry.resource)
        .filter(move |one| one["resourceType"] == kind)
}

/// Days of what carries a code, whatever the type writes them as.
pub fn days_of(record: &Record, kind: &str, code: &str) -> Vec<String> {
    let code = format!("\"{code}\"");
    of(record, kind)
        .filter(|one| one.to_string().contains(&code))
        .filter_map(|one| {
            ["occurrenceDateTime", "authoredOn", "recordedDate"]
                .iter()
                .find_map(|name| one[*name].as_str())
                .and_then(|when| when.get(..10))
                .map(str::to_owned)
        })
        .collect()
}

/// Substances of medicines that go on, in alphabetical order.
pub fn medicines(record: &Record) -> Vec<String> {
    let mut all: Vec<String> = of(record, "MedicationRequest")
        .filter(|one| one["status"] == "active")
        .filter_map(|one| {
            one["medicationCodeableConcept"]["coding"][0]["display"].as_str().map(str::to_owned)
        })
        .collect();
    all.sort();
    all
}
