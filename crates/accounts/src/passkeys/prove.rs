//! Proving again by a passkey, in a session: as the second factor, or before what
//! an unattended screen must not be enough for.

use std::sync::Arc;

use hygie_record::{CellTag, Expected, Table};
use hygie_trace::Action;

use super::challenge::{Answered, For};
use super::options;
use super::webauthn::{Assertion, Party, PasskeyFault};
use crate::account::Account;
use crate::guesses::Attempt;
use crate::limits::ATTEMPTS;
use crate::log_in::Begin;
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, LoggedIn, Session, Stage};

/// A passkey is asked for where it is the second factor, and where somebody is.
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
        let (account, _) = self.owner_at(session, may_prove).await?;
        if account.factors.passkeys.is_empty() {
            return Ok(None);
        }
        let challenge = self.fresh_challenge(For::Prove(session)).await?;
        Ok(Some(options::request(party, Some(&account), &challenge)))
    }

    /// Whether this session's holder used one of their passkeys just now, for
    /// [`passkey_challenge_again`](Accounts::passkey_challenge_again). The session
    /// stays as it is.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for every answer that does not count, which is
    /// traced; [`AccountError::Throttled`] after too many; when the session has ended or is at another stage, or the store fails.
    pub async fn prove_passkey(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
        answer: &str,
    ) -> Result<(), AccountError> {
        let assertion = Assertion::read(answer);
        let (this, session, party) = (Arc::clone(self), session.clone(), party.clone());
        Self::to_the_end(async move {
            let mut attempt = Some(this.passkey_attempt(&session.login)?);
            for _ in 0..ATTEMPTS {
                let read = assertion.as_ref().map_err(|fault| *fault);
                let again = this.again(&session, &party, read, &mut attempt);
                let (account, tag, answered) = again.await?;
                let account = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let changes = vec![answered.used()?, account];
                let permit = this.gate.itself(session.actor());
                let what = "proved again by a passkey".to_owned();
                if this.change(&permit, changes, Some((Action::Account, what))).await? {
                    attempt.take().into_iter().for_each(Attempt::right);
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// Proves the second factor by a passkey, and goes on under a new cookie.
    ///
    /// # Errors
    /// As for [`Accounts::prove_passkey`].
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
                let mut standing = session.standing.clone();
                standing.proved.passkey = true;
                account.sessions.retain(|one| *one != session.name);
                let ended = remove(Table::Session, &session.name, Expected::Any);
                let changes = vec![ended, answered.used()?];
                let begin = Begin { begun: session.begun, standing, changes };
                let what = "proved the second factor by a passkey; session";
                let what = format!("{what} {} goes on", session.id);
                let note = (Action::LogIn, what.as_str());
                if let Some(on) = this.begin_session(account, tag, begin, note).await? {
                    attempt.take().into_iter().for_each(Attempt::right);
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
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
        let (mut account, tag) = self.owner_at(session, may_prove).await?;
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
