//! Traces of a record as they stand in their logs, with what proves them.

use hygie_base::{LogNo, RecordNo};
use hygie_store::TraceRow;
use hygie_trace::{Action, Disclosed, LOGGED_BYTES, Trace, logged};

use super::{Proofs, Proven};
use crate::limits::{PROVEN_TRACES, TRACE_PAGE};
use crate::traces::is_held_back;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records};

/// One trace, and what proves that it says this and stands in its log.
pub struct TraceProven {
    /// The log it stands in.
    pub log: LogNo,
    /// Its index in the log.
    pub index: u64,
    /// The entry of the log.
    pub entry: [u8; LOGGED_BYTES],
    /// What it says; `None` for what the permit's lens holds back, and for one that cannot
    /// be read any more.
    pub disclosed: Option<Disclosed>,
    /// That it is in the tree; `None` while no checkpoint has it.
    pub proven: Option<Proven>,
}

/// Traces of one record.
pub struct TracesProven {
    /// Newest first.
    pub traces: Vec<TraceProven>,
    /// What their proofs are against.
    pub proofs: Proofs,
    /// Whether these are all of the record's.
    pub whole: bool,
}

impl Records {
    /// The last [`PROVEN_TRACES`] traces of a record with their proofs. What this node's
    /// log has is signed first. What a trace says of a resource that the lens hides, or
    /// that waits to be announced, is not disclosed: that it is in the log is proven all
    /// the same. Traced; this listing is not among them.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] when the permit does not reach the record, or nothing of
    /// it passes its lens.
    pub async fn traces_proven(
        &self,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<TracesProven, RecordError> {
        let stamp = Stamp::of(permit);
        let opened = self.opened_to_list(&stamp, permit, record).await?;
        self.publish_log().await?;
        let mut found = TracesProven { traces: Vec::new(), proofs: Proofs::default(), whole: true };
        let mut before = None;
        'all: loop {
            let rows = self.store.traces_of(record, before, TRACE_PAGE).await?;
            let Some(last) = rows.last() else { break };
            before = Some((last.log, last.index));
            for row in rows {
                if found.traces.len() == PROVEN_TRACES {
                    found.whole = false;
                    break 'all;
                }
                let hidden = |trace: &Trace| is_held_back(trace, &opened, permit.lens());
                let disclosed = self.disclosed(&row, hidden).await?;
                let proven = self.prove(&mut found.proofs, (row.log, row.index)).await?;
                let (log, index, entry) = (row.log, row.index, logged(&row));
                found.traces.push(TraceProven { log, index, entry, disclosed, proven });
            }
        }
        let what = format!("{} traces with their proofs", found.traces.len());
        self.trace_read(&stamp, record, Action::ListTraces, what, None).await?;
        Ok(found)
    }

    async fn disclosed(
        &self,
        row: &TraceRow,
        hidden: impl Fn(&Trace) -> bool,
    ) -> Result<Option<Disclosed>, RecordError> {
        match self.disclose_trace(row).await {
            Ok(disclosed) => {
                let trace = disclosed.trace().map_err(|_| {
                    RecordError::damaged(row.record, 0, "a trace does not read as one")
                })?;
                Ok((!hidden(&trace)).then_some(disclosed))
            }
            // Its time is over, or the check tells more.
            Err(RecordError::TraceExpired | RecordError::Damaged { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
