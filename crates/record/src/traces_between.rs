//! What was done with one record within a time, for who reviews it.

use hygie_base::{RecordNo, Timestamp};
use hygie_trace::{Action, Trace};

use crate::limits::{REVIEW_TRACES, TRACE_PAGE};
use crate::tracing::Stamp;
use crate::{Mint, Permit, RecordError, Records};

/// What was done with one record within a time.
pub struct TracesBetween {
    /// In no order.
    pub traces: Vec<Trace>,
    /// Whether all traces of the record were walked.
    pub whole: bool,
    /// Traces among them that do not verify: the check tells more.
    pub unreadable: usize,
}

impl Records {
    /// Traces of `actor` with a record from `start` until just before `end`; of its last
    /// [`REVIEW_TRACES`] traces. The gate lets out no more of them than who asks may know.
    /// Traced with the record, as `why`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn traces_between(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        record: RecordNo,
        (actor, why): (&str, &str),
        (start, end): (Timestamp, Timestamp),
    ) -> Result<TracesBetween, RecordError> {
        let token = self.with_index(|index| index.actor(actor));
        let found = self.walk_traces(record, Some(token), (start, end), REVIEW_TRACES).await?;
        let (stamp, what) = (Stamp::of(permit), why.to_owned());
        self.trace_read(&stamp, record, Action::ListTraces, what, None).await?;
        Ok(found)
    }

    /// The same of one actor, by the keyed hash of their id, or of everybody; among the
    /// last `most` traces. Each node has a log of its own, so that all of them are walked
    /// to know what is of this time. Not traced.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn walk_traces(
        &self,
        record: RecordNo,
        actor: Option<[u8; 16]>,
        (start, end): (Timestamp, Timestamp),
        most: usize,
    ) -> Result<TracesBetween, RecordError> {
        let mut found = TracesBetween { traces: Vec::new(), whole: false, unreadable: 0 };
        let (mut before, mut walked) = (None, 0);
        while walked < most && !found.whole {
            let page = TRACE_PAGE.min(most - walked);
            let rows = self.store.traces_of(record, before, page).await?;
            walked += rows.len();
            match rows.last() {
                Some(last) => before = Some((last.log, last.index)),
                None => found.whole = true,
            }
            for row in rows.iter().filter(|row| actor.is_none_or(|actor| row.actor == actor)) {
                match self.open_trace(row).await {
                    Ok(trace) if trace.at >= start && trace.at < end => found.traces.push(trace),
                    Ok(_) | Err(RecordError::TraceExpired) => {}
                    Err(RecordError::Damaged { .. }) => found.unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
        }
        found.whole |= self.store.traces_of(record, before, 1).await?.is_empty();
        Ok(found)
    }
}
