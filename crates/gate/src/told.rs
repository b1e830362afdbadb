//! Who looked at a record and who may see it, as it is told to who asks: the same on pages
//! and to programs.

use hygie_base::{LogNo, RecordNo, Timestamp};
use hygie_record::{Permit, TracePage, TraceQuery, TraceSeen, TracesOf};
use hygie_trace::Action;

use crate::acts::{ANSWERED_CONTEST, CONTESTED};
use crate::rights::Rights;
use crate::{Asker, Gate, GateError, Role, Scopes, Sight, rules};

/// Which traces of a record are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TracesAsked {
    /// Those below this one; `None` for the newest.
    pub before: Option<(LogNo, u64)>,
    /// How many at most.
    pub limit: usize,
    /// From when on, and until just before when.
    pub during: Option<(Timestamp, Timestamp)>,
}

impl Gate {
    /// A page of who looked, and how much of it the asker reads. Traced.
    ///
    /// # Errors
    /// Why not; traced. Not found for who sees nothing of the record.
    pub async fn told_traces(
        &self,
        asker: &Asker,
        record: RecordNo,
        asked: TracesAsked,
    ) -> Result<(TracePage, Sight), GateError> {
        let TracesAsked { before, limit, during } = asked;
        let (permit, sight) = self.traces(asker, record).await?;
        let of = match sight {
            Sight::All => TracesOf::Everyone,
            Sight::Own => TracesOf::Actor(&asker.id),
        };
        let query = TraceQuery { before, limit, of };
        let mut page = self.records.traces_during(&permit, record, &query, during).await?;
        veil(&permit, &mut page.traces);
        if asker.role != Role::Person {
            quieten(&mut page.traces);
        }
        Ok((page, sight))
    }

    /// What was decided about a record, and the id of its Patient, for an app of its person
    /// that may read it. Traced.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn told_rights(
        &self,
        asker: &Asker,
        record: RecordNo,
    ) -> Result<(Rights, Option<String>), GateError> {
        if let Err(refusal) = rules::reads_rights(asker, record) {
            return self.refuse(asker, record, refusal).await;
        }
        // Read as the person themselves does, under the app's name.
        let person = Asker { scopes: Scopes::default(), ..asker.clone() };
        let rights = self.rights(&person, record).await?;
        Ok((rights, self.records.patient_of(&self.mint, record).await?))
    }
}

/// What waits to be announced to the person is read and written before they see it: that
/// something was is told, and not what.
fn veil(permit: &Permit, traces: &mut [TraceSeen]) {
    for seen in traces {
        let name = seen.trace.what.split_once('/');
        let name = name.map(|(kind, rest)| (kind, rest.split(' ').next().unwrap_or_default()));
        if name.is_some_and(|(kind, id)| permit.lens().waits(kind, id)) {
            seen.trace.what = String::new();
        }
    }
}

/// Whom the person contests is between them and the privacy officer: that something was
/// decided is told, and not that it was this.
fn quieten(traces: &mut [TraceSeen]) {
    for seen in traces.iter_mut().filter(|seen| seen.trace.action == Action::Rights) {
        if seen.trace.what.starts_with(CONTESTED) || seen.trace.what.starts_with(ANSWERED_CONTEST) {
            seen.trace.what = String::new();
        }
    }
}
