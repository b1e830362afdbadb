//! Who came to a record within a time: for the gate, which explains why they could.

use std::cmp::Reverse;

use hygie_base::{RecordNo, Timestamp};
use hygie_trace::{Actor, Outcome, Purpose, Trace};

use crate::limits::{COMER_TRACES, COMERS};
use crate::{Mint, RecordError, Records, TracesBetween};

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
    /// Whether any of it was for the regulation centre.
    pub regulated: bool,
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
        let found = self.walk_traces(record, None, (start, end), COMER_TRACES).await?;
        Ok(Comers::of(found))
    }
}

impl Comers {
    fn of(found: TracesBetween) -> Self {
        let TracesBetween { mut traces, whole, unreadable } = found;
        traces.sort_by_key(|trace| Reverse(trace.at));
        let mut comers = Self { all: Vec::new(), more: !whole, unreadable };
        for trace in &traces {
            comers.came(trace);
        }
        comers
    }

    /// Counts a trace; they come latest first.
    fn came(&mut self, trace: &Trace) {
        let granted = usize::from(trace.outcome == Outcome::Granted);
        let regulated = trace.purpose == Purpose::Regulation;
        if let Some(comer) = self.all.iter_mut().find(|it| is_same(&it.actor, &trace.actor)) {
            comer.first = trace.at;
            comer.granted += granted;
            comer.refused += 1 - granted;
            comer.regulated |= regulated;
        } else if self.all.len() < COMERS {
            self.all.push(Comer {
                actor: trace.actor.clone(),
                from: trace.from.clone(),
                first: trace.at,
                last: trace.at,
                granted,
                refused: 1 - granted,
                regulated,
            });
        } else {
            self.more = true;
        }
    }
}

/// Whether somebody came as the same, whatever they were called.
fn is_same(one: &Actor, other: &Actor) -> bool {
    one.id == other.id
        && one.role == other.role
        && one.organisation == other.organisation
        && one.delegation == other.delegation
}
