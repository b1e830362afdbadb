//! Proving again by a passkey, in a session: as the second factor, or before what
//! an unattended screen must not be enough for.

use std::sync::Arc;

use hygie_record::CellTag;
use hygie_trace::Action;

use super::challenge::{Answered, For};
use super::options;
use super::webauthn::{Assertion, Party, PasskeyFault};
use crate::account::Account;
use crate::guesses::Attempt;
use crate::limits::ATTEMPTS;
use crate::session::Standing;
use crate::{AccountError, Accounts, LoggedIn, Session, Stage};

/// A passkey is asked for where it is the second factor, and where somebody is or was.
const fn may_prove(stage: Stage) -> bool {
    matches!(stage, Stage::Second | Stage::Open)
}

impl Accounts {
    /// What the browser is asked to prove this session's holder by one of their
    /// passkeys: JSON of WebAuthn 5.5. `None` when the account has none.
    ///
    /// # Errors
    /// When the session has ended or is at another stage, or the store fails.
    pub async fn passkey_challenge_again(
        &self,
        session: &Session,
        party: &Party,
    ) -> Result<Option<String>, AccountError> {
        let (account, _) = self.holder(session).await?;
        if account.factors.passkeys.is_empty() {
            return Ok(None);
        }
        let challenge = self.fresh_challenge(For::Prove(session)).await?;
        Ok(Some(options::request(party, Some(&account), &challenge)))
    }

    /// Proves everything again by a passkey: the session goes on as the same under
    /// another cookie, fresh for [`crate::limits::FRESH_MILLIS`].
    ///
    /// # Errors
    /// [`AccountError::Refused`] for every answer that does not count, which is
    /// traced; [`AccountError::Throttled`] after too many; when the session has ended
    /// or is not open, or the store fails.
    pub async fn confirm_with_passkey(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
        answer: &str,
    ) -> Result<LoggedIn, AccountError> {
        if session.stage != Stage::Open {
            return Err(AccountError::NotNow);
        }
        let (this, session) = (Arc::clone(self), session.clone());
        let (party, answer) = (party.clone(), answer.to_owned());
        Self::to_the_end(async move {
            let now = this.now().0;
            let what = "proved again who it is, by a passkey";
            let prove = |standing: &mut Standing| {
                standing.proved_at = now;
                standing.proved.passkey = true;
            };
            this.go_on_by_passkey(&session, &party, &answer, what, prove).await
        })
        .await
    }

    /// Goes on as the same session, changed as `change` says, for an answer that counts.
    pub(crate) async fn go_on_by_passkey(
        &self,
        session: &Session,
        party: &Party,
        answer: &str,
        what: &str,
        change: impl Fn(&mut Standing),
    ) -> Result<LoggedIn, AccountError> {
        let assertion = Assertion::read(answer);
        let mut attempt = Some(self.passkey_attempt(&session.login)?);
        for _ in 0..ATTEMPTS {
            let read = assertion.as_ref().map_err(|fault| *fault);
            let (account, tag, answered) = self.again(session, party, read, &mut attempt).await?;
            let with = (&change, vec![answered.used()?]);
            let note = (Action::Account, what);
            if let Some(on) = self.go_on_as_same(account, tag, session, with, note).await? {
                attempt.take().into_iter().for_each(Attempt::right);
                return Ok(on);
            }
        }
        Err(AccountError::Contended)
    }

    /// Proves the second factor by a passkey, and goes on under a new cookie.
    ///
    /// # Errors
    /// As for [`Accounts::confirm_with_passkey`].
    pub async fn prove_second_with_passkey(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
        answer: &str,
    ) -> Result<LoggedIn, AccountError> {
        if session.stage != Stage::Second {
            return Err(AccountError::NotNow);
        }
        let assertion = Assertion::read(answer);
        let (this, session, party) = (Arc::clone(self), session.clone(), party.clone());
        Self::to_the_end(async move {
            let mut attempt = Some(this.passkey_attempt(&session.login)?);
            for _ in 0..ATTEMPTS {
                let read = assertion.as_ref().map_err(|fault| *fault);
                let again = this.again(&session, &party, read, &mut attempt);
                let (mut account, tag, answered) = again.await?;
                account.notices.whole_way(session.begun);
                let mut standing = session.standing.clone();
                standing.proved.passkey = true;
                let with = (standing, vec![answered.used()?]);
                let note = (Action::LogIn, "proved the second factor by a passkey");
                if let Some(on) = this.go_on(account, tag, &session, with, note).await? {
                    attempt.take().into_iter().for_each(Attempt::right);
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// The account of a session that a passkey may prove something to.
    async fn holder(&self, session: &Session) -> Result<(Account, CellTag), AccountError> {
        match session.stage {
            Stage::Locked => self.owner_locked(session).await,
            _ => self.owner_at(session, may_prove).await,
        }
    }

    /// The account with the passkey used, ready to be kept. What does not count is
    /// counted and traced.
    async fn again(
        &self,
        session: &Session,
        party: &Party,
        assertion: Result<&Assertion, PasskeyFault>,
        attempt: &mut Option<Attempt>,
    ) -> Result<(Account, CellTag, Answered), AccountError> {
        let (mut account, tag) = self.holder(session).await?;
        let action = match session.stage {
            Stage::Second => Action::LogIn,
            _ => Action::Account,
        };
        match self.proved_again(session, party, &mut account, assertion).await? {
            Ok(answered) => Ok((account, tag, answered)),
            Err(fault) => {
                let seconds = attempt.take().map_or(0, |attempt| attempt.wrong(self.now()));
                let what = format!("passkey refused: {fault}; the next attempt waits {seconds} s");
                self.refused(session.actor(), action, what).await?;
                Err(AccountError::Refused)
            }
        }
    }

    async fn proved_again(
        &self,
        session: &Session,
        party: &Party,
        account: &mut Account,
        assertion: Result<&Assertion, PasskeyFault>,
    ) -> Result<Result<Answered, PasskeyFault>, AccountError> {
        let held = assertion.and_then(|assertion| {
            let passkey = account.passkey(&assertion.id).ok_or(PasskeyFault::Unknown)?;
            // Where passkeys are named to the browser, it may leave the handle out.
            let handle = assertion.handle.as_deref();
            if handle.is_some_and(|handle| handle != account.id.as_bytes()) {
                return Err(PasskeyFault::Handle);
            }
            let key = passkey.key();
            Ok((assertion, assertion.check(party, passkey.known(&key))?))
        });
        let (assertion, asserted) = match held {
            Ok(held) => held,
            Err(fault) => return Ok(Err(fault)),
        };
        let answered = self.answered(&asserted.challenge, For::Prove(session)).await?;
        if answered.is_ok() {
            account.used(assertion, &asserted, self.now());
        }
        Ok(answered)
    }
}
