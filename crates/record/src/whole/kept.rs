//! What is covered, found once as long as the record and the secrets are the same.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::Name;
use crate::OpenRecord;
use crate::limits::COVERED;

/// Secrets of an opened record, each with what they cover; the latest last.
#[derive(Default)]
pub(crate) struct Covered(Mutex<Vec<(BTreeSet<Name>, BTreeSet<Name>)>>);

impl Covered {
    pub(super) fn of(&self) -> std::sync::MutexGuard<'_, Vec<(BTreeSet<Name>, BTreeSet<Name>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenRecord {
    /// As [`OpenRecord::covered`], from memory where it was asked before.
    pub(crate) fn kept_covered(&self, roots: BTreeSet<Name>) -> BTreeSet<Name> {
        if roots.is_empty() {
            return roots;
        }
        if let Some((_, covered)) = self.covered.of().iter().find(|(of, _)| *of == roots) {
            return covered.clone();
        }
        let covered = self.covered(&roots);
        let mut kept = self.covered.of();
        if kept.len() >= COVERED {
            kept.remove(0);
        }
        kept.push((roots, covered.clone()));
        covered
    }
}
