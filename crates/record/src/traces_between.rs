//! What one actor did with one record within a time, for who reviews it.

use hygie_base::{RecordNo, Timestamp};
use hygie_trace::{Action, Trace};

use crate::limits::{REVIEW_TRACES, TRACE_PAGE};
use crate::tracing::Stamp;
use crate::{Mint, Permit, RecordError, Records};

/// What one actor did with one record within a time.
pub struct TracesBetween {
    /// In no order.
    pub traces: Vec<Trace>,
    /// Whether all traces of the record were walked.
    pub whole: bool,
    /// Traces of the actor that do not verify: the check tells more.
    pub unreadable: usize,
}

impl Records {
    /// Traces of `actor` with a record from `start` until just before `end`; of its last
    /// [`REVIEW_TRACES`] traces. The gate lets out no more of them than who asks may know.
    /// Traced with the record.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn traces_between(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        record: RecordNo,
        actor: &str,
        (start, end): (Timestamp, Timestamp),
    ) -> Result<TracesBetween, RecordError> {
        let token = self.with_index(|index| index.actor(actor));
        let mut found = TracesBetween { traces: Vec::new(), whole: false, unreadable: 0 };
        let (mut before, mut walked) = (None, 0);
        while walked < REVIEW_TRACES && !found.whole {
            let most = TRACE_PAGE.min(REVIEW_TRACES - walked);
            let rows = self.store.traces_of(record, before, most).await?;
            walked += rows.len();
            match rows.last() {
                Some(last) => before = Some((last.log, last.index)),
                None => found.whole = true,
            }
            for row in rows.iter().filter(|row| row.actor == token) {
                match self.open_trace(row).await {
                    Ok(trace) if trace.at >= start && trace.at < end => found.traces.push(trace),
                    Ok(_) => {}
                    Err(RecordError::Damaged { .. }) => found.unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
        }
        found.whole |= self.store.traces_of(record, before, 1).await?.is_empty();
        let (stamp, what) = (Stamp::of(permit), "what was done in an emergency".to_owned());
        self.trace_read(&stamp, record, Action::ListTraces, what, None).await?;
        Ok(found)
    }
}
