//! One group: many commits, one transaction, one sync.

use std::collections::HashSet;
use std::iter::Peekable;
use std::time::Duration;
use std::vec::IntoIter;

use hygie_base::fail::{Point, hit};
use hygie_store::{Commit, OutboxId, OutboxItem, Outcome, Room, StoreError};
use rusqlite::{Connection, params};

use crate::apply;
use crate::error::{Error, Result};
use crate::limits::BEGIN_WAIT;
use crate::pack::count;
use crate::queue::{Answer, Claim, Ready, Work};
use crate::remember::Remembered;
use crate::traces;

const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";
const SAVE: &str = "SAVEPOINT one";
const KEEP: &str = "RELEASE one";
const UNDO: &str = "ROLLBACK TO one";
const CLAIMABLE: &str = "SELECT id, body, attempts FROM outbox
    WHERE topic = ?1 AND (until IS NULL OR until <= ?2) ORDER BY id LIMIT ?3";
const CLAIM: &str = "UPDATE outbox SET until = ?2, attempts = ?3 WHERE id = ?1";

/// The outcome of a group is not known: the process must end, for after a
/// failed sync nobody can tell what the disk holds.
pub struct Fatal(pub String);

/// Applies a group and answers everyone in it.
pub fn run(
    db: &Connection,
    known: &mut Remembered,
    group: Vec<Work>,
) -> std::result::Result<(), Fatal> {
    if let Err(error) = begin(db) {
        let error = StoreError::from(error);
        group.into_iter().for_each(|work| work.fail(error.clone()));
        return Ok(());
    }
    let mut ready = Vec::with_capacity(group.len());
    let mut lost = None;
    let mut rest = group.into_iter().peekable();
    while let Some(first) = rest.next() {
        if lost.is_some() {
            ready.push(unanswered(first));
            continue;
        }
        let failure = match first {
            Work::Commit(commit, room, answer) => {
                let mut run = vec![(commit, room, answer)];
                join(known, &mut run, &mut rest);
                commits(db, known, run, &mut ready)
            }
            Work::Claim(claim, answer) => {
                let (result, failure) = split(saved(db, |db| take(db, &claim), |_| true));
                ready.push(Ready::Claim(answer, result));
                failure
            }
        };
        lost = failure.or_else(|| db.is_autocommit().then(transaction_lost));
    }
    if lost.is_none() && ready.iter().any(Ready::changes) {
        lost = known.write(db).err().map(StoreError::from);
        if lost.is_none() {
            return durable(db, known, ready);
        }
    }
    undo(db, known)?;
    match lost {
        // A commit that broke the transaction took its neighbours with it:
        // nothing changed, and they may try again.
        Some(error) => ready.into_iter().for_each(|answer| answer.fail(error.clone())),
        None => ready.into_iter().for_each(Ready::send),
    }
    Ok(())
}

fn begin(db: &Connection) -> Result<()> {
    hit(Point::StoreBegin)?;
    // A reader that meets a header of the log which is just being written takes
    // the write lock for a moment to look again (sqlite3.c, walIndexReadHdr).
    db.busy_timeout(BEGIN_WAIT)?;
    let begun = db.prepare_cached(BEGIN).and_then(|mut begin| begin.execute([]));
    db.busy_timeout(Duration::ZERO)?;
    begun?;
    Ok(())
}

type Queued = (Box<Commit>, Room, Answer<Outcome>);

/// Adds to a commit of traces alone those of the same log that follow it. One
/// that may be a repetition goes by itself.
fn join(known: &Remembered, run: &mut Vec<Queued>, rest: &mut Peekable<IntoIter<Work>>) {
    let Some(log) = run.first().map(|(commit, ..)| commit.log) else { return };
    let mut seen = HashSet::new();
    let mut joins = |commit: &Commit| {
        let fresh = !known.knows(&commit.id) && seen.insert(commit.id);
        fresh && commit.log == log && commit.is_traces_alone()
    };
    if !run.iter().all(|(commit, ..)| joins(commit)) {
        return;
    }
    let mut fits = |work: &Work| matches!(work, Work::Commit(commit, ..) if joins(commit));
    while let Some(Work::Commit(commit, room, answer)) = rest.next_if(&mut fits) {
        run.push((commit, room, answer));
    }
}

/// Applies one commit, or several of traces alone, in a savepoint. Returns what
/// is set when the whole transaction is lost.
fn commits(
    db: &Connection,
    known: &mut Remembered,
    run: Vec<Queued>,
    ready: &mut Vec<Ready>,
) -> Option<StoreError> {
    let apply = |db: &Connection| match &*run {
        [(commit, ..)] => apply_once(db, known, commit).map(|outcome| vec![outcome]),
        several => {
            hit(Point::StoreApply)?;
            let commits: Vec<&Commit> = several.iter().map(|(commit, ..)| &**commit).collect();
            traces::apply(db, &commits)
        }
    };
    let keep = |outcomes: &Vec<Outcome>| outcomes.iter().all(|it| matches!(it, Outcome::Done(_)));
    let (outcomes, lost) = split(saved(db, apply, keep));
    match outcomes {
        Ok(outcomes) => {
            for ((commit, _room, answer), outcome) in run.into_iter().zip(outcomes) {
                if matches!(outcome, Outcome::Done(_)) {
                    known.add(commit.id);
                }
                ready.push(Ready::Commit(answer, Ok(outcome)));
            }
        }
        // One of them failed, and it is not known which.
        Err(_) if run.len() > 1 && lost.is_none() && !db.is_autocommit() => {
            return one_by_one(db, known, run, ready);
        }
        Err(error) => {
            let failed = run.into_iter();
            ready.extend(failed.map(|(.., answer)| Ready::Commit(answer, Err(error.clone()))));
        }
    }
    lost
}

/// Applies each commit in a savepoint of its own, so that one that fails, as on
/// a damaged row, takes nobody with it.
fn one_by_one(
    db: &Connection,
    known: &mut Remembered,
    run: Vec<Queued>,
    ready: &mut Vec<Ready>,
) -> Option<StoreError> {
    let mut lost = None;
    for queued in run {
        if lost.is_some() || db.is_autocommit() {
            ready.push(Ready::Commit(queued.2, Err(transaction_lost())));
        } else {
            lost = commits(db, known, vec![queued], ready);
        }
    }
    lost
}

fn apply_once(db: &Connection, known: &Remembered, commit: &Commit) -> Result<Outcome> {
    if known.knows(&commit.id) {
        return Ok(Outcome::Repeated);
    }
    hit(Point::StoreApply)?;
    apply::apply(db, commit)
}

/// Runs `work` in a savepoint that is kept only if it succeeds and `keep` says
/// so. The outer error says that the savepoint itself failed.
fn saved<T>(
    db: &Connection,
    work: impl FnOnce(&Connection) -> Result<T>,
    keep: impl FnOnce(&T) -> bool,
) -> Result<Result<T>> {
    db.prepare_cached(SAVE)?.execute([])?;
    let result = work(db);
    if db.is_autocommit() {
        // SQLite undid the whole transaction; there is no savepoint to undo.
        return Ok(result);
    }
    if !result.as_ref().is_ok_and(keep) {
        db.prepare_cached(UNDO)?.execute([])?;
    }
    db.prepare_cached(KEEP)?.execute([])?;
    Ok(result)
}

type Split<T> = (std::result::Result<T, StoreError>, Option<StoreError>);

fn split<T>(result: Result<Result<T>>) -> Split<T> {
    match result {
        Ok(result) => (result.map_err(StoreError::from), None),
        Err(error) => (Err(transaction_lost()), Some(StoreError::from(error))),
    }
}

fn durable(
    db: &Connection,
    known: &mut Remembered,
    ready: Vec<Ready>,
) -> std::result::Result<(), Fatal> {
    let why = match commit(db) {
        Ok(()) => match hit(Point::StoreCommitted) {
            Ok(()) => {
                known.keep();
                ready.into_iter().for_each(Ready::send);
                return Ok(());
            }
            Err(error) => error.to_string(),
        },
        // The log could not take the frames, so the last one, which would make
        // them count, was never whole; the transaction is still open.
        Err(error) if error.disk_full() => {
            undo(db, known)?;
            if known.is_undone(db).unwrap_or(false) {
                let error = StoreError::from(error);
                ready.into_iter().for_each(|answer| answer.fail(error.clone()));
                return Ok(());
            }
            "the disk is full and the group's outcome cannot be told".to_owned()
        }
        Err(error) => StoreError::from(error).to_string(),
    };
    ready.into_iter().for_each(|answer| answer.fail(StoreError::Unknown(why.clone())));
    Err(Fatal(why))
}

fn commit(db: &Connection) -> Result<()> {
    hit(Point::StoreCommit)?;
    db.prepare_cached(COMMIT)?.execute([])?;
    Ok(())
}

fn undo(db: &Connection, known: &mut Remembered) -> std::result::Result<(), Fatal> {
    known.drop_open();
    if db.is_autocommit() {
        return Ok(());
    }
    let done = db.prepare_cached(ROLLBACK).and_then(|mut rollback| rollback.execute([]));
    match done {
        Ok(_) => Ok(()),
        Err(_) if db.is_autocommit() => Ok(()),
        Err(error) => Err(Fatal(StoreError::from(Error::from(error)).to_string())),
    }
}

fn take(db: &Connection, claim: &Claim) -> Result<Vec<OutboxItem>> {
    let limit = i64::try_from(claim.limit).unwrap_or(i64::MAX);
    let mut claimable = db.prepare_cached(CLAIMABLE)?;
    let mut rows = claimable.query(params![claim.topic, claim.now.0, limit])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let attempts: u32 = row.get(2)?;
        items.push(OutboxItem {
            id: OutboxId(count(row, 0)?),
            topic: claim.topic,
            body: row.get(1)?,
            attempts: attempts.saturating_add(1),
        });
    }
    let mut mark = db.prepare_cached(CLAIM)?;
    for item in &items {
        mark.execute(params![item.id.0.cast_signed(), claim.until.0, item.attempts])?;
    }
    Ok(items)
}

fn unanswered(work: Work) -> Ready {
    match work {
        Work::Commit(_, _, answer) => Ready::Commit(answer, Err(transaction_lost())),
        Work::Claim(_, answer) => Ready::Claim(answer, Err(transaction_lost())),
    }
}

fn transaction_lost() -> StoreError {
    StoreError::Unavailable("the group was undone, the disk may be full".to_owned())
}
