//! Who came to a record within a time: for the gate, which explains why they could.

use hygie_base::{RecordNo, Timestamp};
use hygie_trace::{Actor, Outcome};

use crate::limits::{COMER_TRACES, COMERS, TRACE_PAGE};
use crate::traces::TraceSeen;
use crate::{Mint, RecordError, Records};

/// Somebody who came to a record, as what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comer {
    /// Who; their name in words is that of the last time.
    pub actor: Actor,
    /// From where: a door or an interface, the last time.
    pub from: String,
    /// When first.
    pub first: Timestamp,
    /// When last.
    pub last: Timestamp,
    /// How often something was granted.
    pub granted: usize,
    /// How often something was refused.
    pub refused: usize,
}

/// Those who came.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comers {
    /// Who came last first; [`COMERS`] at most.
    pub all: Vec<Comer>,
    /// Whether more came, or the time lies further back than was looked.
    pub more: bool,
    /// Traces that do not verify.
    pub unreadable: usize,
}

impl Records {
    /// Who came to a record from `start` until just before `end`; at most
    /// [`COMER_TRACES`] of its latest traces are read. Nothing is traced: it is told to
    /// the gate, not to who asks it.
    ///
    /// # Errors
    /// Not found for a record that is not there; when the store fails.
    pub async fn comers(
        &self,
        _of_gate: &Mint,
        record: RecordNo,
        start: Timestamp,
        end: Timestamp,
    ) -> Result<Comers, RecordError> {
        if self.store.head(record).await? == 0 {
            return Err(RecordError::NotFound);
        }
        let (mut found, mut before, mut read) = (Comers::default(), None, 0);
        loop {
            let rows = self.store.traces_of(record, before, TRACE_PAGE).await?;
            for row in &rows {
                read += 1;
                match self.trace_seen(row).await {
                    Ok(seen) if seen.trace.at < start => return Ok(found),
                    Ok(seen) if seen.trace.at < end => found.came(&seen),
                    Ok(_) => {}
                    Err(RecordError::Damaged { .. }) => found.unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
            let Some(last) = rows.last() else { return Ok(found) };
            if read >= COMER_TRACES {
                found.more = true;
                return Ok(found);
            }
            before = Some((last.log, last.index));
        }
    }
}

impl Comers {
    /// Counts a trace; they come newest first.
    fn came(&mut self, seen: &TraceSeen) {
        let trace = &seen.trace;
        let granted = usize::from(trace.outcome == Outcome::Granted);
        let as_what = |actor: &Actor| {
            let Actor { id, role, organisation, delegation, .. } = actor;
            (id.clone(), role.clone(), organisation.clone(), delegation.clone())
        };
        let is = as_what(&trace.actor);
        if let Some(comer) = self.all.iter_mut().find(|it| as_what(&it.actor) == is) {
            comer.first = trace.at;
            comer.granted += granted;
            comer.refused += 1 - granted;
        } else if self.all.len() < COMERS {
            self.all.push(Comer {
                actor: trace.actor.clone(),
                from: trace.from.clone(),
                first: trace.at,
                last: trace.at,
                granted,
                refused: 1 - granted,
            });
        } else {
            self.more = true;
        }
    }
}
