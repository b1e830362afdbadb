//! The privacy officer looks for traces: by who came, by record, organisation and time. It
//! tells who, when, from where and which kinds of things were opened: nothing of what they
//! hold.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::TracesWanted;
use hygie_trace::{Actor, Outcome};

use crate::limits::SOUGHT;
use crate::reviews::kind;
use crate::{Asker, Deed, Gate, GateError, Refusal};

/// How the trace of such a search says what it was.
pub const SEEKS_TRACES: &str = "looked for traces";

/// What was found.
pub struct TracesSeen {
    /// Newest first.
    pub traces: Vec<TraceTold>,
    /// Whether there are older ones: those before the last one told.
    pub older: bool,
    /// Whether all traces were looked at that may be wanted.
    pub whole: bool,
    /// Traces that do not verify.
    pub unreadable: usize,
}

/// One trace, without what it says of a resource but its type.
pub struct TraceTold {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The record; none for what concerns none.
    pub record: Option<RecordNo>,
    /// What was done.
    pub deed: Deed,
    /// From where.
    pub from: String,
}

impl Gate {
    /// Whether somebody may look for traces.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn seeks_traces(&self, asker: &Asker) -> Result<(), GateError> {
        self.officer(asker, None, Refusal::OfficerReviews).await
    }

    /// The newest traces that are wanted, for the privacy officer. Traced, with the record
    /// where one was named.
    ///
    /// # Errors
    /// Why not; traced. When the store fails.
    pub async fn seek_traces(
        &self,
        asker: &Asker,
        wanted: &TracesWanted<'_>,
    ) -> Result<TracesSeen, GateError> {
        self.officer(asker, wanted.record, Refusal::OfficerReviews).await?;
        let permit = self.itself(asker);
        let how = (SOUGHT, SEEKS_TRACES);
        let found = self.records.traces_sought(&self.mint, &permit, wanted, how).await?;
        let told = found.traces.into_iter().map(|(record, trace)| {
            let refused = trace.outcome == Outcome::Refused;
            let deed = Deed { action: trace.action, kind: kind(&trace.what), refused, count: 1 };
            let record = (record != RecordNo::REGISTRY).then_some(record);
            TraceTold { at: trace.at, actor: trace.actor, record, deed, from: trace.from }
        });
        Ok(TracesSeen {
            traces: told.collect(),
            older: found.older,
            whole: found.whole,
            unreadable: found.unreadable,
        })
    }
}
