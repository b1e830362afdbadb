//! Logging in by a passkey alone, which says itself whose it is.

use std::sync::Arc;

use hygie_record::Table;
use hygie_trace::Action;

use super::Passkey;
use super::challenge::{Answered, For};
use super::kept::{Owner, cell};
use super::options;
use super::webauthn::{Asserted, Assertion, Known, Party, PasskeyFault};
use crate::account::Account;
use crate::guesses::{Attempt, Source};
use crate::limits::{ATTEMPTS, SESSIONS_PER_ACCOUNT};
use crate::log_in::Begin;
use crate::service::{UNKNOWN, nobody};
use crate::{AccountError, Accounts, LoggedIn, Proved};

/// The name of no account: no login has a line feed. Read for a passkey that is
/// not known, so that it costs what a known one does.
const NOBODY: &str = "\n";

impl Accounts {
    /// What the browser is asked to log in by a passkey: JSON of WebAuthn 5.5, with
    /// bytes in base64url. It names no account and no passkey.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn passkey_challenge(&self, party: &Party) -> Result<String, AccountError> {
        let challenge = self.fresh_challenge(For::LogIn).await?;
        Ok(options::request(party, None, &challenge))
    }

    /// Begins a new session for who used a passkey: two factors are proved. As for
    /// [`Accounts::log_in`], the cookie is a fresh one.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for every answer that does not count, whatever is
    /// wrong with it, also of an account that is suspended; what is wrong is in the
    /// trace. When too many were wrong from this address, or the store fails.
    pub async fn log_in_with_passkey(
        self: &Arc<Self>,
        party: &Party,
        answer: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        // What is no answer of any authenticator is not looked up.
        let Ok(assertion) = Assertion::read(answer) else { return Err(AccountError::Refused) };
        let (this, party, source) = (Arc::clone(self), party.clone(), source.clone());
        Self::to_the_end(
            async move { this.log_in_with_passkey_now(&party, &assertion, &source).await },
        )
        .await
    }

    async fn log_in_with_passkey_now(
        &self,
        party: &Party,
        assertion: &Assertion,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let name = cell(&assertion.id);
        let owner = self.read::<Owner>(Table::Passkey, &name, "passkey").await?;
        let owner = owner.map(|(owner, _)| owner);
        let login = owner.as_ref().map(|owner| owner.login.as_str());
        let mut attempt = Some(self.passkey_attempt_from(login, &name, source).await?);
        let proved = Proved { passkey: true, ..Proved::default() };
        let standing = self.arriving(login.unwrap_or(NOBODY), source, proved).await?;
        for _ in 0..ATTEMPTS {
            let found = self.read_account(login.unwrap_or(NOBODY)).await?;
            let found = found.filter(|(account, _)| {
                owner.as_ref().is_some_and(|owner| owner.account == account.id)
            });
            let known = found.as_ref().map(|(account, _)| account);
            let held = self.held(party, assertion, known).await?;
            let (answered, asserted) = match held {
                Ok(held) => held,
                Err(fault) => return Err(self.not_logged_in(attempt, known, fault).await?),
            };
            let Some((account, tag)) = found else { return Err(AccountError::Refused) };
            if account.bar.is_some() {
                let asker = account.asker(None);
                let what = format!("the account is {}", account.state(self.second_factor));
                self.refused(&asker, Action::LogIn, what).await?;
                return Err(AccountError::Refused);
            }
            let mut account = account;
            account.used(assertion, &asserted, self.now());
            let mut changes = self.make_room(&mut account, SESSIONS_PER_ACCOUNT - 1).await?;
            changes.push(answered.used()?);
            let begin = Begin { begun: self.now(), standing: standing.clone(), changes };
            let note = (Action::LogIn, "logged in by a passkey");
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                attempt.take().into_iter().for_each(Attempt::right);
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }

    /// Holds an assertion against the account that it should be of; against nobody's
    /// passkey where there is none, which takes as long.
    async fn held(
        &self,
        party: &Party,
        assertion: &Assertion,
        account: Option<&Account>,
    ) -> Result<Result<(Answered, Asserted), PasskeyFault>, AccountError> {
        let passkey = account.and_then(|account| account.passkey(&assertion.id));
        let key = passkey.map(Passkey::key).unwrap_or_default();
        let known = passkey.map_or(Known::NOBODYS, |passkey| passkey.known(&key));
        let checked = assertion.check(party, known);
        let challenge = checked.as_ref().map_or("", |asserted| asserted.challenge.as_str());
        let answered = self.answered(challenge, For::LogIn).await?;
        let (Some(account), Some(_)) = (account, passkey) else {
            return Ok(Err(PasskeyFault::Unknown));
        };
        // A passkey that is discovered says whose it is (WebAuthn 7.2, step 6).
        if assertion.handle.as_deref() != Some(account.id.as_bytes()) {
            return Ok(Err(PasskeyFault::Handle));
        }
        Ok(checked.and_then(|asserted| Ok((answered?, asserted))))
    }

    /// Counts and traces it, and gives what to answer.
    async fn not_logged_in(
        &self,
        attempt: Option<Attempt>,
        account: Option<&Account>,
        fault: PasskeyFault,
    ) -> Result<AccountError, AccountError> {
        let asker = account.map_or_else(|| nobody(UNKNOWN, "log-in"), |known| known.asker(None));
        let seconds = attempt.map_or(0, |attempt| attempt.wrong(self.now()));
        let what = format!("passkey refused: {fault}; the next attempt waits {seconds} s");
        self.refused(&asker, Action::LogIn, what).await?;
        Ok(AccountError::Refused)
    }
}

impl Account {
    /// Notes that a passkey was used.
    pub(super) fn used(
        &mut self,
        assertion: &Assertion,
        asserted: &Asserted,
        now: hygie_base::Timestamp,
    ) {
        let mut all = self.factors.passkeys.iter_mut();
        if let Some(passkey) = all.find(|one| one.credential == assertion.id) {
            passkey.used(asserted, now);
        }
    }
}
