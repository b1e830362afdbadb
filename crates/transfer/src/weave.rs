//! The traces of all logs, in an order in which they can be put again.
//!
//! Each log's own order is given. Between logs none is kept, but one thing hangs
//! on it: a record's last write is the one that was committed last, in whatever
//! log. So the trace of a last write is held back until the record's writes in
//! the other logs are there. The order in which it all happened does that, so
//! there is always a way; where there is none, the store was tampered with.

use std::collections::{BTreeMap, HashMap, VecDeque};

use hygie_base::{LogNo, RecordNo};
use hygie_store::limits::PAGE_ROWS;
use hygie_store::{Store, StoreError, TraceRow};

use crate::CopyError;
use crate::limits::LOOKED_AT;
use crate::row::Place;

/// Where one log stands.
struct Log {
    /// Index of the next trace to give.
    next: u64,
    /// Index after the last one.
    end: u64,
    rows: VecDeque<TraceRow>,
}

/// Gives the traces one after the other.
pub struct Weave<'s> {
    from: &'s dyn Store,
    logs: BTreeMap<LogNo, Log>,
    /// Logs that are given up to and including an index before the one below
    /// goes on; each stands here once at most, so there are never more than logs.
    waiting: Vec<(LogNo, u64)>,
    /// Where the last write of a record is: sixteen bytes a record written to,
    /// and only when there are several logs.
    last: HashMap<RecordNo, Option<(LogNo, u64)>>,
}

impl<'s> Weave<'s> {
    /// All traces of `from` that `to` does not have yet.
    pub async fn new(from: &'s dyn Store, to: &dyn Store) -> Result<Self, CopyError> {
        let there: BTreeMap<LogNo, u64> =
            logs(to).await.map_err(CopyError::Target)?.into_iter().collect();
        let all = logs(from).await.map_err(CopyError::Source)?.into_iter().map(|(log, end)| {
            let next = there.get(&log).copied().unwrap_or(0);
            (log, Log { next, end, rows: VecDeque::new() })
        });
        let (logs, last) = (all.collect(), HashMap::new());
        Ok(Self { from, logs, waiting: Vec::new(), last })
    }

    /// The next trace, `None` at the end.
    pub async fn next(&mut self) -> Result<Option<TraceRow>, CopyError> {
        loop {
            let Some((number, until)) = self.current() else { return Ok(None) };
            let Some(log) = self.logs.get_mut(&number) else { return Ok(None) };
            if log.next > until {
                self.waiting.pop();
                continue;
            }
            if log.rows.is_empty() {
                let rows = self.from.traces(number, log.next, PAGE_ROWS).await;
                log.rows = rows.map_err(CopyError::Source)?.into();
            }
            let Some(row) = log.rows.pop_front().filter(|row| row.index == log.next) else {
                let what = format!("trace {} of log {} is not there", log.next, number.0);
                return Err(CopyError::Source(StoreError::Damaged(what)));
            };
            let Some(first) = self.waits_for(&row).await? else {
                if let Some(log) = self.logs.get_mut(&number) {
                    log.next += 1;
                }
                return Ok(Some(row));
            };
            if self.waiting.iter().any(|(waits, _)| *waits == first.0) {
                return Err(CopyError::Contradiction(Place::Trace(number, row.index)));
            }
            self.waiting.push(first);
            if let Some(log) = self.logs.get_mut(&number) {
                log.rows.push_front(row);
            }
        }
    }

    /// The log to give from and the index up to which: one that is waited for,
    /// or else the first that is not at its end.
    fn current(&mut self) -> Option<(LogNo, u64)> {
        if self.waiting.is_empty() {
            let open = self.logs.iter().find(|(_, log)| log.next < log.end);
            let (number, log) = open?;
            self.waiting.push((*number, log.end - 1));
        }
        self.waiting.last().copied()
    }

    /// What must be given before this trace: another log, up to this index.
    async fn waits_for(&mut self, row: &TraceRow) -> Result<Option<(LogNo, u64)>, CopyError> {
        if !row.write || self.logs.len() < 2 {
            return Ok(None);
        }
        let record = row.record;
        let last = match self.last.get(&record) {
            Some(last) => *last,
            None => {
                let found = self.from.last_write_trace(record).await.map_err(CopyError::Source)?;
                let last = found.map(|trace| (trace.log, trace.index));
                self.last.insert(record, last);
                last
            }
        };
        if last != Some((row.log, row.index)) {
            return Ok(None);
        }
        for (number, log) in self.logs.iter().filter(|(number, _)| **number != row.log) {
            let write = highest_write(self.from, record, *number);
            if let Some(index) = write.await.map_err(CopyError::Source)?
                && index >= log.next
            {
                return Ok(Some((*number, index)));
            }
        }
        Ok(None)
    }
}

/// Every log of a store, with the index of its next trace.
async fn logs(store: &dyn Store) -> Result<Vec<(LogNo, u64)>, StoreError> {
    let mut all: Vec<(LogNo, u64)> = Vec::new();
    loop {
        let page = store.logs(all.last().map(|(log, _)| *log), PAGE_ROWS).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Index of the last trace in this log that accompanies a write to the record.
async fn highest_write(
    from: &dyn Store,
    record: RecordNo,
    log: LogNo,
) -> Result<Option<u64>, StoreError> {
    let mut before = (log, u64::MAX);
    loop {
        let rows = from.traces_of(record, Some(before), LOOKED_AT).await?;
        let here = rows.iter().take_while(|row| row.log == log);
        if let Some(row) = here.clone().find(|row| row.write) {
            return Ok(Some(row.index));
        }
        match rows.last() {
            Some(last) if last.log == log => before = (log, last.index),
            _ => return Ok(None),
        }
    }
}
