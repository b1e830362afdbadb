//! What a damaged folder may answer: all that was there, or a refusal that says
//! where; never anything else.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::folder::Place;
use crate::input::PERSONS;
use crate::program::{Ran, ask};

/// What a sound folder answers.
pub struct Sound {
    /// Exported resources by `Type/id`, `meta` and all.
    exports: Vec<BTreeMap<String, Value>>,
    /// Traces of the first person's record by their place in the log.
    traces: BTreeMap<u64, Value>,
}

/// How a damaged folder answered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// Everything reads equal and nothing is found wrong.
    Harmless,
    /// Everything reads equal, or is not found; `doctor` tells the damage.
    Found,
    /// Something was refused, and `doctor` tells the damage or is refused too.
    Refused,
}

impl Sound {
    pub fn of(place: &Place) -> Self {
        let place = place.copy();
        let mut traces = traces(&ask(&place.data(), LIST).done());
        // Asking leaves traces too, which the next folder's answers cannot name.
        traces.retain(|_, seen| seen["trace"]["action"] == "write");
        assert!(!traces.is_empty());
        let exports = PERSONS.iter().map(|of| resources(&place, of).unwrap()).collect();
        Self { exports, traces }
    }

    /// Asks everything of a folder and judges the answers.
    pub fn judge(&self, place: &Place, what: &str) -> Verdict {
        let doctor = ask(&place.data(), &["doctor", "--json"]);
        let clean = doctor.code() == 0;
        assert!(clean || !told(&doctor).is_empty(), "{what}: {doctor:?}");
        let mut refused = false;
        for (of, sound) in PERSONS.iter().zip(&self.exports) {
            match resources(place, of) {
                Ok(found) => {
                    self.equal(&found, what);
                    // What the registry adds may be lost from sight, never unnoticed.
                    let whole = found.len() == sound.len();
                    assert!(whole || !clean, "{what}: {of} lacks something");
                    let own = |name: &&String| !name.starts_with("Organization/");
                    let here = found.keys().filter(own).count();
                    assert_eq!(here, sound.keys().filter(own).count(), "{what}: {of}");
                }
                Err(ran) => {
                    assert!(!clean, "{what}: refused, but doctor is content: {ran:?}");
                    assert!(says_where(&ran), "{what}: {ran:?}");
                    refused = true;
                }
            }
        }
        let listed = ask(&place.data(), LIST);
        if listed.code() == 0 {
            let found = traces(&listed);
            for (index, trace) in &self.traces {
                let there = found.get(index);
                assert!(
                    there == Some(trace) || (there.is_none() && !clean),
                    "{what}: trace {index}"
                );
            }
        } else {
            assert!(!clean && says_where(&listed), "{what}: {listed:?}");
            refused = true;
        }
        match (clean, refused) {
            (true, _) => Verdict::Harmless,
            (false, false) => Verdict::Found,
            (false, true) => Verdict::Refused,
        }
    }

    fn equal(&self, found: &BTreeMap<String, Value>, what: &str) {
        for (name, resource) in found {
            let sound = self.exports.iter().find_map(|export| export.get(name));
            assert_eq!(Some(resource), sound, "{what}: {name} is wrong");
        }
    }
}

const LIST: &[&str] = &["trace", "list", "--record", "ada", "--json"];

fn resources(place: &Place, of: &str) -> Result<BTreeMap<String, Value>, Ran> {
    let file = place.out().join("judged.json");
    let ran = ask(&place.data(), &["export", of, "--out", file.to_str().unwrap()]);
    if ran.code() == 1 {
        assert!(!file.exists(), "{ran:?}");
        return Err(ran);
    }
    let bundle: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let entries = bundle["entry"].as_array().unwrap().iter();
    let text = |of: &Value, name: &str| of[name].as_str().unwrap().to_owned();
    Ok(entries
        .map(|entry| entry["resource"].clone())
        .map(|of| (format!("{}/{}", text(&of, "resourceType"), text(&of, "id")), of))
        .collect())
}

fn traces(listed: &Ran) -> BTreeMap<u64, Value> {
    let listed = listed.json();
    let listed = listed.as_array().unwrap().iter();
    listed.map(|seen| (seen["index"].as_u64().unwrap(), seen.clone())).collect()
}

/// What `doctor` said, as findings or as its own refusal.
pub fn told(doctor: &Ran) -> Vec<String> {
    if doctor.out.is_empty() {
        return vec![doctor.err.clone()];
    }
    let said = doctor.json();
    let found = said["findings"].as_array().unwrap().iter();
    found.map(|found| format!("{} {}", found["record"], found["what"])).collect()
}

/// Whether a refusal names the record, or says what is damaged as a whole. One
/// who is not found is named by nobody; `doctor` then tells the damage.
fn says_where(ran: &Ran) -> bool {
    let words = [
        " does not verify: ",
        "the store is damaged",
        "is not a Hygie store",
        "the key ring",
        "is not a Hygie data folder",
        "write-ahead log",
        "the store's schema is version",
        "no record here answers to that",
        "there is no such record",
    ];
    words.iter().any(|word| ran.err.contains(word))
}

/// Whether a file is one of the sealed attachments.
pub fn is_blob(path: &Path) -> bool {
    path.starts_with("blobs")
}
