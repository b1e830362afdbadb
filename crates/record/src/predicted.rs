//! Where resources will be once the commits under way are durable, so that a
//! batch may build on one before it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hygie_base::CommitId;
use hygie_seal::Locator;
use hygie_store::IdToken;
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// What one commit under way says of one resource.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Prediction {
    /// The commit.
    pub by: CommitId,
    /// Where the resource's version will be.
    pub at: Locator,
    /// Whether that is a person's record.
    pub person: bool,
}

/// The predictions of all commits under way.
#[derive(Default)]
pub(crate) struct Predicted {
    by_token: Mutex<HashMap<IdToken, Prediction>>,
    settled: Notify,
}

impl Predicted {
    fn map(&self) -> std::sync::MutexGuard<'_, HashMap<IdToken, Prediction>> {
        self.by_token.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The predictions for these tokens, in the order asked.
    pub fn of(&self, tokens: &[IdToken]) -> Vec<Option<Prediction>> {
        let map = self.map();
        tokens.iter().map(|token| map.get(token).copied()).collect()
    }

    /// Adds what a commit predicts, before the store has it.
    pub fn add(&self, made: &[(IdToken, Prediction)]) {
        self.map().extend(made.iter().copied());
    }

    /// Takes back what a commit predicted, unless a later one replaced it, and
    /// tells those who wait.
    pub fn settle(&self, made: &[(IdToken, Prediction)]) {
        let mut map = self.map();
        for (token, prediction) in made {
            if map.get(token).is_some_and(|now| now.by == prediction.by) {
                map.remove(token);
            }
        }
        drop(map);
        self.settled.notify_waiters();
    }

    /// Told whenever predictions were taken back; enable it before looking.
    pub fn settled(&self) -> Notified<'_> {
        self.settled.notified()
    }
}
