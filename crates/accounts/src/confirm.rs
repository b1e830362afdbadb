//! Proving again who one is, for what is sensitive: an unattended screen, or a cookie
//! alone, must not be enough for it.

use std::sync::Arc;

use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::factors::is_long;
use crate::guesses::{Attempt, Source};
use crate::limits::ATTEMPTS;
use crate::prove_second::{told, with};
use crate::session::Standing;
use crate::{AccountError, Accounts, LoggedIn, Session, Stage};

impl Accounts {
    /// Proves everything again: the password, and a code where there is a second
    /// factor. The session goes on as the same under another cookie, fresh for
    /// [`crate::limits::FRESH_MILLIS`].
    ///
    /// # Errors
    /// [`AccountError::Refused`] when one of the two is wrong, which is not said;
    /// when too many were wrong, the session has ended or is not open, or the store
    /// fails.
    pub async fn confirm(
        self: &Arc<Self>,
        session: &Session,
        password: &str,
        code: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session, source) = (Arc::clone(self), session.clone(), source.clone());
        let password = Zeroizing::new(password.to_owned());
        let code = Zeroizing::new(code.to_owned());
        Self::to_the_end(async move { this.confirm_now(&session, password, &code, &source).await })
            .await
    }

    async fn confirm_now(
        &self,
        session: &Session,
        password: Zeroizing<String>,
        code: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let (account, _) = self.owner_at(session, Stage::is_open).await?;
        self.prove(&account, session, password).await?;
        if self.second_factor.demands(&account) {
            // Two factors are demanded of it, and the other one is a provider's word.
            let what = "the password alone is not a full proof of this account".to_owned();
            self.refused(session.actor(), Action::Account, what).await?;
            return Err(AccountError::Refused);
        }
        let verified = account.password;
        // As at the log-in: what is as long as a recovery code is not counted.
        let attempt = match account.factors.any() && !is_long(code) {
            true => Some(self.code_attempt_from(&session.login, source).await?),
            false => None,
        };
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, Stage::is_open).await?;
            if account.password != verified {
                return Err(AccountError::Refused);
            }
            let now = self.now();
            let mut what = "proved again who it is, by the password".to_owned();
            let mut second = None;
            if account.factors.any() {
                let Some(used) = account.factors.accept(code, now) else {
                    return Err(self.wrong_code(attempt, session, Action::Account).await?);
                };
                what = format!("{what}; {}", told(used, &account));
                account.note_use(used, &session.standing, now);
                second = Some(used);
            }
            let prove = |standing: &mut Standing| {
                standing.proved_at = now.0;
                if let Some(used) = second {
                    standing.proved = with(standing.proved, used);
                }
            };
            let note = (Action::Account, what.as_str());
            let done = self.go_on_as_same(account, tag, session, (prove, Vec::new()), note).await?;
            if let Some(logged_in) = done {
                attempt.into_iter().for_each(Attempt::right);
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }

    /// Whether the last full proof of a session is fresh enough for what is sensitive.
    pub(crate) fn demand_fresh(&self, session: &Session) -> Result<(), AccountError> {
        if session.is_fresh(self.now()) { Ok(()) } else { Err(AccountError::Stale) }
    }
}
