//! What must hold of any record, whoever it is about.

use hygie_demo::calendar::Day;
use hygie_demo::world::Record;
use serde_json::Value;

/// Members that say when something was, by JSON pointer.
const WHEN: &[&str] = &[
    "/period/start",
    "/period/end",
    "/effectiveDateTime",
    "/onsetDateTime",
    "/abatementDateTime",
    "/recordedDate",
    "/performedDateTime",
    "/occurrenceDateTime",
    "/authoredOn",
    "/date",
    "/issued",
];

/// The hour from which a day is told; until then a world tells the day before.
const NOON: &str = "12:00";

/// Asserts that nothing contradicts anything else.
pub fn assert(record: &Record, today: Day) {
    let (born, died) = (record.person.born.iso(), record.person.died.map(|died| died.day.iso()));
    let (first, rest) = record.entries.split_first().expect("the Patient");
    assert_eq!(first.resource["resourceType"], "Patient");
    for entry in rest {
        let resource = &entry.resource;
        for pointer in WHEN {
            let Some(when) = resource.pointer(pointer).and_then(Value::as_str) else { continue };
            let day = &when[..10];
            assert!(day >= born.as_str(), "before birth: {pointer} of {resource}");
            let ahead = when.len() > 10 && when > format!("{}T{NOON}", today.iso()).as_str();
            assert!(
                !ahead,
                "{}: after the hour from which a day is told: {when}, {pointer}",
                record.person.shown()
            );
            let last = died.clone().unwrap_or_else(|| today.iso());
            // Letters are written, results come, after a death; visits do not.
            let late = died.is_some() && !["Encounter", "Observation"].contains(&kind(resource));
            assert!(day <= last.as_str() || late, "after the end: {pointer} of {resource}");
        }
        let (start, end) = (resource.pointer("/period/start"), resource.pointer("/period/end"));
        if let (Some(start), Some(end)) = (start, end) {
            assert!(start.as_str() <= end.as_str(), "ends before it starts: {resource}");
        }
        let subject =
            resource.pointer("/subject/reference").or(resource.pointer("/patient/reference"));
        if let Some(subject) = subject {
            assert_eq!(subject.as_str(), Some(&*format!("Patient/{}", record.person.id)));
        }
    }
    allergies(record);
    references(record);
}

fn kind(resource: &Value) -> &str {
    resource["resourceType"].as_str().unwrap_or_default()
}

/// No active allergy stands beside "none known".
fn allergies(record: &Record) {
    let all = record.entries.iter().map(|entry| &entry.resource);
    let all: Vec<_> = all.filter(|resource| kind(resource) == "AllergyIntolerance").collect();
    let none = |resource: &&&Value| {
        resource.pointer("/code/coding/0/code").and_then(Value::as_str)
            == Some("no-known-allergies")
    };
    let (none, some) = (all.iter().filter(none).count(), all.len());
    assert!(
        none == 0 || none == some,
        "{}: none known, and {}",
        record.person.shown(),
        some - none
    );
}

/// References within the record lead somewhere, and ids stand once.
fn references(record: &Record) {
    let mut ids = std::collections::HashSet::new();
    for entry in &record.entries {
        let name =
            format!("{}/{}", kind(&entry.resource), entry.resource["id"].as_str().expect("an id"));
        assert!(ids.insert(name), "twice: {}", entry.resource);
    }
    for entry in &record.entries {
        for pointer in ["/encounter/reference", "/context/encounter/0/reference"] {
            if let Some(reference) = entry.resource.pointer(pointer).and_then(Value::as_str) {
                assert!(ids.contains(reference), "leads nowhere: {}", entry.resource);
            }
        }
    }
}
