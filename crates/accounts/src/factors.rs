//! Second factors of an account: codes of an app, passkeys, and recovery codes.

mod recovery;
mod totp;

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::limits::{CODE_BYTES, RECOVERY_LEAST_LETTERS};
use crate::passkeys::Passkey;

pub(crate) use recovery::Recovery;
pub(crate) use totp::{Seed, Totp};

/// The factors, as they are kept in the account. No `Debug`: some are secrets.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Factors {
    pub(crate) totp: Option<Totp>,
    pub(crate) recovery: Recovery,
    /// In the order in which they were made.
    pub(crate) passkeys: Vec<Passkey>,
}

/// Which factor a typed code proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Used {
    Totp,
    Recovery,
}

impl Factors {
    /// Whether there is a second factor. Recovery codes alone are none: they
    /// stand in for one.
    pub(crate) const fn any(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }

    /// Takes the app away; the recovery codes stay where they stand in for passkeys.
    pub(crate) fn forget_totp(&mut self) {
        self.totp = None;
        if !self.any() {
            self.recovery = Recovery::default();
        }
    }

    /// Uses up a typed code: of the app, or a recovery code, as its length says.
    /// `None` when it is neither, or was used before.
    pub(crate) fn accept(&mut self, typed: &str, now: Timestamp) -> Option<Used> {
        if typed.len() > CODE_BYTES {
            return None;
        }
        if !self.any() {
            return None;
        }
        if is_long(typed) {
            return self.recovery.accept(typed).then_some(Used::Recovery);
        }
        self.totp.as_mut()?.accept(typed, now).then_some(Used::Totp)
    }
}

/// Whether what was typed is tried as a recovery code alone. Blanks and marks do not
/// make it longer: what is not counted as a guess must not be tried as a short code.
pub(crate) fn is_long(typed: &str) -> bool {
    typed.chars().filter(|one| one.is_alphanumeric()).count() >= RECOVERY_LEAST_LETTERS
}
