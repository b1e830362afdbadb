//! What was traced since, for who follows the logs as they grow.

use std::collections::BTreeMap;

use hygie_base::{LogNo, RecordNo};
use hygie_trace::Trace;

use crate::limits::{PAGE, TRACE_PAGE};
use crate::{Mint, RecordError, Records};

/// How far each log was read: the index of its next trace.
pub type ReadUntil = BTreeMap<u32, u64>;

impl Records {
    /// Where all logs end at this moment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn logs_end(&self, _of_gate: &Mint) -> Result<ReadUntil, RecordError> {
        let (mut all, mut after) = (ReadUntil::new(), None);
        loop {
            let logs = self.store.logs(after, PAGE).await?;
            let Some((last, _)) = logs.last() else { return Ok(all) };
            after = Some(*last);
            all.extend(logs.into_iter().map(|(log, next)| (log.0, next)));
        }
    }

    /// Each trace from there on, at most so many, and how far it was read then. A log that
    /// is not named there is read from its beginning. A trace that cannot be read is passed
    /// over: the check tells of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn traces_since(
        &self,
        of_gate: &Mint,
        from: &ReadUntil,
        most: usize,
        visit: &mut (impl FnMut(RecordNo, Trace) + Send),
    ) -> Result<ReadUntil, RecordError> {
        let (mut until, mut left) = (from.clone(), most);
        for (log, end) in self.logs_end(of_gate).await? {
            let mut at = from.get(&log).copied().unwrap_or_default();
            while at < end && left > 0 {
                let rows = self.store.traces(LogNo(log), at, TRACE_PAGE.min(left)).await?;
                let Some(last) = rows.last() else { break };
                at = last.index.saturating_add(1);
                left = left.saturating_sub(rows.len());
                for row in &rows {
                    match self.open_trace(row).await {
                        Ok(trace) => visit(row.record, trace),
                        Err(RecordError::TraceExpired | RecordError::Damaged { .. }) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            until.insert(log, at);
        }
        Ok(until)
    }
}
