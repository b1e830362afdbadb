//! Counts what happened to records behind the backs of caches and readers, so
//! that what was read before can be told from what was read after.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hygie_base::RecordNo;

use crate::limits::KEYED_RECORDS;

/// A point in the life of one record; equal as long as nothing happened.
pub(crate) type Era = u64;

#[derive(Default)]
struct Inner {
    /// Added to every record's count, so that old counts can be dropped.
    base: u64,
    passed: HashMap<RecordNo, u64>,
    total: u64,
}

/// The eras of all records.
#[derive(Default)]
pub(crate) struct Eras(Mutex<Inner>);

impl Eras {
    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The era of a record.
    pub fn of(&self, record: RecordNo) -> Era {
        let inner = self.inner();
        inner.base + inner.passed.get(&record).copied().unwrap_or(0)
    }

    /// The era of all records together.
    pub fn total(&self) -> Era {
        self.inner().total
    }

    /// Ends the era of a record.
    pub fn end(&self, record: RecordNo) {
        let mut inner = self.inner();
        inner.total += 1;
        if inner.passed.len() >= KEYED_RECORDS {
            inner.end_all();
        }
        *inner.passed.entry(record).or_default() += 1;
    }
}

impl Eras {
    /// Ends the era of every record.
    pub fn end_all(&self) {
        let mut inner = self.inner();
        inner.total += 1;
        inner.end_all();
    }
}

impl Inner {
    fn end_all(&mut self) {
        self.base += 1 + self.passed.values().copied().max().unwrap_or(0);
        self.passed.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_era_never_comes_back() {
        let eras = Eras::default();
        let record = |number| RecordNo::from_u64(number).unwrap();
        let (one, other) = (eras.of(record(1)), eras.of(record(2)));
        eras.end(record(1));
        assert_ne!(eras.of(record(1)), one);
        assert_eq!(eras.of(record(2)), other);
        let mut seen = vec![one, eras.of(record(1))];
        for number in 2..=KEYED_RECORDS as u64 + 1 {
            eras.end(record(number));
        }
        seen.push(eras.of(record(1)));
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 3);
    }
}
