//! Listing traces; itself traced.

use hygie_base::{LogNo, RecordNo};
use hygie_store::TraceRow;
use hygie_trace::{Action, Trace};

use crate::limits::TRACE_PAGE;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records};

/// A trace as listed.
pub struct TraceSeen {
    /// The log it stands in.
    pub log: LogNo,
    /// Its index in the log.
    pub index: u64,
    /// Its leaf in the log.
    pub leaf: [u8; 32],
    /// What it says.
    pub trace: Trace,
}

impl Records {
    /// All traces of a record, newest first; this listing is not yet among them.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] when the permit does not reach the record.
    pub async fn traces(
        &self,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<Vec<TraceSeen>, RecordError> {
        let stamp = Stamp::of(permit);
        if !permit.reaches(record) {
            self.trace_refusal(&stamp, record, Action::ListTraces, String::new()).await?;
            return Err(RecordError::NotFound);
        }
        let mut seen = Vec::new();
        let mut before = None;
        loop {
            let rows = self.store.traces_of(record, before, TRACE_PAGE).await?;
            for row in &rows {
                seen.push(self.trace_seen(row).await?);
            }
            let Some(last) = rows.last() else { break };
            before = Some((last.log, last.index));
        }
        let what = format!("{} traces", seen.len());
        self.trace_read(&stamp, record, Action::ListTraces, what, None).await?;
        Ok(seen)
    }

    async fn trace_seen(&self, row: &TraceRow) -> Result<TraceSeen, RecordError> {
        let trace = self.open_trace(row).await?;
        Ok(TraceSeen { log: row.log, index: row.index, leaf: row.leaf, trace })
    }

    /// Traces an act that concerns no record.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn trace_act(
        &self,
        permit: &Permit,
        action: Action,
        what: String,
    ) -> Result<(), RecordError> {
        let stamp = Stamp::of(permit);
        self.trace_read(&stamp, RecordNo::REGISTRY, action, what, None).await.map(|_| ())
    }
}
