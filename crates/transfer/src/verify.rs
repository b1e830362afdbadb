//! Whether two stores hold the same, row by row.

use std::collections::HashSet;

use hygie_base::RecordNo;
use hygie_store::{Stats, Store, StoreError};

use crate::CopyError;
use crate::copy::Told;
use crate::limits::TOLD_ROWS;
use crate::row::{Row, Step};
use crate::scan::Scan;
use crate::sent::{Sent, Sum};

/// Compares everything and lets both stores check themselves. What is cheap to
/// find comes first, but a row that differs comes before the counts, because it
/// says where. Of what was `sent` in digests that the target confirmed, the number
/// is still to be held against it.
pub async fn alike(
    from: &dyn Store,
    to: &dyn Store,
    sent: Option<Sent>,
    told: &mut Told<'_>,
) -> Result<(), CopyError> {
    let mut compared = Compared::default();
    for step in Step::ALL {
        match sent.as_ref().and_then(|sent| sent.of(step)) {
            Some(sum) => compared.sum(step, sum, told),
            None => compared.step(from, to, step, told).await?,
        }
    }
    let is_sent = sent.is_some();
    compared.written.extend(sent.into_iter().flat_map(|sent| sent.written));
    last_writes(from, to, &compared.written).await?;
    let stats = both(from.stats(), to.stats()).await?;
    if let Some(what) = counted_otherwise(&stats.0, &stats.1) {
        if is_sent {
            for step in Step::ALL {
                compared.step(from, to, step, told).await?;
            }
        }
        return Err(CopyError::Counts(what));
    }
    let faults = both(from.check(), to.check()).await?;
    for (target, faults) in [(false, faults.0), (true, faults.1)] {
        if let Some(fault) = faults.into_iter().next() {
            return Err(CopyError::Unsound { target, what: fault.what });
        }
    }
    Ok(())
}

#[derive(Default)]
struct Compared {
    rows: u64,
    bytes: u64,
    /// Records that a write was traced of, eight bytes each.
    written: HashSet<RecordNo>,
}

impl Compared {
    /// Rows that need not be read again.
    fn sum(&mut self, step: Step, sum: Sum, told: &mut Told<'_>) {
        told.compared(step, self.rows, self.bytes);
        self.rows += sum.rows;
        self.bytes += sum.bytes;
    }

    async fn step(
        &mut self,
        from: &dyn Store,
        to: &dyn Store,
        step: Step,
        told: &mut Told<'_>,
    ) -> Result<(), CopyError> {
        let (mut ours, mut theirs) = (Scan::new(from, step, None), Scan::new(to, step, None));
        told.compared(step, self.rows, self.bytes);
        loop {
            match both(ours.next(), theirs.next()).await? {
                (Some(row), Some(copy)) if row.is_copied_as(&copy) => self.count(&row),
                (Some(row), Some(copy)) => {
                    // The lower place is one that the other store lacks, but an
                    // outbox item's number says nothing about the other's.
                    let (ours, theirs) = (row.place(), copy.place());
                    let lower = if step == Step::Outbox { ours } else { ours.min(theirs) };
                    return Err(CopyError::Differs(lower));
                }
                (Some(row), None) | (None, Some(row)) => {
                    return Err(CopyError::Differs(row.place()));
                }
                (None, None) => return Ok(()),
            }
            if self.rows.is_multiple_of(TOLD_ROWS) {
                told.compared(step, self.rows, self.bytes);
            }
        }
    }

    fn count(&mut self, row: &Row) {
        self.rows += 1;
        self.bytes += row.bytes();
        if let Row::Trace(trace) = row
            && trace.write
        {
            self.written.insert(trace.record);
        }
    }
}

/// Whether each record's last write is the same: with several logs the rows
/// alone do not say which one it is.
async fn last_writes(
    from: &dyn Store,
    to: &dyn Store,
    written: &HashSet<RecordNo>,
) -> Result<(), CopyError> {
    for &record in written {
        let last = both(from.last_write_trace(record), to.last_write_trace(record)).await?;
        if last.0 != last.1 {
            return Err(CopyError::LastWrite(record));
        }
    }
    Ok(())
}

/// What is counted otherwise, but for the bytes, which are each store's own.
fn counted_otherwise(ours: &Stats, theirs: &Stats) -> Option<&'static str> {
    let Stats { records, entries, ids, terms, keys, traces, blobs, bytes: _ } = *ours;
    let counts = [
        ("records", records, theirs.records),
        ("entries", entries, theirs.entries),
        ("id tokens", ids, theirs.ids),
        ("term tokens", terms, theirs.terms),
        ("keys", keys, theirs.keys),
        ("traces", traces, theirs.traces),
        ("blobs", blobs, theirs.blobs),
    ];
    counts.into_iter().find(|(_, ours, theirs)| ours != theirs).map(|(what, ..)| what)
}

/// Asks both stores at the same time.
async fn both<T>(
    source: impl Future<Output = Result<T, StoreError>>,
    target: impl Future<Output = Result<T, StoreError>>,
) -> Result<(T, T), CopyError> {
    tokio::try_join!(async { source.await.map_err(CopyError::Source) }, async {
        target.await.map_err(CopyError::Target)
    },)
}
