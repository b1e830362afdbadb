//! Changing one's own password.

use std::sync::Arc;

use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::limits::{ATTEMPTS, PASSWORD_BYTES};
use crate::log_in::Begin;
use crate::notices::Event;
use crate::{AccountError, Accounts, By, LoggedIn, PasswordFault, Session, Stage, Step, password};

/// Not before the second factor was proved, nor at the lock: the new password would be
/// the thief's.
fn may_choose(stage: Stage) -> bool {
    !matches!(stage, Stage::Second | Stage::Locked)
}

impl Accounts {
    /// Changes the password, ends every session of the person and begins a new
    /// one, with a new cookie. The old password is asked again, and wrong ones
    /// count as wrong attempts to log in.
    ///
    /// # Errors
    /// [`AccountError::Stale`] when the session is open and its last full proof was too
    /// long ago; when it has ended, the old password is wrong, the new one is
    /// refused, too many attempts were wrong or the store fails.
    pub async fn change_password(
        self: &Arc<Self>,
        session: &Session,
        old: &str,
        new: &str,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        let (old, new) = (Zeroizing::new(old.to_owned()), Zeroizing::new(new.to_owned()));
        Self::to_the_end(async move { this.change_password_now(&session, old, &new).await }).await
    }

    /// Holds what was typed against the password of the session's owner, counted.
    pub(crate) async fn prove(
        &self,
        account: &Account,
        session: &Session,
        typed: Zeroizing<String>,
    ) -> Result<(), AccountError> {
        if typed.len() > PASSWORD_BYTES {
            return Err(AccountError::Refused);
        }
        let attempt = self.attempt(&session.login)?;
        let over = account.one_time_until.is_some_and(|until| self.now().0 >= until);
        if !over && self.check_own_password(account, typed).await?.right {
            attempt.right();
            return Ok(());
        }
        let seconds = attempt.wrong(self.now());
        let what = format!("wrong password typed again; the next attempt waits {seconds} s");
        self.refused(session.actor(), Action::Account, what).await?;
        Err(AccountError::Refused)
    }

    async fn change_password_now(
        &self,
        session: &Session,
        old: Zeroizing<String>,
        new: &str,
    ) -> Result<LoggedIn, AccountError> {
        let (account, _) = self.owner_at(session, may_choose).await?;
        account.may(self.second_factor, Step::Choose, By::Holder)?;
        if session.stage == Stage::Open {
            self.demand_fresh(session)?;
        }
        let unchanged = password::normal(&old) == password::normal(new);
        self.prove(&account, session, old).await?;
        if unchanged {
            return Err(PasswordFault::Unchanged.into());
        }
        let hash = self.hash_own(new, &account.own_words()).await?;
        if self.is_former(&account, new).await? {
            return Err(PasswordFault::Former.into());
        }
        let verified = account.password;
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, may_choose).await?;
            if account.password != verified {
                return Err(AccountError::Refused);
            }
            let changes = account.end_all_sessions();
            account.set_password(hash.clone(), None);
            let (stage, standing) = (session.stage, &session.standing);
            account.notices.led(stage, Event::PasswordChanged, standing, self.now());
            let what = format!("password changed; {} sessions ended", changes.len());
            let note = (Action::Account, what.as_str());
            // The second factor is not proved anew, so the session's hours go on.
            let begin = Begin { begun: session.begun, standing: session.standing.clone(), changes };
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }

    /// Whether it is the person's own password of before the one-time one.
    async fn is_former(&self, account: &Account, typed: &str) -> Result<bool, AccountError> {
        let (Some(former), Some(typed)) = (account.former.clone(), password::normal(typed)) else {
            return Ok(false);
        };
        self.hashes.run(move |hasher| hasher.verify(&typed, Some(&former))).await
    }
}
