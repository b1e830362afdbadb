//! Records as lines of NDJSON, as an import takes them: first the registry, then
//! the persons, then what happened to them, a transaction for each.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::houses::House;
use crate::story::Entry;
use crate::world::Record;

/// Who keeps what is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeper {
    /// The keeper of each house.
    Houses,
    /// One for all; its key is empty.
    One,
}

/// Lines for each keeper, by its key.
#[derive(Debug)]
pub struct Lines {
    keeper: Keeper,
    /// The Patients.
    pub persons: BTreeMap<&'static str, Vec<u8>>,
    /// Everything else.
    pub records: BTreeMap<&'static str, Vec<u8>>,
    /// Resources in them.
    pub resources: u64,
}

impl Lines {
    /// None yet.
    pub const fn new(keeper: Keeper) -> Self {
        Self { keeper, persons: BTreeMap::new(), records: BTreeMap::new(), resources: 0 }
    }

    /// Adds a record: its Patient, and for each keeper one transaction.
    pub fn add(&mut self, record: &Record) {
        let mut bundles: BTreeMap<&'static str, Vec<&Value>> = BTreeMap::new();
        for Entry { house, resource } in &record.entries {
            let key = self.key(house);
            self.resources += 1;
            if kind(resource) == "Patient" {
                line(self.persons.entry(key).or_default(), resource);
            } else {
                bundles.entry(key).or_default().push(resource);
            }
        }
        for (key, resources) in bundles {
            transaction(self.records.entry(key).or_default(), &resources);
        }
    }

    fn key(&self, house: &'static House) -> &'static str {
        match self.keeper {
            Keeper::Houses => house.keeper().key,
            Keeper::One => "",
        }
    }
}

/// The registry's lines for each keeper.
pub fn registry(keeper: Keeper) -> BTreeMap<&'static str, Vec<u8>> {
    let mut lines: BTreeMap<&'static str, Vec<u8>> = BTreeMap::new();
    for Entry { house, resource } in crate::world::registry() {
        let key = if keeper == Keeper::Houses { house.keeper().key } else { "" };
        line(lines.entry(key).or_default(), &resource);
    }
    lines
}

fn kind(resource: &Value) -> &str {
    resource.get("resourceType").and_then(Value::as_str).unwrap_or_default()
}

fn line(to: &mut Vec<u8>, resource: &Value) {
    write(to, resource);
    to.push(b'\n');
}

fn write(to: &mut Vec<u8>, resource: &Value) {
    // Writing JSON to memory cannot fail.
    let _ = serde_json::to_writer(to, resource);
}

/// A transaction of PUTs, on a line.
fn transaction(to: &mut Vec<u8>, resources: &[&Value]) {
    to.extend_from_slice(br#"{"resourceType":"Bundle","type":"transaction","entry":["#);
    for (at, resource) in resources.iter().enumerate() {
        if at > 0 {
            to.push(b',');
        }
        to.extend_from_slice(br#"{"resource":"#);
        write(to, resource);
        let id = resource.get("id").and_then(Value::as_str).unwrap_or_default();
        let request = format!(r#","request":{{"method":"PUT","url":"{}/{id}"}}}}"#, kind(resource));
        to.extend_from_slice(request.as_bytes());
    }
    to.extend_from_slice(b"]}\n");
}
