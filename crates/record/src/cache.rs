//! Records opened lately, within a budget of bytes. What leaves the cache is
//! zeroised as soon as nobody reads it any more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hygie_base::{RecordNo, Seq};

use crate::OpenRecord;

struct Kept {
    record: Arc<OpenRecord>,
    used: u64,
    /// Whether a write of ours moved the record's head since.
    moved: bool,
}

#[derive(Default)]
struct Inner {
    kept: HashMap<RecordNo, Kept>,
    bytes: usize,
    clock: u64,
}

/// A bounded set of opened records; the longest unused goes first.
pub(crate) struct Cache {
    inner: Mutex<Inner>,
    budget: usize,
}

impl Cache {
    pub fn new(budget: usize) -> Self {
        Self { inner: Mutex::default(), budget }
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn get(&self, record: RecordNo) -> Option<Arc<OpenRecord>> {
        self.inner().used(record).map(|kept| Arc::clone(&kept.record))
    }

    /// The record if, as far as this node knows, nothing was written since.
    pub fn unmoved(&self, record: RecordNo) -> Option<Arc<OpenRecord>> {
        let mut inner = self.inner();
        inner.used(record).filter(|kept| !kept.moved).map(|kept| Arc::clone(&kept.record))
    }

    /// Notes that an entry of this sequence was written.
    pub fn written(&self, record: RecordNo, seq: Seq) {
        if let Some(kept) = self.inner().kept.get_mut(&record) {
            kept.moved |= kept.record.head < seq;
        }
    }

    /// Keeps a record; one larger than the whole budget is not kept.
    pub fn put(&self, record: &Arc<OpenRecord>) {
        let mut inner = self.inner();
        inner.remove(record.record);
        if record.bytes() > self.budget {
            return;
        }
        inner.clock += 1;
        let kept = Kept { record: Arc::clone(record), used: inner.clock, moved: false };
        inner.bytes += record.bytes();
        inner.kept.insert(record.record, kept);
        while inner.bytes > self.budget {
            let oldest = inner.kept.iter().min_by_key(|(_, kept)| kept.used).map(|(no, _)| *no);
            let Some(oldest) = oldest else { break };
            inner.remove(oldest);
        }
    }

    pub fn forget(&self, record: RecordNo) {
        self.inner().remove(record);
    }

    /// Bytes that the kept records take.
    #[cfg(test)]
    fn bytes(&self) -> usize {
        self.inner().bytes
    }
}

impl Inner {
    fn used(&mut self, record: RecordNo) -> Option<&Kept> {
        self.clock += 1;
        let kept = self.kept.get_mut(&record)?;
        kept.used = self.clock;
        Some(kept)
    }

    fn remove(&mut self, record: RecordNo) {
        if let Some(kept) = self.kept.remove(&record) {
            self.bytes -= kept.record.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use hygie_seal::Link;
    use zeroize::Zeroizing;

    use super::*;
    use crate::opened::Segment;

    fn record(number: u64, bytes: usize) -> Arc<OpenRecord> {
        let arena = Zeroizing::new(Vec::with_capacity(bytes));
        let segment = Arc::new(Segment { arena, entries: Vec::new() });
        let number = RecordNo::from_u64(number).unwrap();
        Arc::new(OpenRecord::new(number, 0, Link::START, 0, vec![segment], Vec::new()))
    }

    #[test]
    fn the_longest_unused_goes_first_and_the_budget_holds() {
        let cache = Cache::new(100);
        for number in 1..=2 {
            cache.put(&record(number, 50));
        }
        assert_eq!(cache.bytes(), 100);
        assert!(cache.get(RecordNo::from_u64(1).unwrap()).is_some());
        cache.put(&record(3, 1));
        assert!(cache.get(RecordNo::from_u64(2).unwrap()).is_none());
        assert!(cache.get(RecordNo::from_u64(1).unwrap()).is_some());
        assert_eq!(cache.bytes(), 51);
    }

    #[test]
    fn what_was_written_to_is_not_unmoved() {
        let cache = Cache::new(100);
        let one = RecordNo::from_u64(1).unwrap();
        cache.put(&record(1, 50));
        cache.written(one, 0);
        assert!(cache.unmoved(one).is_some(), "that is its head");
        cache.written(one, 1);
        assert!(cache.unmoved(one).is_none());
        assert!(cache.get(one).is_some(), "to go on from");
        cache.put(&record(1, 50));
        assert!(cache.unmoved(one).is_some());
    }

    #[test]
    fn a_record_over_the_budget_is_not_kept() {
        let cache = Cache::new(100);
        cache.put(&record(1, 101));
        assert!(cache.get(RecordNo::from_u64(1).unwrap()).is_none());
        cache.put(&record(1, 100));
        assert!(cache.get(RecordNo::from_u64(1).unwrap()).is_some());
    }
}
