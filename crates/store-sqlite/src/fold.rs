//! Folding the write-ahead log back into the file, between groups.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hygie_base::fail::{Point, hit};
use rusqlite::Connection;

use crate::beside::Beside;
use crate::error::{Error, Result};
use crate::limits::{CUT_WAIT, FOLD_WAIT, WAL_CUT_BYTES, WAL_FOLD_BYTES, WAL_MOST_BYTES};

pub const FOLD: &str = "PRAGMA wal_checkpoint(PASSIVE)";
const CUT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// How much the log holds, as SQLite tells after each commit.
pub struct Wal {
    frames: Arc<AtomicU64>,
    page_bytes: u64,
    /// Bytes that it held when it was last folded back. A reader can keep it
    /// from beginning anew, and then it grows from there.
    folded: u64,
    beside: Beside,
}

impl Wal {
    /// Follows the log of this connection, and folds it mostly by another.
    pub fn follow(db: &mut Connection, beside: Beside) -> Result<Self> {
        let frames = Arc::new(AtomicU64::new(0));
        let told = Arc::clone(&frames);
        db.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages: i32| {
            told.store(u64::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        let page_bytes: u32 = db.pragma_query_value(None, "page_size", |row| row.get(0))?;
        Ok(Self { frames, page_bytes: page_bytes.into(), folded: 0, beside })
    }

    fn bytes(&self) -> u64 {
        self.frames.load(Ordering::Relaxed) * (self.page_bytes + 24)
    }

    /// Has what has gathered folded back beside the writer, if it is enough to be
    /// worth it, and folds the little rest once that is done: then the next commit
    /// begins the log anew, unless a reader still needs it.
    pub fn tidy(&mut self, db: &Connection) -> Result<()> {
        if let Some(done) = self.beside.ended() {
            self.folded = self.bytes();
            // Not after one that failed: what it could not sync must not count as folded.
            done?;
        } else if !self.is_due() {
            return Ok(());
        } else if self.bytes() >= WAL_CUT_BYTES {
            self.cut(db, CUT_WAIT)?;
            return Ok(());
        } else if self.beside.ask() {
            return Ok(());
        }
        checkpoint(db, FOLD)?;
        Ok(())
    }

    /// Whether enough has gathered since the last folding, and none is under way.
    fn is_due(&mut self) -> bool {
        let bytes = self.bytes();
        if bytes < self.folded {
            self.folded = 0;
        }
        let due = bytes - self.folded >= WAL_FOLD_BYTES && !self.beside.is_under_way();
        if due {
            self.folded = bytes;
        }
        due
    }

    /// Whether the log may grow no further.
    pub fn is_full(&self) -> bool {
        self.bytes() >= WAL_MOST_BYTES
    }

    /// Folds everything back and cuts the log to nothing, waiting for readers
    /// this long. Tells whether it could.
    pub fn cut(&mut self, db: &Connection, wait: Duration) -> Result<bool> {
        // One that may pass took nothing away: all of it is folded anew here.
        if let Err(error) = self.beside.settle()
            && !error.passes()
        {
            return Err(error);
        }
        db.busy_timeout(wait)?;
        let done = checkpoint(db, CUT);
        db.busy_timeout(Duration::ZERO)?;
        let done = done?;
        if done {
            self.frames.store(0, Ordering::Relaxed);
            self.folded = 0;
        }
        Ok(done)
    }

    /// As [`Wal::cut`], as long as the longest read may take.
    pub fn cut_surely(&mut self, db: &Connection) -> Result<()> {
        if self.cut(db, FOLD_WAIT)? {
            return Ok(());
        }
        let busy = std::io::Error::new(std::io::ErrorKind::ResourceBusy, "a read holds the log");
        Err(Error::Io(busy))
    }
}

/// Folds back by this connection; `false` when something was in the way.
pub fn checkpoint(db: &Connection, statement: &str) -> Result<bool> {
    hit(Point::StoreCheckpoint)?;
    let busy: i64 = db.prepare_cached(statement)?.query_row([], |row| row.get(0))?;
    Ok(busy == 0)
}

#[cfg(test)]
mod tests;
