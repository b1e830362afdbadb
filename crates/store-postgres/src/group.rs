//! One attempt at a group: one transaction.

use deadpool_postgres::ClientWrapper;
use hygie_base::fail::{Point, hit};
use hygie_store::{Commit, Outcome, StoreError};

use crate::apply;
use crate::error::{Error, Result};
use crate::state::{State, fetch};
use crate::write;
use crate::writer::Told;

/// Conditions are held against one snapshot, and the server refuses what
/// another node changed meanwhile.
const BEGIN: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";
/// Traces of reads change nothing that another could rest on: what they were
/// held against was so when it was looked at.
const BEGIN_TRACES: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";
pub const DONE: &str = "SELECT id FROM commits WHERE id = ANY($1)";

/// Takes ids as a commit of theirs would, which waits for one that is still
/// under way: a commit whose connection was lost while the server waited for a
/// standby is seen by nobody and may yet be durable.
pub const CLAIM: &str = "INSERT INTO commits (id, number) OVERRIDING SYSTEM VALUE
    SELECT DISTINCT id, 0 FROM unnest($1::bytea[]) id";
const BEFORE_CLAIM: &str = "SAVEPOINT claim";
const AFTER_CLAIM: &str = "ROLLBACK TO SAVEPOINT claim";

pub type Outcomes = Vec<Told>;

/// What is known of a group from its attempts so far.
#[derive(Default)]
pub struct Attempt {
    pub conflicts: u32,
    /// Whether anything failed before, so that ids have to be looked up.
    tried: bool,
    /// What an attempt would have told whose end was not seen.
    open: Option<Outcomes>,
}

impl Attempt {
    /// What to tell when no more attempts are made.
    pub fn failed(&self, error: Error) -> StoreError {
        let conflict = error.is_conflict();
        match (StoreError::from(error), &self.open) {
            (error, Some(_)) => StoreError::Unknown(error.to_string()),
            (_, None) if conflict => {
                StoreError::Unavailable("other nodes kept changing the same rows".to_owned())
            }
            (error, None) => error,
        }
    }
}

/// Tries once. The connection is inside no transaction afterwards, or the error
/// says that it ends.
pub async fn run(
    client: &ClientWrapper,
    commits: &[&Commit],
    attempt: &mut Attempt,
) -> Result<Outcomes> {
    let done = transaction(client, commits, attempt).await;
    attempt.tried = true;
    if let Err(error) = &done
        && !error.ends_connection()
    {
        // The server undid it, or is told to.
        client.batch_execute(ROLLBACK).await?;
    }
    done
}

async fn transaction(
    client: &ClientWrapper,
    commits: &[&Commit],
    attempt: &mut Attempt,
) -> Result<Outcomes> {
    hit(Point::StoreBegin)?;
    let begin =
        if commits.iter().all(|commit| commit.is_of_reads()) { BEGIN_TRACES } else { BEGIN };
    let begin = async { client.batch_execute(begin).await.map_err(Error::from) };
    let known = known(client, commits, attempt.tried);
    let ((), known, mut state) = tokio::try_join!(begin, known, fetch(client, commits))?;
    if let Some(open) = &attempt.open
        && commits
            .iter()
            .zip(open)
            .any(|(commit, told)| is_done(told) && known.contains(&commit.id.0))
    {
        // The attempt whose end was not seen did happen: all of it.
        client.batch_execute(ROLLBACK).await?;
        return Ok(attempt.open.take().unwrap_or_default());
    }
    let outcomes = apply_all(&mut state, commits, &known)?;
    // One that was refused may be a repetition.
    claim(client, commits, &outcomes).await?;
    if state.changes.commits.is_empty() {
        client.batch_execute(ROLLBACK).await?;
        return Ok(outcomes);
    }
    write::all(client, &state, attempt.conflicts == 0).await?;
    hit(Point::StoreCommit)?;
    // Kept beside the attempt, for this may be given up while it waits.
    let earlier = attempt.open.replace(outcomes);
    if let Err(error) = client.batch_execute(COMMIT).await {
        let error = Error::from(error);
        if !error.ends_connection() {
            attempt.open = earlier;
        }
        return Err(error);
    }
    let outcomes = attempt.open.take().unwrap_or_default();
    hit(Point::StoreCommitted)?;
    Ok(outcomes)
}

fn apply_all(state: &mut State, commits: &[&Commit], known: &[[u8; 16]]) -> Result<Outcomes> {
    let mut outcomes = Vec::with_capacity(commits.len());
    for commit in commits {
        let repeated = known.contains(&commit.id.0) || state.changes.commits.contains(&commit.id.0);
        if repeated {
            outcomes.push(Ok(Outcome::Repeated));
            continue;
        }
        hit(Point::StoreApply)?;
        outcomes.push(apply::apply(state, commit));
    }
    Ok(outcomes)
}

/// Makes sure that what is refused was not committed before, nor is about to be
/// by an attempt that was given up. An id that is taken makes the transaction
/// fail, and the next attempt knows.
async fn claim(client: &ClientWrapper, commits: &[&Commit], outcomes: &[Told]) -> Result<()> {
    let refused = commits.iter().zip(outcomes).filter(|(_, told)| !is_settled(told));
    let ids: Vec<&[u8]> = refused.map(|(commit, _)| &commit.id.0[..]).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let statement = client.prepare_cached(CLAIM).await?;
    client.batch_execute(BEFORE_CLAIM).await?;
    client.execute(&statement, &[&ids]).await?;
    client.batch_execute(AFTER_CLAIM).await?;
    Ok(())
}

/// Which of these were committed before. On the first attempt nobody asks: an
/// id that is taken makes the transaction fail, and the second one knows.
async fn known(client: &ClientWrapper, commits: &[&Commit], ask: bool) -> Result<Vec<[u8; 16]>> {
    if !ask {
        return Ok(Vec::new());
    }
    let ids: Vec<&[u8]> = commits.iter().map(|commit| &commit.id.0[..]).collect();
    let statement = client.prepare_cached(DONE).await?;
    let rows = client.query(&statement, &[&ids]).await?;
    rows.iter().map(|row| crate::pack::fixed(row, 0)).collect()
}

const fn is_done(told: &Told) -> bool {
    matches!(told, Ok(Outcome::Done(_)))
}

const fn is_settled(told: &Told) -> bool {
    matches!(told, Ok(Outcome::Done(_) | Outcome::Repeated))
}
