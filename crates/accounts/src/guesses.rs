//! Wrong attempts, counted by login in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hygie_base::Timestamp;

use crate::limits::{
    FIRST_WAIT_MILLIS, FREE_GUESSES, GUESSED_LOGINS, GUESSES_FORGOTTEN_MILLIS, LONGEST_WAIT_MILLIS,
};

/// The counts.
pub(crate) struct Guesses {
    logins: Mutex<HashMap<String, Count>>,
    /// Milliseconds of the longest wait.
    longest: i64,
}

impl Default for Guesses {
    fn default() -> Self {
        Self::waiting(LONGEST_WAIT_MILLIS)
    }
}

#[derive(Clone, Copy)]
struct Count {
    /// Wrong attempts, and those whose verdict is not known yet.
    wrong: u32,
    /// When the last one began.
    last: Timestamp,
}

/// An attempt under way. It counts as wrong from its beginning, so that many at
/// the same time are not all free; dropped without a verdict, it never was.
#[must_use]
pub(crate) struct Attempt {
    guesses: Arc<Guesses>,
    login: String,
    open: bool,
}

impl Guesses {
    /// Whose waits grow up to so many milliseconds.
    pub(crate) fn waiting(longest: i64) -> Self {
        Self { logins: Mutex::default(), longest }
    }

    /// Begins an attempt, or tells how many seconds it must wait. An attempt
    /// that is told to wait is not counted, so waiting always ends.
    pub(crate) fn begin(self: &Arc<Self>, login: &str, now: Timestamp) -> Result<Attempt, u32> {
        let mut logins = self.lock();
        if let Some(count) = logins.get(login)
            && let Some(rest) = count.rest(now, self.longest)
        {
            return Err(seconds(rest));
        }
        if !logins.contains_key(login) && logins.len() >= GUESSED_LOGINS {
            let oldest = logins.iter().min_by_key(|(_, count)| count.last).map(|(k, _)| k.clone());
            oldest.map(|oldest| logins.remove(&oldest));
        }
        let count = logins.entry(login.to_owned()).or_insert(Count { wrong: 0, last: now });
        if count.is_forgotten(now) {
            count.wrong = 0;
        }
        count.wrong = count.wrong.saturating_add(1);
        count.last = now;
        drop(logins);
        Ok(Attempt { guesses: Arc::clone(self), login: login.to_owned(), open: true })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Count>> {
        self.logins.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Count {
    /// Milliseconds that the next attempt still has to wait.
    fn rest(self, now: Timestamp, longest: i64) -> Option<i64> {
        let wait = wait(self.wrong).min(longest);
        let rest = self.last.0.saturating_add(wait).saturating_sub(now.0);
        // A clock that was set back must not make anybody wait for years.
        (1..=longest).contains(&rest).then_some(rest)
    }

    fn is_forgotten(self, now: Timestamp) -> bool {
        now.0.saturating_sub(self.last.0) >= GUESSES_FORGOTTEN_MILLIS
    }
}

/// Milliseconds to wait after so many wrong attempts.
fn wait(wrong: u32) -> i64 {
    let Some(doublings) = wrong.checked_sub(FREE_GUESSES + 1) else { return 0 };
    let factor = 1_i64.checked_shl(doublings.min(32)).unwrap_or(i64::MAX);
    FIRST_WAIT_MILLIS.saturating_mul(factor)
}

fn seconds(millis: i64) -> u32 {
    u32::try_from(millis.saturating_add(999) / 1000).unwrap_or(u32::MAX)
}

impl Attempt {
    /// The password was right: what went before is forgotten.
    pub(crate) fn right(mut self) {
        self.open = false;
        self.guesses.lock().remove(&self.login);
    }

    /// The password was wrong: it stays counted. Returns the seconds that the
    /// next attempt has to wait.
    pub(crate) fn wrong(mut self, now: Timestamp) -> u32 {
        self.open = false;
        let logins = self.guesses.lock();
        let count = logins.get(&self.login);
        count.and_then(|count| count.rest(now, self.guesses.longest)).map_or(0, seconds)
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if !self.open {
            return;
        }
        let mut logins = self.guesses.lock();
        if let Some(count) = logins.get_mut(&self.login) {
            count.wrong = count.wrong.saturating_sub(1);
            if count.wrong == 0 {
                logins.remove(&self.login);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::LONGEST_CODE_WAIT_MILLIS;

    fn guess(guesses: &Arc<Guesses>, login: &str, now: i64) -> Result<u32, u32> {
        guesses.begin(login, Timestamp(now)).map(|attempt| attempt.wrong(Timestamp(now)))
    }

    #[test]
    fn some_are_free_then_waits_double_up_to_the_longest() {
        let guesses = Arc::new(Guesses::default());
        let mut now = 0;
        for _ in 0..FREE_GUESSES {
            assert_eq!(guess(&guesses, "a", now), Ok(0));
        }
        for wait in [1, 2, 4, 8, 16, 30, 30, 30] {
            assert_eq!(guess(&guesses, "a", now), Ok(wait));
            assert_eq!(guess(&guesses, "a", now), Err(wait), "too early");
            let wait = i64::from(wait) * 1000;
            assert_eq!(guess(&guesses, "a", now + wait - 1), Err(1), "a millisecond early");
            now += wait;
        }
        assert_eq!(guess(&guesses, "b", now), Ok(0), "another login");
    }

    #[test]
    fn waits_for_codes_grow_longer() {
        let guesses = Arc::new(Guesses::waiting(LONGEST_CODE_WAIT_MILLIS));
        let mut now = 0;
        for _ in 0..40 {
            let wait = guess(&guesses, "a", now).unwrap();
            now += i64::from(wait) * 1000;
        }
        assert_eq!(
            guess(&guesses, "a", now).map(|it| i64::from(it) * 1000),
            Ok(LONGEST_CODE_WAIT_MILLIS)
        );
    }

    #[test]
    fn the_right_password_clears_the_count() {
        let guesses = Arc::new(Guesses::default());
        for _ in 0..=FREE_GUESSES {
            assert!(guess(&guesses, "a", 0).is_ok());
        }
        guesses.begin("a", Timestamp(1000)).unwrap().right();
        for _ in 0..FREE_GUESSES {
            assert_eq!(guess(&guesses, "a", 1000), Ok(0));
        }
    }

    #[test]
    fn attempts_at_the_same_time_are_not_all_free() {
        let guesses = Arc::new(Guesses::default());
        let under_way: Vec<_> =
            (0..=FREE_GUESSES).map(|_| guesses.begin("a", Timestamp(0)).ok()).collect();
        assert!(under_way.iter().all(Option::is_some));
        assert!(guesses.begin("a", Timestamp(0)).is_err());
        // None of them came to a verdict.
        drop(under_way);
        assert!(guesses.lock().is_empty());
    }

    #[test]
    fn counts_are_forgotten_after_a_while_and_a_clock_set_back_locks_nobody() {
        let guesses = Arc::new(Guesses::default());
        for _ in 0..=FREE_GUESSES {
            assert!(guess(&guesses, "a", 0).is_ok());
        }
        assert_eq!(guess(&guesses, "a", GUESSES_FORGOTTEN_MILLIS - 1), Ok(2));
        let later = 2 * GUESSES_FORGOTTEN_MILLIS - 1;
        assert_eq!(guess(&guesses, "a", later), Ok(0), "forgotten");
        for _ in 0..FREE_GUESSES {
            assert!(guess(&guesses, "a", later).is_ok());
        }
        assert!(guess(&guesses, "a", later).is_err());
        assert!(guess(&guesses, "a", -315_360_000_000).is_ok(), "ten years back");
    }

    #[test]
    fn so_many_logins_are_counted() {
        let guesses = Arc::new(Guesses::default());
        for at in 0..=GUESSED_LOGINS {
            let now = i64::try_from(at).unwrap();
            assert_eq!(guess(&guesses, &at.to_string(), now), Ok(0));
            assert_eq!(guesses.lock().len(), (at + 1).min(GUESSED_LOGINS));
        }
        assert!(!guesses.lock().contains_key("0"), "the one that rested longest went");
        assert!(guesses.lock().contains_key("1"));
    }
}
