//! Refusals that no wait slows: each trace is durable, so no more than so many a
//! minute are written, or who repeats them fills the disk.

use std::sync::{Mutex, PoisonError};

use hygie_base::Timestamp;
use hygie_gate::Asker;
use hygie_trace::Action;

use crate::limits::STRAY_REFUSALS;
use crate::{AccountError, Accounts};

const MINUTE: i64 = 60_000;

/// What was refused; counted apart, so that one kind does not hide another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stray {
    /// What is as long as a recovery code.
    Recovery,
    /// A bearer token without its certificate.
    Token,
    /// A set-up token.
    SetUp,
    /// A log-in at a provider that came to nothing.
    Provider,
}

/// How many of each kind in the present minute.
#[derive(Default)]
pub(crate) struct Strays(Mutex<[Minute; 4]>);

#[derive(Clone, Copy, Default)]
struct Minute {
    number: i64,
    refusals: u32,
}

impl Strays {
    /// Counts one; whether it is among those that are traced.
    pub(crate) fn is_within(&self, stray: Stray, now: Timestamp) -> bool {
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [recovery, token, set_up, provider] = &mut *minutes;
        let minute = match stray {
            Stray::Recovery => recovery,
            Stray::Token => token,
            Stray::SetUp => set_up,
            Stray::Provider => provider,
        };
        let number = now.0.div_euclid(MINUTE);
        if minute.number != number {
            *minute = Minute { number, refusals: 0 };
        }
        minute.refusals = minute.refusals.saturating_add(1);
        minute.refusals <= STRAY_REFUSALS
    }
}

impl Accounts {
    /// As [`Accounts::refused`] for what no wait slows.
    pub(crate) async fn refused_astray(
        &self,
        stray: Stray,
        asker: &Asker,
        action: Action,
        what: String,
    ) -> Result<(), AccountError> {
        if !self.strays.is_within(stray, self.now()) {
            return Ok(());
        }
        self.refused(asker, action, what).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_a_minute_and_each_kind_by_itself() {
        let strays = Strays::default();
        for minute in [-1, 0, 1] {
            let now = Timestamp(minute * MINUTE + 59_999);
            for _ in 0..STRAY_REFUSALS {
                assert!(strays.is_within(Stray::Token, now));
            }
            assert!(!strays.is_within(Stray::Token, now));
            assert!(strays.is_within(Stray::SetUp, now));
            assert!(strays.is_within(Stray::Recovery, now));
        }
    }
}
