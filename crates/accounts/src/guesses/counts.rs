//! Wrong attempts by what they aim at: some are free, then waits double.

use std::collections::HashMap;
use std::hash::Hash;

use hygie_base::Timestamp;

use crate::limits::{FIRST_WAIT_MILLIS, FREE_GUESSES};

/// Counts of at most so many aims; the one that rested longest makes room.
pub(super) struct Counts<K> {
    aims: HashMap<K, Count>,
    most: usize,
    /// Milliseconds of the longest wait.
    longest: i64,
    /// Milliseconds after which wrong attempts are forgotten.
    forgotten: i64,
}

#[derive(Clone, Copy)]
struct Count {
    /// Wrong attempts, and those whose verdict is not known yet.
    wrong: u32,
    /// When the last one began.
    last: Timestamp,
}

impl<K: Clone + Eq + Hash> Counts<K> {
    pub(super) fn new(most: usize, longest: i64, forgotten: i64) -> Self {
        Self { aims: HashMap::new(), most, longest, forgotten }
    }

    /// Milliseconds that the next attempt still has to wait.
    pub(super) fn rest(&self, aim: &K, now: Timestamp) -> Option<i64> {
        self.aims.get(aim).and_then(|count| count.rest(now, self.longest))
    }

    /// One more.
    pub(super) fn begin(&mut self, aim: K, now: Timestamp) {
        if !self.aims.contains_key(&aim) && self.aims.len() >= self.most {
            let oldest = self.aims.iter().min_by_key(|(_, count)| count.last);
            let oldest = oldest.map(|(aim, _)| aim.clone());
            oldest.map(|oldest| self.aims.remove(&oldest));
        }
        let count = self.aims.entry(aim).or_insert(Count { wrong: 0, last: now });
        if count.is_forgotten(now, self.forgotten) {
            count.wrong = 0;
        }
        count.wrong = count.wrong.saturating_add(1);
        count.last = now;
    }

    /// One less.
    pub(super) fn undo(&mut self, aim: &K) {
        if let Some(count) = self.aims.get_mut(aim) {
            count.wrong = count.wrong.saturating_sub(1);
            if count.wrong == 0 {
                self.aims.remove(aim);
            }
        }
    }

    pub(super) fn forget(&mut self, aim: &K) {
        self.aims.remove(aim);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.aims.len()
    }

    #[cfg(test)]
    pub(super) fn counts(&self, aim: &K) -> bool {
        self.aims.contains_key(aim)
    }
}

impl Count {
    fn rest(self, now: Timestamp, longest: i64) -> Option<i64> {
        let wait = wait(self.wrong).min(longest);
        let rest = self.last.0.saturating_add(wait).saturating_sub(now.0);
        // A clock that was set back must not make anybody wait for years.
        (1..=longest).contains(&rest).then_some(rest)
    }

    fn is_forgotten(self, now: Timestamp, after: i64) -> bool {
        now.0.saturating_sub(self.last.0) >= after
    }
}

/// Milliseconds to wait after so many wrong attempts.
fn wait(wrong: u32) -> i64 {
    let Some(doublings) = wrong.checked_sub(FREE_GUESSES + 1) else { return 0 };
    let factor = 1_i64.checked_shl(doublings.min(32)).unwrap_or(i64::MAX);
    FIRST_WAIT_MILLIS.saturating_mul(factor)
}
