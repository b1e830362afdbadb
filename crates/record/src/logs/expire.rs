//! The end of traces: when the time for which they are kept is over, the keys of their year
//! or month are destroyed. Leaves and log stay, and verify.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use hygie_base::{KeyNo, RecordNo, Timestamp};
use hygie_store::{Commit, Guard, Head, KeyKind, KeyOp, KeyRow, Outcome, TraceRow};
use hygie_trace::{Action, Trace, key_year, technical_month};

use crate::keys::slot;
use crate::limits::{ACCESS_YEARS, PAGE, TECHNICAL_MONTHS, WRITE_ATTEMPTS};
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records};

/// For how long traces are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TraceTimes {
    access_years: i64,
    technical_months: i64,
}

impl Default for TraceTimes {
    /// Twenty years, and twelve months.
    fn default() -> Self {
        Self { access_years: 20, technical_months: 12 }
    }
}

impl TraceTimes {
    /// Whole years for who looked at or changed what, and whole months for the running of
    /// the system; `None` outside [`ACCESS_YEARS`] and [`TECHNICAL_MONTHS`].
    pub fn new(access_years: i64, technical_months: i64) -> Option<Self> {
        let within =
            ACCESS_YEARS.contains(&access_years) && TECHNICAL_MONTHS.contains(&technical_months);
        within.then_some(Self { access_years, technical_months })
    }

    /// Years of traces of accesses.
    pub const fn access_years(self) -> i64 {
        self.access_years
    }

    /// Months of technical traces.
    pub const fn technical_months(self) -> i64 {
        self.technical_months
    }

    /// Whether the youngest trace under a key of this label is past its time.
    fn are_over(self, label: &str, now: Timestamp) -> bool {
        let years = key_year(label).map(|year| i64::from(now.year()) - i64::from(year));
        let months = technical_month(label).map(|month| now.month() - month);
        years.is_some_and(|years| years > self.access_years)
            || months.is_some_and(|months| months > self.technical_months)
    }
}

/// What was destroyed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Expired {
    /// Keys.
    pub keys: u64,
}

impl Records {
    /// Destroys the keys of traces that are past their time; needs a permit for everything.
    /// Each record's is one commit, with a trace. Whoever does it again goes on.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for another permit; when the store fails.
    pub async fn expire_traces(
        &self,
        permit: &Permit,
        times: TraceTimes,
    ) -> Result<Expired, RecordError> {
        self.needs_everything(permit, Action::Erase).await?;
        let (stamp, now) = (Stamp::of(permit), self.clock.now());
        let mut done = Expired::default();
        let mut after = (RecordNo::REGISTRY, KeyNo(0));
        loop {
            let rows = self.store.all_keys(after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = (last.record, last.key);
            for (record, keys) in self.over(&rows, times, now)? {
                done.keys += keys.len() as u64;
                self.expire_keys(&stamp, record, &keys).await?;
            }
        }
        if done.keys > 0 {
            // What was overwritten is not left in the log of the store.
            self.store.checkpoint().await?;
        }
        Ok(done)
    }

    /// Forgets all unwrapped keys: another node may have ended those of traces.
    pub fn forget_keys(&self) {
        self.key_cache.forget_all();
    }

    /// The keys of traces among these that are past their time, by record.
    fn over(
        &self,
        rows: &[KeyRow],
        times: TraceTimes,
        now: Timestamp,
    ) -> Result<BTreeMap<RecordNo, BTreeSet<KeyNo>>, RecordError> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let mut over: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.kind == KeyKind::Trace && !row.wrapped.is_empty()) {
            let slot = slot(row.record, row.key, row.kind);
            let (_, label) = ring
                .unwrap(&slot, row.epoch, &row.wrapped)
                .map_err(|_| RecordError::damaged(row.record, 0, "a wrapped key"))?;
            if times.are_over(&label, now) {
                over.entry(row.record).or_default().insert(row.key);
            }
        }
        Ok(over)
    }

    /// Destroys keys of traces. What the last write of a record says of its head is said
    /// again first, under a key of today: without it the record could not be opened.
    async fn expire_keys(
        &self,
        stamp: &Stamp,
        owner: RecordNo,
        keys: &BTreeSet<KeyNo>,
    ) -> Result<(), RecordError> {
        if owner == RecordNo::REGISTRY {
            // Its keys seal the traces of all records of the registry.
            let mut after = RecordNo::REGISTRY;
            loop {
                let heads = self.store.records(after, PAGE).await?;
                let Some(last) = heads.last() else { break };
                after = last.record;
                for head in &heads {
                    self.say_again(stamp, head.record, keys).await?;
                }
            }
        } else {
            self.say_again(stamp, owner, keys).await?;
        }
        let now = self.clock.now();
        let what = format!("destroyed the keys of traces past their time: {}", keys.len());
        let trace = stamp.trace(now, Action::Erase, what);
        let sealing = self.registry_trace_key(now).await?;
        let mut commit = Commit::new(self.commit_id());
        commit.log = self.log;
        commit.keys.extend(keys.iter().map(|key| KeyOp::Destroy(owner, *key)));
        commit.traces.push(self.seal_trace(&trace, owner, false, &sealing)?);
        let outcome = self.commit(commit).await;
        self.key_cache.forget(owner);
        match outcome? {
            Outcome::Done(_) | Outcome::Repeated => Ok(()),
            Outcome::Refused(_) => Err(RecordError::Contended),
        }
    }

    /// Repeats the trace of a record's last write if one of these keys seals it.
    async fn say_again(
        &self,
        stamp: &Stamp,
        record: RecordNo,
        keys: &BTreeSet<KeyNo>,
    ) -> Result<(), RecordError> {
        for _ in 0..WRITE_ATTEMPTS {
            let row = self.store.last_write_trace(record).await?;
            let Some(row) = row.filter(|row| keys.contains(&row.key)) else { return Ok(()) };
            if self.repeat(stamp, &row).await? {
                return Ok(());
            }
        }
        Err(RecordError::Contended)
    }

    /// `false` when the record was written to meanwhile.
    async fn repeat(&self, stamp: &Stamp, row: &TraceRow) -> Result<bool, RecordError> {
        let last = self.open_trace(row).await?;
        let seq = last.head.as_ref().map_or(0, |head| head.seq);
        let now = self.clock.now();
        let what = format!("repeated the head: the trace of {} is past its time", last.at);
        let trace = Trace { head: last.head, ..stamp.trace(now, last.action, what) };
        let sealing = self.registry_trace_key(now).await?;
        let mut commit = Commit::new(self.commit_id());
        commit.log = self.log;
        commit.guards.push(Guard::Head(Head { record: row.record, seq }));
        commit.traces.push(self.seal_trace(&trace, row.record, true, &sealing)?);
        match self.commit(commit).await? {
            Outcome::Done(_) | Outcome::Repeated => Ok(true),
            Outcome::Refused(_) => Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;
    use hygie_trace::{key_label, technical_label};

    use super::TraceTimes;
    use crate::limits::{ACCESS_YEARS, TECHNICAL_MONTHS};

    #[test]
    fn times_are_within_their_limits() {
        let (years, months) = (ACCESS_YEARS, TECHNICAL_MONTHS);
        for (years, months, fits) in [
            (*years.start(), *months.start(), true),
            (*years.end(), *months.end(), true),
            (*years.start() - 1, *months.start(), false),
            (*years.end() + 1, *months.start(), false),
            (*years.start(), *months.start() - 1, false),
            (*years.start(), *months.end() + 1, false),
        ] {
            assert_eq!(TraceTimes::new(years, months).is_some(), fits, "{years} {months}");
        }
        assert_eq!(TraceTimes::new(20, 12), Some(TraceTimes::default()));
    }

    #[test]
    fn the_youngest_trace_of_a_key_has_its_whole_time() {
        let times = TraceTimes::default();
        // The last millisecond of 2046 and the first of 2047.
        let (last, first) = (Timestamp(2_429_913_599_999), Timestamp(2_429_913_600_000));
        assert_eq!((last.year(), first.year()), (2046, 2047));
        assert!(!times.are_over(&key_label(2026), last));
        assert!(times.are_over(&key_label(2026), first));
        let before = |days: i64| technical_label(Timestamp(first.0 - days * 86_400_000));
        // January 2046 has to be kept until the end of January 2047, December 2045 until now.
        assert!(!times.are_over(&before(365), first));
        assert!(times.are_over(&before(366), first));
        assert!(!times.are_over("org:a", first));
    }
}
