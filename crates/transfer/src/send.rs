//! Rows on their way into the target: gathered into commits, several of them
//! under way at a time, each resting on the one before.

use std::collections::VecDeque;

use hygie_base::{CommitId, LogNo, Rng};
use hygie_store::{Commit, Outcome, Pending, Store, StoreError};
use tokio::sync::mpsc::UnboundedSender;

use crate::CopyError;
use crate::limits::{COMMIT_BYTES, COMMIT_ROWS, IN_FLIGHT};
use crate::mark::Mark;
use crate::row::{Place, Row};
use crate::sent::{Block, Sent};

/// How much goes into a commit, and how many are under way.
#[derive(Clone, Copy)]
pub struct Pace {
    pub bytes: u64,
    pub rows: u64,
    pub in_flight: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { bytes: COMMIT_BYTES, rows: COMMIT_ROWS, in_flight: IN_FLIGHT }
    }
}

/// A commit under way.
struct Flight {
    pending: Pending,
    /// The mark that it leaves.
    mark: Mark,
    /// Log and index that its first trace must get.
    trace: Option<(LogNo, u64)>,
    blocks: Vec<Block>,
}

/// What sends rows to the target.
pub struct Sender<'s> {
    to: &'s dyn Store,
    rng: &'s dyn Rng,
    pace: Pace,
    /// The mark as the last commit that was sent leaves it.
    sent: Mark,
    /// The mark as of the last row that was taken.
    taken: Mark,
    /// What the next commit brings.
    rows: Vec<Row>,
    flights: VecDeque<Flight>,
    /// What is sent in all, its blocks not under way yet, and who asks the target
    /// for them once they are durable.
    all: Sent,
    blocks: Vec<Block>,
    durable: Option<UnboundedSender<Block>>,
}

impl<'s> Sender<'s> {
    /// Goes on from the mark that the target carries.
    pub fn new(
        to: &'s dyn Store,
        rng: &'s dyn Rng,
        pace: Pace,
        mark: Mark,
        durable: UnboundedSender<Block>,
    ) -> Self {
        let (rows, flights, blocks) = (Vec::new(), VecDeque::new(), Vec::new());
        let (all, durable) = (Sent::default(), Some(durable));
        let sent = mark.clone();
        Self { to, rng, pace, sent, taken: mark, rows, flights, all, blocks, durable }
    }

    /// Takes a row; tells the mark that became durable meanwhile, if one did.
    pub async fn take(&mut self, row: Row) -> Result<Option<Mark>, CopyError> {
        let mut durable = None;
        if self.is_of_another_log(&row) {
            durable = self.send().await?;
        }
        if self.is_held_against() {
            self.blocks.extend(self.all.take(&row));
        }
        self.taken.after = Some(row.place());
        self.taken.rows += 1;
        self.taken.bytes += row.bytes();
        self.rows.push(row);
        let (rows, bytes) = (self.taken.rows - self.sent.rows, self.taken.bytes - self.sent.bytes);
        if rows >= self.pace.rows || bytes >= self.pace.bytes {
            durable = self.send().await?.or(durable);
        }
        Ok(durable)
    }

    /// Sends what was taken and waits until everything is durable.
    pub async fn finish(&mut self) -> Result<(Mark, Sent), CopyError> {
        self.send().await?;
        while let Some(flight) = self.flights.pop_front() {
            land(flight, self.durable.as_ref()).await?;
        }
        self.durable = None;
        Ok((self.sent.clone(), std::mem::take(&mut self.all)))
    }

    /// Waits for all that is under way, whatever becomes of it: who copies
    /// again at once must not meet a commit of this attempt.
    pub async fn give_up(&mut self) {
        self.durable = None;
        for flight in self.flights.drain(..) {
            let _one_that_failed_was_told = flight.pending.await;
        }
    }

    /// Whether somebody still asks the target for what is sent.
    fn is_held_against(&self) -> bool {
        self.durable.as_ref().is_some_and(|durable| !durable.is_closed())
    }

    fn is_of_another_log(&self, row: &Row) -> bool {
        let of = |row: &Row| match row {
            Row::Trace(trace) => Some(trace.log),
            _ => None,
        };
        let Some(log) = of(row) else { return false };
        self.rows.iter().rev().find_map(of).is_some_and(|before| before != log)
    }

    async fn send(&mut self) -> Result<Option<Mark>, CopyError> {
        if self.rows.is_empty() {
            return Ok(None);
        }
        let first = self.rows.iter().find_map(|row| match row {
            Row::Trace(trace) => Some((trace.log, trace.index)),
            _ => None,
        });
        let mut commit = Commit::new(CommitId::random(self.rng));
        commit.guards.push(Mark::guard(Some(&self.sent)));
        self.rows.drain(..).for_each(|row| row.put_into(&mut commit));
        commit.cells.push(self.taken.put());
        let pending = self.to.submit(commit);
        self.sent = self.taken.clone();
        self.blocks.extend(self.all.cut());
        let (mark, blocks) = (self.sent.clone(), std::mem::take(&mut self.blocks));
        self.flights.push_back(Flight { pending, mark, trace: first, blocks });
        let mut durable = None;
        while self.flights.len() > self.pace.in_flight {
            if let Some(flight) = self.flights.pop_front() {
                durable = Some(land(flight, self.durable.as_ref()).await?);
            }
        }
        Ok(durable)
    }
}

/// Waits for one commit and holds what it tells against what was expected.
async fn land(flight: Flight, durable: Option<&UnboundedSender<Block>>) -> Result<Mark, CopyError> {
    let Flight { pending, mark, trace, blocks } = flight;
    let receipt = match pending.await.map_err(CopyError::Target)? {
        Outcome::Done(receipt) => receipt,
        Outcome::Refused(_) | Outcome::Repeated => {
            return Err(overtaken(mark.after));
        }
    };
    if let Some((log, expected)) = trace
        && receipt.first_trace != expected
    {
        return Err(CopyError::Renumbered { log, expected, found: receipt.first_trace });
    }
    if let Some(durable) = durable {
        // Nobody asks any more once one block was not as it was sent.
        blocks.into_iter().for_each(|block| drop(durable.send(block)));
    }
    Ok(mark)
}

fn overtaken(after: Option<Place>) -> CopyError {
    after.map_or(CopyError::TargetNotEmpty, CopyError::Overtaken)
}

/// Changes the mark alone: puts the first one, or takes the last one away.
pub async fn remark(
    to: &dyn Store,
    rng: &dyn Rng,
    from: Option<&Mark>,
    into: Option<&Mark>,
) -> Result<(), CopyError> {
    let mut commit = Commit::new(CommitId::random(rng));
    commit.guards.push(Mark::guard(from));
    commit.cells.push(into.map_or_else(Mark::delete, Mark::put));
    let mut outcome = to.commit(commit.clone()).await;
    if matches!(outcome, Err(StoreError::Unknown(_))) {
        // It may be done, and then the mark no longer says so.
        outcome = to.commit(commit).await;
    }
    match outcome.map_err(CopyError::Target)? {
        Outcome::Done(_) | Outcome::Repeated => Ok(()),
        Outcome::Refused(_) => Err(overtaken(from.and_then(|mark| mark.after.clone()))),
    }
}
