//! Value sets of required bindings, enumerated where the package can do it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::ensure;
use serde_json::Value;

use super::{Rows, items, text};

/// Codes by code system.
type Codes = BTreeMap<String, BTreeSet<String>>;

/// The value sets met so far, and those that cannot be enumerated.
pub(super) struct ValueSets<'p> {
    sets: BTreeMap<&'p str, &'p Value>,
    systems: BTreeMap<&'p str, &'p Value>,
    unchecked: BTreeMap<String, BTreeSet<String>>,
    used: BTreeMap<String, Codes>,
}

impl<'p> ValueSets<'p> {
    pub(super) fn new(sets: &'p [Value], systems: &'p [Value]) -> Self {
        let by_url = |all: &'p [Value]| all.iter().map(|found| (text(found, "url"), found));
        Self {
            sets: by_url(sets).collect(),
            systems: by_url(systems).collect(),
            unchecked: BTreeMap::new(),
            used: BTreeMap::new(),
        }
    }

    /// The name under which a required binding's set is packed: its address,
    /// or `-` when it cannot be enumerated.
    pub(super) fn bind(&mut self, canonical: &str, path: &str) -> String {
        let url = canonical.split('|').next().unwrap_or_default();
        if !self.used.contains_key(url) {
            let Some(codes) = self.sets.get(url).and_then(|set| self.enumerate(set)) else {
                self.unchecked.entry(url.to_owned()).or_default().insert(path.to_owned());
                return "-".to_owned();
            };
            self.used.insert(url.to_owned(), codes);
        }
        url.to_owned()
    }

    /// Sets that cannot be enumerated, with the elements they bind.
    pub(super) fn unchecked(&self) -> impl Iterator<Item = (&str, String)> {
        self.unchecked.iter().map(|(url, places)| {
            (url.as_str(), places.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
        })
    }

    pub(super) fn rows(&self) -> anyhow::Result<Rows> {
        let mut rows = Rows::default();
        for (url, codes) in &self.used {
            rows.push(["V", url])?;
            for (system, codes) in codes {
                ensure!(!codes.is_empty(), "{url} takes no code from {system}");
                let head = ["S", system.as_str()].into_iter();
                rows.push(head.chain(codes.iter().map(String::as_str)))?;
            }
        }
        Ok(rows)
    }

    fn enumerate(&self, set: &Value) -> Option<Codes> {
        let compose = set.get("compose")?;
        if !items(compose, "exclude").is_empty() {
            return None;
        }
        let mut codes = Codes::new();
        for include in items(compose, "include") {
            if !items(include, "filter").is_empty() || !items(include, "valueSet").is_empty() {
                return None;
            }
            let system = text(include, "system");
            let into = codes.entry(system.to_owned()).or_default();
            if items(include, "concept").is_empty() {
                let whole = self.systems.get(system)?;
                if text(whole, "content") != "complete" {
                    return None;
                }
                collect(items(whole, "concept"), into);
            } else {
                collect(items(include, "concept"), into);
            }
        }
        Some(codes)
    }
}

/// Gathers the codes of concepts and of those below them.
fn collect(concepts: &[Value], into: &mut BTreeSet<String>) {
    for concept in concepts {
        into.insert(text(concept, "code").to_owned());
        collect(items(concept, "concept"), into);
    }
}
