//! A log-in that was begun and is not finished.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use serde::{Deserialize, Serialize};

use crate::limits::{PENDING_BYTES, PENDING_MILLIS, SKEW_MILLIS};

/// Why a pending log-in cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PendingFault {
    /// It took longer than [`PENDING_MILLIS`].
    #[error("the log-in took too long: begin again")]
    Expired,
    /// It was begun at another provider.
    #[error("the log-in was begun at another provider: begin again")]
    Provider,
    /// What was kept is no pending log-in.
    #[error("what was kept of the log-in cannot be read: begin again")]
    Damaged,
}

/// What must be known when the browser comes back. It is used once, which is why it
/// cannot be copied; a caller that keeps its bytes takes them out as it reads them.
pub struct Pending {
    pub(crate) issuer: String,
    pub(crate) redirect: String,
    pub(crate) state: SecretString,
    pub(crate) nonce: SecretString,
    pub(crate) verifier: SecretString,
    pub(crate) begun: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored<'a> {
    version: u8,
    issuer: &'a str,
    redirect: &'a str,
    state: &'a str,
    nonce: &'a str,
    verifier: &'a str,
    begun: i64,
}

const VERSION: u8 = 1;

impl Pending {
    /// As bytes, which hold secrets: they are to be kept sealed, on the server, under
    /// a name that only the cookie of this browser knows.
    pub fn to_bytes(&self) -> Vec<u8> {
        let stored = Stored {
            version: VERSION,
            issuer: &self.issuer,
            redirect: &self.redirect,
            state: self.state.expose_secret(),
            nonce: self.nonce.expose_secret(),
            verifier: self.verifier.expose_secret(),
            begun: self.begun.0,
        };
        serde_json::to_vec(&stored).unwrap_or_default()
    }

    /// From [`Pending::to_bytes`].
    ///
    /// # Errors
    /// [`PendingFault::Damaged`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PendingFault> {
        if bytes.len() > PENDING_BYTES {
            return Err(PendingFault::Damaged);
        }
        let stored: Stored = serde_json::from_slice(bytes).map_err(|_| PendingFault::Damaged)?;
        if stored.version != VERSION {
            return Err(PendingFault::Damaged);
        }
        Ok(Self {
            issuer: stored.issuer.to_owned(),
            redirect: stored.redirect.to_owned(),
            state: SecretString::from(stored.state),
            nonce: SecretString::from(stored.nonce),
            verifier: SecretString::from(stored.verifier),
            begun: Timestamp(stored.begun),
        })
    }

    /// Until when it can be used.
    pub fn expires(&self) -> Timestamp {
        Timestamp(self.begun.0.saturating_add(PENDING_MILLIS))
    }

    /// Whether it can be used at this provider at this time.
    pub(crate) fn check(&self, issuer: &str, now: Timestamp) -> Result<(), PendingFault> {
        if self.issuer != issuer {
            return Err(PendingFault::Provider);
        }
        let age = now.0.saturating_sub(self.begun.0);
        if (-SKEW_MILLIS..PENDING_MILLIS).contains(&age) {
            Ok(())
        } else {
            Err(PendingFault::Expired)
        }
    }

    /// Whether the answer has its state, in a time that does not depend on it.
    pub(crate) fn is_answered_by(&self, state: &str) -> bool {
        let ours = self.state.expose_secret().as_bytes();
        verify_slices_are_equal(ours, state.as_bytes()).is_ok()
    }
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Pending({})", self.issuer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending() -> Pending {
        Pending {
            issuer: "https://p.example".into(),
            redirect: "https://h.example/back".into(),
            state: SecretString::from("hidden-s"),
            nonce: SecretString::from("hidden-n"),
            verifier: SecretString::from("hidden-v"),
            begun: Timestamp(1_000_000),
        }
    }

    #[test]
    fn it_comes_back_as_it_was_kept() {
        let bytes = pending().to_bytes();
        assert_eq!(Pending::from_bytes(&bytes).unwrap().to_bytes(), bytes);
        assert_eq!(format!("{:?}", pending()), "Pending(https://p.example)");
    }

    #[test]
    fn what_was_tampered_with_is_refused() {
        let bytes = pending().to_bytes();
        for end in 0..bytes.len() {
            assert!(Pending::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
        let text = String::from_utf8(bytes).unwrap();
        let newer = text.replace("\"version\":1", "\"version\":2");
        assert_ne!(newer, text);
        assert!(Pending::from_bytes(newer.as_bytes()).is_err());
        let padded = |bytes: usize| format!("{text}{}", " ".repeat(bytes - text.len()));
        assert!(Pending::from_bytes(padded(PENDING_BYTES).as_bytes()).is_ok());
        assert!(Pending::from_bytes(padded(PENDING_BYTES + 1).as_bytes()).is_err());
    }

    #[test]
    fn it_has_its_time_and_its_provider() {
        let at = |millis: i64| pending().check("https://p.example", Timestamp(1_000_000 + millis));
        for good in [0, PENDING_MILLIS - 1, -SKEW_MILLIS] {
            assert_eq!(at(good), Ok(()), "{good}");
        }
        for bad in [PENDING_MILLIS, -SKEW_MILLIS - 1, 315_360_000_000, i64::MIN / 2] {
            assert_eq!(at(bad), Err(PendingFault::Expired), "{bad}");
        }
        let other = pending().check("https://p.example/", Timestamp(1_000_000));
        assert_eq!(other, Err(PendingFault::Provider));
    }
}
