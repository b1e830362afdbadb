//! Commits of traces alone. They rest on nothing and cannot be refused, so those
//! that follow each other in a group are applied in one go: the log's next index
//! is read and advanced once, and each record is looked up once. Every read
//! brings one of them, so this is what bounds how many reads a second there are.

use hygie_base::LogNo;
use hygie_store::{Commit, Head, Outcome, Receipt, TracePut};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};
use crate::heads::Heads;
use crate::pack::{key_to_sql, trace_id};

const NEXT: &str = "SELECT next FROM logs WHERE number = ?1";
const ADVANCE: &str = "INSERT INTO logs (number, next) VALUES (?1, ?2)
    ON CONFLICT (number) DO UPDATE SET next = ?2";
const TRACE: &str = "INSERT INTO traces (id, slot, actor, write, key, leaf, body)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Applies commits of traces alone, all of one log; tells what became of each.
pub fn apply(db: &Connection, commits: &[&Commit]) -> Result<Vec<Outcome>> {
    let Some(log) = commits.first().map(|commit| commit.log) else { return Ok(Vec::new()) };
    let mut heads = Heads::new(db);
    let from = next(db, log)?;
    let mut index = from;
    let mut outcomes = Vec::with_capacity(commits.len());
    for commit in commits {
        let first_trace = index;
        index = insert(db, &mut heads, log, index, &commit.traces)?;
        let told = commit.watch.iter().map(|&record| {
            let seq = heads.head(record)?;
            Ok(Head { record, seq })
        });
        let heads = told.collect::<Result<_>>()?;
        outcomes.push(Outcome::Done(Receipt { first_trace, heads }));
    }
    if index > from {
        advance(db, log, index)?;
    }
    Ok(outcomes)
}

/// The index of a log's next trace. It is read and advanced in one transaction,
/// so a commit that is undone takes no number and there are no gaps.
pub fn next(db: &Connection, log: LogNo) -> Result<u64> {
    let next: Option<i64> =
        db.prepare_cached(NEXT)?.query_row([log.0], |row| row.get(0)).optional()?;
    u64::try_from(next.unwrap_or(0)).map_err(|_| Error::Damaged("a log's next index"))
}

/// Says what the index of the log's next trace is.
pub fn advance(db: &Connection, log: LogNo, next: u64) -> Result<()> {
    db.prepare_cached(ADVANCE)?.execute(params![log.0, next.cast_signed()])?;
    Ok(())
}

/// Writes traces from this index on; tells the next one.
pub fn insert(
    db: &Connection,
    heads: &mut Heads<'_>,
    log: LogNo,
    from: u64,
    traces: &[TracePut],
) -> Result<u64> {
    let mut insert = db.prepare_cached(TRACE)?;
    let mut index = from;
    for TracePut { record, actor, write, key, leaf, body } in traces {
        let id = trace_id(log, index);
        let slot = heads.slot(*record)?;
        insert.execute(params![id, slot, actor, write, key_to_sql(*key), leaf, body])?;
        if *write {
            heads.written(*record, id)?;
        }
        index += 1;
    }
    Ok(index)
}
