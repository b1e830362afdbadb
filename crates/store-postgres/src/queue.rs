//! What the writer is asked, and how it answers.

use hygie_store::{Commit, Guard, Outcome, Room, StoreError};
use tokio::sync::oneshot;

/// Where the answer goes. A caller that no longer waits is no fault.
pub type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// One thing for the writer to do.
pub enum Job {
    /// Goes into a group.
    Work(Work),
    /// Ends the writer.
    Close(Answer<()>),
}

/// One commit that waits.
pub struct Work {
    pub commit: Box<Commit>,
    pub room: Room,
    pub answer: Answer<Outcome>,
}

impl Work {
    /// Whether it must be the first of its group: which rows carry a token is
    /// asked of the database, which does not know what the group will add.
    pub fn goes_first(&self) -> bool {
        let asks = |guard: &Guard| matches!(guard, Guard::TermAbsent(_) | Guard::TermRows(..));
        self.commit.guards.iter().any(asks)
    }

    /// Answers its caller.
    pub fn tell(self, result: Result<Outcome, StoreError>) {
        drop(self.answer.send(result));
    }
}
