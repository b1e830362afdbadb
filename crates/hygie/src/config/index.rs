//! The line `index`: search parameters with an index across records.

use std::path::Path;

use anyhow::{Context as _, ensure};
use hygie_fhir::search::{Indexed, NotIndexed};
use hygie_record::limits::INDEXES;

use super::{Chosen, Source};

/// What the line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// As it is written.
    pub names: Vec<String>,
    /// Those that have an index because they are named.
    pub named: Vec<Indexed>,
    /// Those that have one without that.
    pub always: Vec<String>,
}

/// # Errors
/// For what is no search parameter that can be indexed, what is named twice,
/// and too many.
pub fn read(file: &Path, written: Option<Vec<String>>) -> anyhow::Result<Option<Chosen<Index>>> {
    let Some(names) = written else { return Ok(None) };
    let line = || format!("the line `index` in {}", file.display());
    let (mut named, mut always) = (Vec::new(), Vec::new());
    for (at, name) in names.iter().enumerate() {
        let place = || format!("{}, entry {}", line(), at + 1);
        ensure!(!names.iter().take(at).any(|other| other == name), "{}: named twice", place());
        match Indexed::parse(name) {
            Ok(indexed) => named.push(indexed),
            Err(NotIndexed::Always(name)) => always.push(name),
            Err(error) => return Err(error).with_context(place),
        }
    }
    ensure!(named.len() <= INDEXES, "{}: {INDEXES} indexes at most", line());
    let source = Source::File(file.to_owned());
    Ok(Some(Chosen { value: Index { names, named, always }, source }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_can_be_named() {
        let all = hygie_fhir::search::parameters().of("Observation").chain([]);
        let all = all.map(|(code, _)| format!("Observation.{code}"));
        let mut all: Vec<String> = all.filter(|name| Indexed::parse(name).is_ok()).collect();
        for (code, _) in hygie_fhir::search::parameters().of("Condition") {
            all.extend(
                [format!("Condition.{code}")].into_iter().filter(|n| Indexed::parse(n).is_ok()),
            );
        }
        let with =
            |count: usize| read(Path::new("hygie.toml"), all.get(..count).map(<[_]>::to_vec));
        let index = with(INDEXES).expect("so many").expect("a line");
        assert_eq!(index.value.named.len(), INDEXES);
        let said = with(INDEXES + 1).expect_err("one more").to_string();
        assert_eq!(said, "the line `index` in hygie.toml: 32 indexes at most");
    }
}
