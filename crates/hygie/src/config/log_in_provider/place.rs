//! Where in the file something stands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::anyhow;

/// On which line of the file each key of a table stands; under `""` the table itself.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Lines(BTreeMap<String, usize>);

impl Lines {
    /// Those of each table of a file that can be read.
    pub fn of(text: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut inside = false;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with('[') {
                let head: String = line.chars().filter(|one| !one.is_whitespace()).collect();
                inside = head.starts_with("[[log_in_provider]]");
                if inside {
                    all.push(Self([(String::new(), at + 1)].into()));
                }
            } else if let (true, Some((key, _))) = (inside, line.split_once('=')) {
                let key = key.trim().trim_matches('"').to_owned();
                if let Some(lines) = all.last_mut() {
                    lines.0.entry(key).or_insert(at + 1);
                }
            }
        }
        all
    }
}

/// Where a mistake is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The file.
    pub(super) file: PathBuf,
    /// Which table, from 1.
    pub(super) number: usize,
    /// Its lines.
    pub(super) lines: Lines,
}

impl Place {
    /// A mistake in a key.
    pub(super) fn wrong(&self, key: &str, what: &str) -> anyhow::Error {
        let Self { file, number, lines } = self;
        let line = lines.0.get(key).or_else(|| lines.0.get(""));
        let line = line.map_or(String::new(), |line| format!(", line {line}"));
        anyhow!("{}{line}, log_in_provider {number}: {key}: {what}", file.display())
    }
}
