//! What was traced since, for who follows the logs as they grow.

use std::collections::BTreeMap;

use hygie_base::RecordNo;
use hygie_trace::Trace;

use crate::limits::TRACE_PAGE;
use crate::{Mint, RecordError, Records};

/// How far each log was read: the index of its next trace.
pub type ReadUntil = BTreeMap<u32, u64>;

impl Records {
    /// Where all logs end at this moment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn logs_end(&self, _of_gate: &Mint) -> Result<ReadUntil, RecordError> {
        let logs = self.all_logs().await?.into_iter();
        Ok(logs.map(|(log, next)| (log.0, next)).collect())
    }

    /// Each trace from there on, at most so many, and how far it was read then. A log that
    /// is not named there is read from its beginning. A trace that cannot be read is passed
    /// over: the check tells of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn traces_since(
        &self,
        _of_gate: &Mint,
        from: &ReadUntil,
        most: usize,
        visit: &mut (impl FnMut(RecordNo, Trace) + Send),
    ) -> Result<ReadUntil, RecordError> {
        let (mut until, mut left) = (from.clone(), most);
        for (log, end) in self.all_logs().await? {
            let mut at = from.get(&log.0).copied().unwrap_or_default();
            while at < end && left > 0 {
                let rows = self.store.traces(log, at, TRACE_PAGE.min(left)).await?;
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
            until.insert(log.0, at);
        }
        Ok(until)
    }
}
