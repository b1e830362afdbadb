//! The writer: the one task that commits. It gathers what waits into groups;
//! each is one transaction of two round trips.

use std::time::Duration;

use deadpool_postgres::Pool;
use hygie_store::limits::{GROUP_BYTES, GROUP_COMMITS, REMEMBERED_COMMITS};
use hygie_store::{Commit, Outcome, StoreError};
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, timeout_at};

use crate::connect::Connection;
use crate::error::{Error, Result};
use crate::group::{self, Attempt, Outcomes};
use crate::limits::{
    AWAY_TIME, CONFLICT_PAUSE, CONFLICTS, CONNECT_TIME, FORGOTTEN, GROUP_TIME, NANOS_PER_BYTE,
};
use crate::queue::{Job, Work};

pub const FORGET: &str =
    "DELETE FROM commits WHERE number <= (SELECT max(number) FROM commits) - $1";

pub struct Writer {
    pool: Pool,
    connection: Option<Connection>,
    jobs: Receiver<Job>,
    /// Commits since old ones were forgotten last.
    remembered: u64,
    /// Whether the last group ran out of time without a server.
    down: bool,
}

impl Writer {
    pub const fn new(pool: Pool, jobs: Receiver<Job>) -> Self {
        Self { pool, connection: None, jobs, remembered: 0, down: false }
    }

    /// Works until the store is closed or dropped.
    pub async fn run(mut self) {
        let mut held = None;
        loop {
            let job = match held.take() {
                Some(job) => job,
                None => match self.jobs.recv().await {
                    Some(job) => job,
                    None => return,
                },
            };
            match job {
                Job::Work(first) => {
                    let (group, next) = self.gather(first);
                    held = next;
                    self.work(group).await;
                    if self.down {
                        held = self.turn_away(held);
                    }
                }
                Job::Close(answer) => {
                    self.connection = None;
                    self.pool.close();
                    drop(answer.send(Ok(())));
                    return;
                }
            }
        }
    }

    /// Everything that waits, up to the bounds of a group, and the job that was
    /// one too many.
    fn gather(&mut self, first: Work) -> (Vec<Work>, Option<Job>) {
        let mut bytes = first.room.bytes();
        let mut group = vec![first];
        while group.len() < GROUP_COMMITS {
            let Ok(job) = self.jobs.try_recv() else { break };
            let Job::Work(work) = job else { return (group, Some(job)) };
            bytes += work.room.bytes();
            if bytes > GROUP_BYTES || work.goes_first() {
                return (group, Some(Job::Work(work)));
            }
            group.push(work);
        }
        (group, None)
    }

    /// Tells all who waited meanwhile what the group was told, or each group
    /// would make those behind it wait for its own time too. Gives back what ends
    /// the writer.
    fn turn_away(&mut self, held: Option<Job>) -> Option<Job> {
        let mut next = held;
        loop {
            match next.take().or_else(|| self.jobs.try_recv().ok()) {
                Some(Job::Work(work)) => work.tell(Err(Error::Late.into())),
                close => return close,
            }
        }
    }

    async fn work(&mut self, group: Vec<Work>) {
        let commits: Vec<&Commit> = group.iter().map(|work| &*work.commit).collect();
        match self.outcomes(&commits).await {
            Ok(outcomes) => {
                for (work, told) in group.into_iter().zip(outcomes) {
                    work.tell(told);
                }
            }
            Err(error) => group.into_iter().for_each(|work| work.tell(Err(error.clone()))),
        }
        self.forget().await;
    }

    /// Tries until the group's outcome is known or its time is over.
    async fn outcomes(&mut self, commits: &[&Commit]) -> std::result::Result<Outcomes, StoreError> {
        let bytes: u64 = commits.iter().map(|commit| commit.bytes() as u64).sum();
        let time = GROUP_TIME + Duration::from_nanos(bytes.saturating_mul(NANOS_PER_BYTE));
        let deadline = Instant::now() + time;
        let mut attempt = Attempt::default();
        loop {
            let error = match self.attempt(commits, &mut attempt, deadline).await {
                Ok(outcomes) => {
                    self.remembered += commits.len() as u64;
                    self.down = false;
                    return Ok(outcomes);
                }
                Err(error) => error,
            };
            let lost = error.ends_connection();
            if lost {
                // Back in the pool it would be handed out again.
                self.connection.take().map(Connection::take);
            }
            let conflict = error.is_conflict() && attempt.conflicts < CONFLICTS;
            // Only the first group waits for a server to come back.
            let again = conflict || (lost && !self.down);
            if conflict {
                attempt.conflicts += 1;
            }
            let pause = CONFLICT_PAUSE * (attempt.conflicts + 1);
            if !again || Instant::now() + pause >= deadline {
                self.down = lost;
                return Err(attempt.failed(error));
            }
            tokio::time::sleep(pause).await;
        }
    }

    async fn attempt(
        &mut self,
        commits: &[&Commit],
        attempt: &mut Attempt,
        deadline: Instant,
    ) -> Result<Outcomes> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let time = if self.down { AWAY_TIME } else { CONNECT_TIME };
                let until = deadline.min(Instant::now() + time);
                timeout_at(until, self.pool.get()).await.map_err(|_| Error::Late)??
            }
        };
        let client = self.connection.insert(connection);
        let tried = group::run(client, commits, attempt);
        timeout_at(deadline, tried).await.unwrap_or(Err(Error::Late))
    }

    /// Lets go of the oldest commit ids now and then; it may fail and come again.
    async fn forget(&mut self) {
        if self.remembered < FORGOTTEN {
            return;
        }
        let Some(client) = &self.connection else { return };
        let kept = i64::try_from(REMEMBERED_COMMITS + FORGOTTEN).unwrap_or(i64::MAX);
        let forgotten = tokio::time::timeout(GROUP_TIME, client.execute(FORGET, &[&kept])).await;
        if !matches!(forgotten, Ok(Ok(_))) {
            self.connection.take().map(Connection::take);
        }
        self.remembered = 0;
    }
}

/// What became of each commit of a group.
pub type Told = std::result::Result<Outcome, StoreError>;
