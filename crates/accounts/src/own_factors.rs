//! One's own second factors: what there is, fresh recovery codes, and taking
//! the app away. Each change asks for a code again.

use std::sync::Arc;

use hygie_base::SecretString;
use hygie_record::{Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::factors::{Factors, Recovery};
use crate::limits::ATTEMPTS;
use crate::log_in::Begin;
use crate::stored::put;
use crate::{AccountError, Accounts, By, LoggedIn, Proved, Session, Stage, Step};

/// What there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FactorsSeen {
    /// Whether an authenticator app is enrolled.
    pub totp: bool,
    /// How many recovery codes are left.
    pub recovery: usize,
    /// Whether the house demands a second factor of this account.
    pub demanded: bool,
}

fn is_open(stage: Stage) -> bool {
    stage == Stage::Open
}

impl Accounts {
    /// One's own second factors.
    ///
    /// # Errors
    /// When the session has ended or is not open, or the store fails.
    pub async fn factors(&self, session: &Session) -> Result<FactorsSeen, AccountError> {
        let (mut account, _) = self.owner_at(session, is_open).await?;
        let seen = FactorsSeen {
            totp: account.factors.totp.is_some(),
            recovery: account.factors.recovery.left(),
            demanded: false,
        };
        account.factors = Factors::default();
        Ok(FactorsSeen { demanded: self.second_factor.demands(&account), ..seen })
    }

    /// Fresh recovery codes, which replace those that are left.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for a code that does not count; when too many
    /// were wrong, the session has ended or is not open, or the store fails.
    pub async fn renew_recovery(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
    ) -> Result<Vec<SecretString>, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        let typed = Zeroizing::new(typed.to_owned());
        Self::to_the_end(async move { this.renew_recovery_now(&session, &typed).await }).await
    }

    async fn renew_recovery_now(
        &self,
        session: &Session,
        typed: &str,
    ) -> Result<Vec<SecretString>, AccountError> {
        let attempt = self.code_attempt(&session.login)?;
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, is_open).await?;
            if account.factors.accept(typed, self.now()).is_none() {
                return Err(self.wrong_code(Some(attempt), session, Action::Account).await?);
            }
            let (kept, codes) = Recovery::fresh(&*self.rng);
            account.factors.recovery = kept;
            let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
            let permit = self.gate.itself(session.actor());
            let what = "fresh recovery codes; those of before are void".to_owned();
            if self.change(&permit, vec![change], Some((Action::Account, what))).await? {
                attempt.right();
                return Ok(codes);
            }
        }
        Err(AccountError::Contended)
    }

    /// Takes the app away, and the recovery codes where there is no passkey, and ends
    /// every session of the person; the one that goes on leads to enrolling another
    /// factor where the house demands one and none is left.
    ///
    /// # Errors
    /// As for [`Accounts::renew_recovery`].
    pub async fn forget_totp(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        let typed = Zeroizing::new(typed.to_owned());
        Self::to_the_end(async move { this.forget_totp_now(&session, &typed).await }).await
    }

    async fn forget_totp_now(
        &self,
        session: &Session,
        typed: &str,
    ) -> Result<LoggedIn, AccountError> {
        let attempt = self.code_attempt(&session.login)?;
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, is_open).await?;
            account.may(self.second_factor, Step::Factor, By::Holder)?;
            if account.factors.accept(typed, self.now()).is_none() {
                return Err(self.wrong_code(Some(attempt), session, Action::Account).await?);
            }
            account.factors.forget_totp();
            let changes = account.end_all_sessions();
            let what = format!("took the app away; {} sessions ended", changes.len());
            let mut standing = session.standing.clone();
            standing.proved = Proved { totp: false, recovery: false, ..standing.proved };
            let begin = Begin { begun: session.begun, standing, changes };
            let note = (Action::Account, what.as_str());
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                attempt.right();
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }
}
