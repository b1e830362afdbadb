//! One commit, applied inside its savepoint.

use hygie_store::{Commit, Guard, Outcome, Refusal, TracePut};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;
use crate::heads::Heads;
use crate::keep;
use crate::pack::{key_to_sql, record_to_sql, trace_id};

const ID: &str = "SELECT locator FROM ids WHERE token = ?1";
const TERM: &str = "SELECT 1 FROM terms WHERE token = ?1 LIMIT 1";
const KEY: &str = "SELECT length(wrapped) FROM keys WHERE record = ?1 AND key = ?2";
const CELL: &str = "SELECT value FROM cells WHERE family = ?1 AND key = ?2";
const NEXT: &str = "SELECT next FROM logs WHERE number = ?1";
const ADVANCE: &str = "INSERT INTO logs (number, next) VALUES (?1, ?2)
    ON CONFLICT (number) DO UPDATE SET next = ?2";
const TRACE: &str = "INSERT INTO traces (id, slot, actor, write, key, leaf, body)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Why a commit goes no further.
pub enum Stop {
    Refused(Refusal),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Applies the commit; the caller undoes everything unless it is `Done`.
pub fn apply(db: &Connection, commit: &Commit) -> Result<Outcome, Error> {
    match run(db, commit) {
        Ok(outcome) => Ok(outcome),
        Err(Stop::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn run(db: &Connection, commit: &Commit) -> Result<Outcome, Stop> {
    let mut heads = Heads::new(db);
    for (place, guard) in commit.guards.iter().enumerate() {
        if !holds(db, &mut heads, guard)? {
            return Err(Stop::Refused(Refusal::Guard(place)));
        }
    }
    keep::keys(db, &commit.keys)?;
    for entry in &commit.appends {
        heads.append(entry)?;
    }
    keep::tokens(db, &commit.tokens)?;
    keep::blobs(db, &commit.blobs)?;
    let first_trace = traces(db, &mut heads, commit)?;
    keep::outbox(db, &commit.outbox, &commit.done)?;
    keep::cells(db, &commit.cells)?;
    for record in &commit.watch {
        heads.tell(*record);
    }
    Ok(Outcome::Done(heads.finish(first_trace)?))
}

fn holds(db: &Connection, heads: &mut Heads<'_>, guard: &Guard) -> Result<bool, Error> {
    Ok(match guard {
        Guard::Head(expected) => heads.head(expected.record)? == expected.seq,
        Guard::IdAbsent(token) => !db.prepare_cached(ID)?.exists([token.0])?,
        Guard::IdEquals(token, expected) => {
            let mut find = db.prepare_cached(ID)?;
            let found: Option<Vec<u8>> = find.query_row([token.0], |row| row.get(0)).optional()?;
            found.as_ref() == Some(expected)
        }
        Guard::TermAbsent(token) => !db.prepare_cached(TERM)?.exists([token.0])?,
        Guard::KeyAlive(record, key) => {
            let mut find = db.prepare_cached(KEY)?;
            let found: Option<i64> = find
                .query_row([record_to_sql(*record), key_to_sql(*key)], |row| row.get(0))
                .optional()?;
            found.is_some_and(|bytes| bytes > 0)
        }
        Guard::CellEquals { table, key, value } => {
            let mut find = db.prepare_cached(CELL)?;
            let found: Option<Vec<u8>> =
                find.query_row(params![table, key], |row| row.get(0)).optional()?;
            found == *value
        }
    })
}

/// Numbers the traces without gaps: the log's next index is read and advanced
/// in the same transaction, so a commit that is undone takes no number.
fn traces(db: &Connection, heads: &mut Heads<'_>, commit: &Commit) -> Result<u64, Error> {
    let next: Option<i64> =
        db.prepare_cached(NEXT)?.query_row([commit.log.0], |row| row.get(0)).optional()?;
    let first =
        u64::try_from(next.unwrap_or(0)).map_err(|_| Error::Damaged("a log's next index"))?;
    if commit.traces.is_empty() {
        return Ok(first);
    }
    let mut insert = db.prepare_cached(TRACE)?;
    let mut index = first;
    for trace in &commit.traces {
        let id = trace_id(commit.log, index);
        let TracePut { record, actor, write, key, leaf, body } = trace;
        let slot = heads.slot(*record)?;
        insert.execute(params![id, slot, actor, write, key_to_sql(*key), leaf, body])?;
        if *write {
            heads.written(*record, id)?;
        }
        index += 1;
    }
    db.prepare_cached(ADVANCE)?.execute(params![commit.log.0, index.cast_signed()])?;
    Ok(first)
}
