//! Walking the trace logs and the ends of journals.

use std::collections::BTreeSet;

use hygie_base::{LogNo, RecordNo, Timestamp};
use hygie_seal::EntryKind;

use super::{ChangeBounds, ChangesAsked, Found};
use crate::limits::{CHANGE_SLACK_MILLIS, PAGE};
use crate::{RecordError, Records};

/// Entries read at a time from the end of a journal.
const STEP: u64 = 64;

impl Records {
    /// The records that were written to since.
    pub(super) async fn written_since(
        &self,
        since: Timestamp,
        bounds: ChangeBounds,
    ) -> Result<BTreeSet<RecordNo>, RecordError> {
        let mut records = BTreeSet::new();
        let mut traces = 0;
        for (log, end) in self.all_logs().await? {
            let mut index = self.first_since(log, end, since).await?;
            loop {
                let rows = self.store.traces(log, index, PAGE).await?;
                let Some(last) = rows.last() else { break };
                index = last.index + 1;
                traces += rows.len();
                records.extend(rows.iter().filter(|row| row.write).map(|row| row.record));
                if traces > bounds.traces {
                    return Err(too_much("reads and writes", bounds.traces));
                }
                if records.len() > bounds.records {
                    return Err(too_much("records with changes", bounds.records));
                }
            }
        }
        Ok(records)
    }

    /// Where a log comes to this time.
    pub(crate) async fn first_since(
        &self,
        log: LogNo,
        end: u64,
        since: Timestamp,
    ) -> Result<u64, RecordError> {
        // A trace is timed a little before it is committed.
        let since = Timestamp(since.0.saturating_sub(CHANGE_SLACK_MILLIS));
        let (mut low, mut high) = (0, end);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.time_from(log, middle, high).await? {
                Some((at, _)) if at >= since => high = middle,
                Some((_, index)) => low = index + 1,
                // None of them tells: what is before decides.
                None => high = middle,
            }
        }
        Ok(low)
    }

    /// The time of the first trace of these that tells one, and its index: those whose time
    /// is over, or that do not verify, tell none.
    async fn time_from(
        &self,
        log: LogNo,
        from: u64,
        end: u64,
    ) -> Result<Option<(Timestamp, u64)>, RecordError> {
        let mut next = from;
        loop {
            let few = usize::try_from(end.saturating_sub(next)).unwrap_or(PAGE).min(PAGE);
            // One tells mostly.
            let rows = self.store.traces(log, next, if next == from { few.min(1) } else { few });
            let rows = rows.await?;
            let Some(last) = rows.last() else { return Ok(None) };
            next = last.index + 1;
            for row in rows.iter().filter(|row| row.index < end) {
                match self.open_trace(row).await {
                    Ok(trace) => return Ok(Some((trace.at, row.index))),
                    Err(RecordError::TraceExpired | RecordError::Damaged { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Adds the entries of a record since, from its end backwards.
    pub(super) async fn walk_back(
        &self,
        record: RecordNo,
        asked: &ChangesAsked<'_>,
        wanted: &(dyn Fn(&str) -> bool + Sync),
        found: &mut Vec<Found>,
    ) -> Result<(), RecordError> {
        let mut end = self.store.head(record).await?;
        while end > 0 {
            let start = end.saturating_sub(STEP - 1).max(1);
            let mut rows = Vec::new();
            let mut next = start;
            while next <= end {
                let more = self.store.entries(record, next, end).await?;
                let Some(last) = more.last() else { break };
                next = last.seq + 1;
                rows.extend(more);
            }
            for row in rows.iter().rev() {
                // Of what was erased nothing is told.
                let Some(single) = self.unseal(row).await? else { continue };
                if single.header.at < asked.since {
                    return Ok(());
                }
                let version = matches!(single.header.kind, EntryKind::Live | EntryKind::Deleted);
                if version && wanted(&single.header.resource_type) {
                    found.push(Found { record, seq: row.seq, single });
                    if found.len() > asked.bounds.versions {
                        return Err(too_much("versions", asked.bounds.versions));
                    }
                }
            }
            end = start - 1;
        }
        Ok(())
    }
}

fn too_much(what: &str, most: usize) -> RecordError {
    RecordError::TooCostly(format!(
        "more than {most} {what} since then: take a later _since, or the history of one resource"
    ))
}
