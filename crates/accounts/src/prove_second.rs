//! The second step of a log-in: a code of the app, or a recovery code.

use std::sync::Arc;

use hygie_base::Timestamp;
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::factors::{Used, is_long};
use crate::guesses::{Attempt, Source};
use crate::limits::ATTEMPTS;
use crate::notices::Event;
use crate::session::Standing;
use crate::strays::Stray;
use crate::{AccountError, Accounts, LoggedIn, Proved, Session, Stage};

impl Accounts {
    /// Proves the second factor, and goes on under a new cookie.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for every code that does not count, whatever
    /// is wrong with it; when too many were wrong, the session has ended or is
    /// at another stage, or the store fails.
    pub async fn prove_second(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session, source) = (Arc::clone(self), session.clone(), source.clone());
        let typed = Zeroizing::new(typed.to_owned());
        Self::to_the_end(async move { this.prove_second_now(&session, &typed, &source).await })
            .await
    }

    async fn prove_second_now(
        &self,
        session: &Session,
        typed: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        // To guess what is as long as a recovery code is hopeless. It is not counted,
        // so that who has only the password keeps nobody from using one.
        let attempt = match is_long(typed) {
            false => Some(self.code_attempt_from(&session.login, source).await?),
            true => None,
        };
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, |stage| stage == Stage::Second).await?;
            let Some(used) = account.factors.accept(typed, self.now()) else {
                return Err(self.wrong_code(attempt, session, Action::LogIn).await?);
            };
            let mut standing = session.standing.clone();
            standing.proved = with(standing.proved, used);
            standing.proved_at = self.now().0;
            account.notices.whole_way(session.begun);
            account.note_use(used, &standing, self.now());
            let what = told(used, &account);
            let note = (Action::LogIn, what.as_str());
            if let Some(logged_in) =
                self.go_on(account, tag, session, (standing, Vec::new()), note).await?
            {
                attempt.into_iter().for_each(Attempt::right);
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }

    /// Counts and traces a wrong code, and gives what to answer.
    pub(crate) async fn wrong_code(
        &self,
        attempt: Option<Attempt>,
        session: &Session,
        action: Action,
    ) -> Result<AccountError, AccountError> {
        match attempt {
            Some(attempt) => {
                let seconds = attempt.wrong(self.now());
                let what =
                    format!("wrong code of a second factor; the next attempt waits {seconds} s");
                self.refused(session.actor(), action, what).await?;
            }
            None => {
                let what = "wrong recovery code".to_owned();
                self.refused_astray(Stray::Recovery, session.actor(), action, what).await?;
            }
        }
        Ok(AccountError::Refused)
    }
}

impl Account {
    /// Tells of a recovery code that was used: each is one less.
    pub(crate) fn note_use(&mut self, used: Used, standing: &Standing, now: Timestamp) {
        if used == Used::Recovery {
            self.notices.own(Event::RecoveryUsed, standing, now);
        }
    }
}

pub(crate) fn with(proved: Proved, used: Used) -> Proved {
    match used {
        Used::Totp => Proved { totp: true, ..proved },
        Used::Recovery => Proved { recovery: true, ..proved },
    }
}

/// What the trace says of it.
pub(crate) fn told(used: Used, account: &Account) -> String {
    match used {
        Used::Totp => "proved the second factor by a code of the app".to_owned(),
        Used::Recovery => {
            format!("used a recovery code; {} are left", account.factors.recovery.left())
        }
    }
}
