//! One commit, applied inside its savepoint.

use std::collections::BTreeSet;

use hygie_store::{Commit, Guard, Outcome, Refusal, Tag};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;
use crate::heads::Heads;
use crate::keep;
use crate::pack::{key_to_sql, record_to_sql};
use crate::traces;

const ID: &str = "SELECT locator FROM ids WHERE token = ?1";
const TERM: &str = "SELECT 1 FROM terms WHERE token = ?1 LIMIT 1";
const TAGS: &str = "SELECT tag FROM terms WHERE token = ?1 LIMIT ?2";
const KEY: &str = "SELECT length(wrapped) FROM keys WHERE record = ?1 AND key = ?2";
const CELL: &str = "SELECT value FROM cells WHERE family = ?1 AND key = ?2";
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
    let first_trace = put_traces(db, &mut heads, commit)?;
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
        Guard::TermRows(token, expected) => {
            let most = i64::try_from(expected.len()).unwrap_or(i64::MAX).saturating_add(1);
            let mut find = db.prepare_cached(TAGS)?;
            let rows = find.query_map(params![token.0, most], |row| row.get(0).map(Tag))?;
            let found: BTreeSet<Tag> = rows.collect::<Result<_, _>>()?;
            found == expected.iter().copied().collect()
        }
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

/// Numbers and writes the traces; tells the index of the first.
fn put_traces(db: &Connection, heads: &mut Heads<'_>, commit: &Commit) -> Result<u64, Error> {
    let first = traces::next(db, commit.log)?;
    if !commit.traces.is_empty() {
        let next = traces::insert(db, heads, commit.log, first, &commit.traces)?;
        traces::advance(db, commit.log, next)?;
    }
    Ok(first)
}
