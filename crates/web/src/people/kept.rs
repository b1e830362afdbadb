//! What each session last searched for: in memory, for a while, and gone with
//! the session.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hygie_base::Timestamp;

use crate::limits::{FIND_MILLIS, FINDS};

/// What was typed, by session id.
pub(crate) struct Finds<T = String>(Mutex<HashMap<String, (Timestamp, T)>>);

impl<T> Default for Finds<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Finds<T> {
    /// Keeps what a session typed. Of too many, the oldest goes.
    pub(crate) fn keep(&self, session: &str, typed: impl Into<T>, now: Timestamp) {
        let mut kept = self.kept();
        kept.retain(|_, (at, _)| !is_over(*at, now));
        if kept.len() >= FINDS && !kept.contains_key(session) {
            let oldest = kept.iter().min_by_key(|(_, (at, _))| *at).map(|(id, _)| id.clone());
            oldest.and_then(|id| kept.remove(&id));
        }
        kept.insert(session.to_owned(), (now, typed.into()));
    }

    /// What the session typed last, unless that was too long ago.
    pub(crate) fn of(&self, session: &str, now: Timestamp) -> Option<T> {
        let kept = self.kept();
        kept.get(session).filter(|(at, _)| !is_over(*at, now)).map(|(_, typed)| typed.clone())
    }

    /// Forgets what the session typed.
    pub(crate) fn forget(&self, session: &str) {
        self.kept().remove(session);
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, (Timestamp, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_over(at: Timestamp, now: Timestamp) -> bool {
    now.0.saturating_sub(at.0) >= FIND_MILLIS
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;

    use super::{FIND_MILLIS, FINDS, Finds};

    #[test]
    fn what_was_typed_is_kept_for_a_while() {
        let finds = Finds::<String>::default();
        finds.keep("s", "morel", Timestamp(0));
        assert_eq!(finds.of("s", Timestamp(FIND_MILLIS - 1)).as_deref(), Some("morel"));
        assert_eq!(finds.of("s", Timestamp(FIND_MILLIS)), None);
        assert_eq!(finds.of("t", Timestamp(0)), None);
        finds.forget("s");
        assert_eq!(finds.of("s", Timestamp(0)), None);
    }

    #[test]
    fn of_too_many_the_oldest_goes() {
        let finds = Finds::<String>::default();
        for at in 0..FINDS {
            finds.keep(&at.to_string(), "x", Timestamp(i64::try_from(at).unwrap()));
        }
        let now = Timestamp(i64::try_from(FINDS).unwrap());
        assert!(finds.of("0", now).is_some());
        finds.keep("0", "again", now);
        finds.keep("one more", "x", now);
        assert!(finds.of("1", now).is_none());
        assert_eq!(finds.of("0", now).as_deref(), Some("again"));
    }
}
