//! What the writer is asked, and how it answers.

use hygie_base::Timestamp;
use hygie_store::{Commit, OutboxItem, Outcome, Room, StoreError};
use tokio::sync::oneshot;

/// Where the answer goes. A caller that no longer waits is no fault.
pub type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// One thing for the writer to do.
pub enum Job {
    /// Goes into a group.
    Work(Work),
    /// Folds the log back, between groups.
    Fold(Answer<()>),
    /// Folds the log back and lets go of the file.
    Close(Answer<()>),
}

/// What a group is made of.
pub enum Work {
    Commit(Box<Commit>, Room, Answer<Outcome>),
    Claim(Claim, Answer<Vec<OutboxItem>>),
}

/// A claim of outbox items.
pub struct Claim {
    pub topic: u32,
    pub now: Timestamp,
    pub until: Timestamp,
    pub limit: usize,
}

impl Work {
    pub fn bytes(&self) -> usize {
        match self {
            Self::Commit(_, room, _) => room.bytes(),
            Self::Claim(..) => 0,
        }
    }

    pub fn fail(self, error: StoreError) {
        match self {
            Self::Commit(_, _, answer) => send(answer, Err(error)),
            Self::Claim(_, answer) => send(answer, Err(error)),
        }
    }
}

/// An answer that waits until its group is durable.
pub enum Ready {
    Commit(Answer<Outcome>, Result<Outcome, StoreError>),
    Claim(Answer<Vec<OutboxItem>>, Result<Vec<OutboxItem>, StoreError>),
}

impl Ready {
    /// Whether the group has to be made durable for it.
    pub fn changes(&self) -> bool {
        match self {
            Self::Commit(_, result) => matches!(result, Ok(Outcome::Done(_))),
            Self::Claim(_, result) => result.as_ref().is_ok_and(|items| !items.is_empty()),
        }
    }

    pub fn send(self) {
        match self {
            Self::Commit(answer, result) => send(answer, result),
            Self::Claim(answer, result) => send(answer, result),
        }
    }

    /// Answers with this error, whatever was ready.
    pub fn fail(self, error: StoreError) {
        match self {
            Self::Commit(answer, _) => send(answer, Err(error)),
            Self::Claim(answer, _) => send(answer, Err(error)),
        }
    }
}

pub fn send<T>(answer: Answer<T>, result: Result<T, StoreError>) {
    // An error here only says that the caller stopped waiting.
    drop(answer.send(result));
}
