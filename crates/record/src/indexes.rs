//! The indexes across records that an operator added: which there are, and how
//! far each is. They are kept in one sealed cell, which every commit that
//! touches terms requires to be as it was read: so that no writer, on whatever
//! node, leaves out a term that a search rests on.

mod fill;
mod look;

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Indexed, Term, extract};
use hygie_store::Guard;

use crate::attachments::detach;
use crate::cells::{CellTag, Table};
use crate::{RecordError, Records};

pub use fill::Reindexed;
pub(crate) use look::Led;

/// Name of the setting that lists them.
const LIST: &str = "indexes";
/// Name of the setting that says how far filling them is.
const POSITION: &str = "reindex";

/// How far an index is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// Written to, and not yet filled with what was there before.
    Filling,
    /// Searches rest on it.
    Complete,
    /// Its terms are being taken away.
    Leaving,
}

/// The indexes as they were read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Indexes {
    /// Grows with each change.
    generation: u64,
    list: Vec<(Indexed, Phase)>,
    /// The sealed cell; `None` when there is none.
    tag: Option<CellTag>,
}

impl Phase {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Filling, "filling"), (Self::Complete, "complete"), (Self::Leaving, "leaving")];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(phase, _)| *phase == self).map_or("", |(_, word)| word)
    }
}

impl Indexes {
    fn read(text: &[u8], tag: CellTag) -> Option<Self> {
        let mut lines = std::str::from_utf8(text).ok()?.lines();
        let generation = lines.next()?.parse().ok()?;
        let one = |line: &str| {
            let (word, name) = line.split_once(' ')?;
            let (phase, _) = Phase::ALL.iter().find(|(_, known)| *known == word)?;
            Some((Indexed::stored(name).ok()?, *phase))
        };
        let list = lines.map(one).collect::<Option<_>>()?;
        Some(Self { generation, list, tag: Some(tag) })
    }

    fn to_text(&self) -> String {
        let lines =
            self.list.iter().map(|(one, phase)| format!("\n{} {}", phase.word(), one.name()));
        format!("{}{}", self.generation, lines.collect::<String>())
    }

    /// Those of which this holds.
    pub fn that(&self, holds: impl Fn(Phase) -> bool) -> impl Iterator<Item = Indexed> {
        self.list.iter().filter(move |(_, phase)| holds(*phase)).map(|(one, _)| *one)
    }

    /// Whether the resources of a type have terms in one of them.
    pub fn touch(&self, kind: &str) -> bool {
        self.list.iter().any(|(one, _)| one.kind() == kind)
    }

    fn phase(&self, of: Indexed) -> Option<Phase> {
        self.list.iter().find(|(one, _)| *one == of).map(|(_, phase)| *phase)
    }

    /// The terms of a stored text in those of which this holds. Attachments
    /// have none.
    pub fn terms(
        &self,
        text: &[u8],
        record: RecordNo,
        holds: impl Fn(Phase) -> bool,
    ) -> Result<BTreeSet<Term>, RecordError> {
        if self.list.is_empty() {
            return Ok(BTreeSet::new());
        }
        let (short, _) = detach(text);
        let short = zeroize::Zeroizing::new(short);
        let json: Json = hygie_fhir::json::parse(&short, &JsonLimits::default())
            .map_err(|_| RecordError::damaged(record, 0, "the JSON of an entry"))?;
        if !json.resource_type().is_some_and(|kind| self.touch(kind)) {
            return Ok(BTreeSet::new());
        }
        let values = extract(&json, None);
        Ok(self.that(holds).flat_map(|one| one.terms(&values)).collect())
    }

    /// The terms that a resource should have from now on.
    pub fn kept(&self, text: &[u8], record: RecordNo) -> Result<BTreeSet<Term>, RecordError> {
        self.terms(text, record, |phase| phase != Phase::Leaving)
    }

    /// All terms that a resource may have.
    pub fn all(&self, text: &[u8], record: RecordNo) -> Result<BTreeSet<Term>, RecordError> {
        self.terms(text, record, |_| true)
    }

    /// Whether a term is put again although the version before had it: that one
    /// may be from before the index.
    pub fn fills(&self, term: &Term) -> bool {
        self.that(|phase| phase == Phase::Filling).any(|one| one.term() == term.param)
    }
}

impl Records {
    /// The indexes; `afresh` when what is remembered may be old.
    pub(crate) async fn indexes(&self, afresh: bool) -> Result<Arc<Indexes>, RecordError> {
        let known = self.indexes.read().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some(known) if !afresh => Ok(known),
            _ => {
                let read = self.cell_tagged(Table::Setting, LIST).await?;
                let read = match read {
                    None => Indexes::default(),
                    Some(cell) => Indexes::read(&cell.value, cell.tag).ok_or_else(|| {
                        RecordError::damaged(RecordNo::REGISTRY, 0, "the list of indexes")
                    })?,
                };
                let read = Arc::new(read);
                self.remember(&read);
                Ok(read)
            }
        }
    }

    /// The indexes that a search may rest on. Where other nodes write too, they
    /// are read anew.
    pub(crate) async fn indexes_now(&self) -> Result<Arc<Indexes>, RecordError> {
        self.indexes(self.shared).await
    }

    fn remember(&self, read: &Arc<Indexes>) {
        let mut known = self.indexes.write().unwrap_or_else(PoisonError::into_inner);
        // Who read earlier may come later.
        if known.as_ref().is_none_or(|known| known.generation <= read.generation) {
            *known = Some(Arc::clone(read));
        }
    }

    /// Holds inside a commit that the indexes are still these.
    pub(crate) fn indexes_guard(&self, indexes: &Indexes) -> Guard {
        let value = indexes.tag.as_ref().map(|tag| tag.0.clone());
        let key = self.cell_place(Table::Setting, LIST);
        Guard::CellEquals { table: Table::Setting as u32, key, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_comes_back() {
        let tag = CellTag(vec![1]);
        let one = |name: &str, phase| (Indexed::parse(name).expect("it can be indexed"), phase);
        for list in [
            vec![],
            vec![one("Observation.code", Phase::Filling)],
            vec![one("Task.owner", Phase::Complete), one("Observation._tag", Phase::Leaving)],
        ] {
            let whole = Indexes { generation: 7, list, tag: Some(tag.clone()) };
            assert_eq!(Indexes::read(whole.to_text().as_bytes(), tag.clone()), Some(whole));
        }
        for wrong in ["", "x", "1\nfilling", "1\nfull Task.owner", "1\nfilling Task.nothing"] {
            assert_eq!(Indexes::read(wrong.as_bytes(), tag.clone()), None, "{wrong}");
        }
    }
}
