//! Challenges: random, for one thing, for five minutes, once.
//!
//! A challenge carries its time and a signature of the house over it and over what
//! it is for, so nothing is kept of one that is given: strangers may ask for as many
//! as they like and fill nothing, and any node of a shared store takes the answer to
//! another's. What is kept is each challenge that was *used*, in the commit of what
//! it did, which fails when it is kept already: so none counts twice, on whatever
//! nodes. Those marks go when their time is over.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{Rng, Timestamp};
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use super::webauthn::PasskeyFault;
use crate::limits::CHALLENGE_MILLIS;
use crate::stored::put;
use crate::{AccountError, Accounts, Session, secret};

/// Random bytes of a challenge: WebAuthn 13.4.3 asks for 16 at least.
const RANDOM_BYTES: usize = 16;
const TIME_BYTES: usize = 8;
const DOMAIN: &[u8] = b"hygie passkey challenge 1";
/// Cell of [`Table::House`] with the key that signs challenges.
const CHALLENGE_KEY: &str = "challenge key";

/// Signs challenges.
pub(crate) struct ChallengeKey(hmac::Key);

/// What a challenge is for; an answer counts for nothing else.
#[derive(Clone, Copy)]
pub(super) enum For<'a> {
    /// To log in.
    LogIn,
    /// To prove again, in this session.
    Prove(&'a Session),
    /// To register a passkey, in this session.
    Register(&'a Session),
}

/// A challenge of ours that was answered in time.
pub(super) struct Answered {
    /// Name of its cell once it is used.
    name: String,
    until: i64,
}

/// A challenge that was used, or a log-in begun at a provider.
#[derive(Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) name: String,
    /// When its time is over, in milliseconds since 1970.
    pub(crate) until: i64,
}

impl ChallengeKey {
    fn new(secret: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
    }

    /// A fresh challenge, as base64url.
    fn fresh(&self, r#for: For<'_>, now: Timestamp, rng: &dyn Rng) -> String {
        let mut bytes = vec![0; RANDOM_BYTES];
        rng.fill(&mut bytes);
        bytes.extend(now.0.saturating_add(CHALLENGE_MILLIS).to_be_bytes());
        let tag = hmac::sign(&self.0, &r#for.over(&bytes));
        bytes.extend(tag.as_ref());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Whether it is one of ours, for this, and in time.
    fn read(&self, text: &str, r#for: For<'_>, now: Timestamp) -> Result<Answered, PasskeyFault> {
        let ours = PasskeyFault::Challenge;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ours)?;
        let (said, tag) = bytes.split_at_checked(RANDOM_BYTES + TIME_BYTES).ok_or(ours)?;
        hmac::verify(&self.0, &r#for.over(said), tag).map_err(|_| ours)?;
        let (random, until) = said.split_at_checked(RANDOM_BYTES).ok_or(ours)?;
        let until = i64::from_be_bytes(until.try_into().map_err(|_| ours)?);
        // One of a clock that was ahead is no better than one that is too old.
        if until <= now.0 || until > now.0.saturating_add(CHALLENGE_MILLIS) {
            return Err(PasskeyFault::Expired);
        }
        Ok(Answered { name: secret::name(&URL_SAFE_NO_PAD.encode(random)), until })
    }
}

impl For<'_> {
    /// What is signed.
    fn over(self, said: &[u8]) -> Vec<u8> {
        let (what, session) = match self {
            Self::LogIn => ("log in", ""),
            Self::Prove(session) => ("prove", session.name.as_str()),
            Self::Register(session) => ("register", session.name.as_str()),
        };
        let parts = [DOMAIN, what.as_bytes(), session.as_bytes(), said];
        parts.join(&b'\n')
    }
}

impl Answered {
    /// The change that uses it up; it holds once.
    pub(super) fn used(&self) -> Result<CellChange, AccountError> {
        let mark = Mark { name: self.name.clone(), until: self.until };
        put(Table::Challenge, &self.name, &mark, Expected::Absent)
    }
}

impl Accounts {
    /// A fresh challenge for this.
    pub(super) async fn fresh_challenge(&self, r#for: For<'_>) -> Result<String, AccountError> {
        let key = self.challenge_key().await?;
        Ok(key.fresh(r#for, self.now(), &*self.rng))
    }

    /// Whether a challenge that was answered is ours, for this, in time and not used.
    pub(super) async fn answered(
        &self,
        text: &str,
        r#for: For<'_>,
    ) -> Result<Result<Answered, PasskeyFault>, AccountError> {
        let read = self.challenge_key().await?.read(text, r#for, self.now());
        let name = read.as_ref().map_or("none", |answered| answered.name.as_str());
        // Looked up also when it is none, so that all failures cost the same.
        let used = self.records.cell(Table::Challenge, name).await?.is_some();
        Ok(if used { Err(PasskeyFault::Replayed) } else { read })
    }

    /// The key of this store, made when it is first needed: the same on each node.
    async fn challenge_key(&self) -> Result<&ChallengeKey, AccountError> {
        if let Some(key) = self.challenge_key.get() {
            return Ok(key);
        }
        let kept = self.house_key(CHALLENGE_KEY).await?;
        Ok(self.challenge_key.get_or_init(|| ChallengeKey::new(&kept)))
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn later(millis: i64) -> Timestamp {
        Timestamp(NOW.0 + millis)
    }

    fn fault(read: Result<Answered, PasskeyFault>) -> Option<PasskeyFault> {
        read.err()
    }

    #[test]
    fn a_challenge_lasts_as_long_as_the_limit() {
        let key = ChallengeKey::new("a");
        let text = key.fresh(For::LogIn, NOW, &SeededRng::new(1));
        let at = |millis| fault(key.read(&text, For::LogIn, later(millis)));
        assert_eq!(at(0), None);
        assert_eq!(at(CHALLENGE_MILLIS - 1), None);
        assert_eq!(at(CHALLENGE_MILLIS), Some(PasskeyFault::Expired));
        assert_eq!(at(-1), Some(PasskeyFault::Expired), "of a clock that was ahead");
        assert_eq!(at(10 * 365 * 86_400_000), Some(PasskeyFault::Expired));
    }

    #[test]
    fn no_other_house_and_no_changed_text_counts() {
        let key = ChallengeKey::new("a");
        let text = key.fresh(For::LogIn, NOW, &SeededRng::new(1));
        let read = |key: &ChallengeKey, text: &str| fault(key.read(text, For::LogIn, NOW));
        assert_eq!(read(&ChallengeKey::new("b"), &text), Some(PasskeyFault::Challenge));
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(other).unwrap();
            assert_eq!(read(&key, &other), Some(PasskeyFault::Challenge), "{at}");
            assert_eq!(read(&key, &text[..at]), Some(PasskeyFault::Challenge), "{at}");
        }
        let other = key.fresh(For::LogIn, NOW, &SeededRng::new(2));
        assert_ne!(text, other);
    }
}
