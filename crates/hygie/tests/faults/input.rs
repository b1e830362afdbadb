//! A small made-up input: two persons, each brought by one transaction with a
//! letter too large for an entry, and observations that come one by one.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::folder::{Place, write};
use crate::program::ask;

/// Resources by `Type/id`, without `meta`.
pub type Resources = BTreeMap<String, Value>;

/// Ids of the persons.
pub const PERSONS: [&str; 2] = ["ada", "ben"];
/// Observations that each transaction brings.
const WITHIN: usize = 3;
/// Observations that come one by one.
const ALONE: usize = 16;

pub fn patient(id: &str) -> Value {
    json!({
        "resourceType": "Patient",
        "id": id,
        "identifier": [{"system": "urn:test:ins", "value": format!("ins-{id}")}],
        "name": [{"family": format!("Family-{id}"), "given": ["Given"]}],
        "birthDate": "1970-02-03"
    })
}

pub fn observation(id: &str, of: &str, value: usize) -> Value {
    json!({
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]},
        "subject": {"reference": format!("Patient/{of}")},
        "performer": [{"reference": format!("Organization/org-{of}")}],
        "valueQuantity": {"value": value, "unit": "/min"}
    })
}

fn organisation(of: &str) -> Value {
    json!({"resourceType": "Organization", "id": format!("org-{of}"), "name": format!("Ward of {of}")})
}

/// A letter whose text becomes a blob: 90,000 characters of base64.
fn letter(of: &str) -> Value {
    let line: String = of.chars().cycle().take(4).collect();
    json!({
        "resourceType": "DocumentReference",
        "id": format!("letter-{of}"),
        "status": "current",
        "subject": {"reference": format!("Patient/{of}")},
        "content": [{"attachment": {"contentType": "text/plain", "data": line.repeat(22_500)}}]
    })
}

/// What the transaction of a person brings, whole or not at all.
pub fn together(of: &str) -> Resources {
    let observations = (0..WITHIN).map(|n| observation(&format!("{of}-{n}"), of, n));
    let others = [organisation(of), patient(of), letter(of)];
    others.into_iter().chain(observations).map(named).collect()
}

/// What comes one by one.
pub fn alone() -> Resources {
    (0..ALONE).map(|n| named(observation(&format!("one-{n}"), PERSONS[n % 2], 100 + n))).collect()
}

/// Everything.
pub fn all() -> Resources {
    PERSONS.iter().flat_map(|of| together(of)).chain(alone()).collect()
}

/// A resource and its name.
pub fn named(mut resource: Value) -> (String, Value) {
    resource.as_object_mut().unwrap().remove("meta");
    let part = |name: &str| resource[name].as_str().unwrap().to_owned();
    (format!("{}/{}", part("resourceType"), part("id")), resource)
}

/// A transaction bundle of these resources.
pub fn transaction(resources: &Resources) -> Value {
    let entry = |(name, resource): (&String, &Value)| json!({"resource": resource, "request": {"method": "PUT", "url": name}});
    let entries: Vec<_> = resources.iter().map(entry).collect();
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries})
}

/// One resource a line.
pub fn lines<'a>(resources: impl Iterator<Item = &'a Value>) -> String {
    resources.map(|resource| format!("{resource}\n")).collect()
}

pub fn write_all(folder: &Path) {
    for of in PERSONS {
        let text = transaction(&together(of)).to_string();
        write(&folder.join(format!("{of}.json")), text.as_bytes());
    }
    write(&folder.join("one.ndjson"), lines(alone().values()).as_bytes());
}

/// What is there of these persons: everything that exporting them brings.
#[track_caller]
pub fn present(place: &Place, persons: &[&str]) -> Resources {
    let mut found = Resources::new();
    for of in persons {
        let file = place.out().join(format!("present-{of}.json"));
        let ran = ask(&place.data(), &["export", of, "--out", file.to_str().unwrap()]);
        if ran.code() == 0 {
            found.extend(exported(&std::fs::read(&file).unwrap()));
            std::fs::remove_file(&file).unwrap();
        } else {
            assert!(ran.err.contains("no record here answers to that"), "{ran:?}");
        }
    }
    found
}

/// The resources of an exported bundle.
pub fn exported(text: &[u8]) -> Resources {
    let bundle: Value = serde_json::from_slice(text).unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    entries.iter().map(|entry| named(entry["resource"].clone())).collect()
}
