//! The limits of one commit, held before any store looks at it.

use crate::{CellOp, Commit, Guard, KeyOp, StoreError, TokenOp, limits};

impl Commit {
    /// Whether every part of the commit is within [`crate::limits`]. Stores
    /// call it before they queue the commit, so that all refuse alike.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`], naming the limit.
    pub fn within_limits(&self) -> Result<(), StoreError> {
        most("appends of a commit", self.appends.len(), limits::COMMIT_APPENDS)?;
        most("operations of a commit", self.operations(), limits::COMMIT_OPS)?;
        most("bytes of a commit", self.bytes(), limits::COMMIT_BYTES)?;
        for entry in &self.appends {
            most("bytes of an entry", entry.body.len(), limits::ENTRY_BYTES)?;
            most_u64("entries of a record", entry.seq, limits::RECORD_ENTRIES)?;
        }
        most_u64("number of a log", self.log.0.into(), limits::LOG_NUMBER.into())?;
        for trace in &self.traces {
            most("bytes of a trace", trace.body.len(), limits::TRACE_BYTES)?;
        }
        for item in &self.outbox {
            most("bytes of an outbox item", item.body.len(), limits::OUTBOX_BYTES)?;
        }
        self.guards.iter().try_for_each(guard)?;
        self.keys.iter().try_for_each(key)?;
        self.tokens.iter().try_for_each(token)?;
        self.cells.iter().try_for_each(cell)
    }

    fn operations(&self) -> usize {
        self.guards.len()
            + self.keys.len()
            + self.tokens.len()
            + self.blobs.len()
            + self.traces.len()
            + self.outbox.len()
            + self.done.len()
            + self.cells.len()
            + self.watch.len()
    }
}

fn guard(guard: &Guard) -> Result<(), StoreError> {
    match guard {
        Guard::IdEquals(_, locator) => locator_bytes(locator),
        Guard::CellEquals { key, value, .. } => {
            most("bytes of a cell's key", key.len(), limits::CELL_KEY_BYTES)?;
            most("bytes of a cell", value.as_ref().map_or(0, Vec::len), limits::CELL_BYTES)
        }
        Guard::TermRows(_, tags) => {
            most("rows of a term's guard", tags.len(), limits::TERM_GUARD_ROWS)
        }
        Guard::Head(_) | Guard::IdAbsent(_) | Guard::TermAbsent(_) | Guard::KeyAlive(..) => Ok(()),
    }
}

fn key(op: &KeyOp) -> Result<(), StoreError> {
    match op {
        KeyOp::Add(row) | KeyOp::Rewrap { row, .. } => {
            most("bytes of a wrapped key", row.wrapped.len(), limits::WRAPPED_BYTES)
        }
        KeyOp::Destroy(..) => Ok(()),
    }
}

fn token(op: &TokenOp) -> Result<(), StoreError> {
    match op {
        TokenOp::PutId(_, locator) | TokenOp::PutTerm(_, _, locator) => locator_bytes(locator),
        TokenOp::DeleteId(_) | TokenOp::DeleteTerm(..) => Ok(()),
    }
}

fn cell(op: &CellOp) -> Result<(), StoreError> {
    match op {
        CellOp::Put { key, value, .. } => {
            most("bytes of a cell's key", key.len(), limits::CELL_KEY_BYTES)?;
            most("bytes of a cell", value.len(), limits::CELL_BYTES)
        }
        CellOp::Delete { key, .. } => {
            most("bytes of a cell's key", key.len(), limits::CELL_KEY_BYTES)
        }
    }
}

fn locator_bytes(locator: &[u8]) -> Result<(), StoreError> {
    most("bytes of a locator", locator.len(), limits::LOCATOR_BYTES)
}

fn most(limit: &'static str, found: usize, most: usize) -> Result<(), StoreError> {
    most_u64(limit, found as u64, most as u64)
}

const fn most_u64(limit: &'static str, found: u64, most: u64) -> Result<(), StoreError> {
    if found > most { Err(StoreError::TooLarge { limit, most }) } else { Ok(()) }
}
