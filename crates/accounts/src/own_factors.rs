//! One's own second factors: what there is, fresh recovery codes, and taking
//! the app away. Each change demands a fresh proof.

use std::sync::Arc;

use hygie_base::SecretString;
use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::factors::{Factors, Recovery};
use crate::limits::ATTEMPTS;
use crate::log_in::Begin;
use crate::notices::Event;
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

impl Accounts {
    /// One's own second factors.
    ///
    /// # Errors
    /// When the session has ended or is not open, or the store fails.
    pub async fn factors(&self, session: &Session) -> Result<FactorsSeen, AccountError> {
        let (mut account, _) = self.owner_at(session, Stage::is_open).await?;
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
    /// [`AccountError::Stale`] when the last full proof was too long ago; when there is
    /// no second factor, the session has ended or is not open, or the store fails.
    pub async fn renew_recovery(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<Vec<SecretString>, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move { this.renew_recovery_now(&session).await }).await
    }

    async fn renew_recovery_now(
        &self,
        session: &Session,
    ) -> Result<Vec<SecretString>, AccountError> {
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, Stage::is_open).await?;
            self.demand_fresh(session)?;
            if !account.factors.any() {
                return Err(AccountError::NotNow);
            }
            let (kept, codes) = Recovery::fresh(&*self.rng);
            account.factors.recovery = kept;
            account.notices.own(Event::CodesRenewed, &session.standing, self.now());
            let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
            let permit = self.gate.itself(session.actor());
            let what = "fresh recovery codes; those of before are void".to_owned();
            if self.change(&permit, vec![change], Some((Action::Account, what))).await? {
                return Ok(codes);
            }
        }
        Err(AccountError::Contended)
    }

    /// Takes the app away, with every PIN, and the recovery codes where there is no
    /// passkey, and ends every session of the person; the one that goes on leads to
    /// enrolling another factor where the house demands one and none is left.
    ///
    /// # Errors
    /// As for [`Accounts::renew_recovery`].
    pub async fn forget_totp(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move { this.forget_totp_now(&session).await }).await
    }

    async fn forget_totp_now(&self, session: &Session) -> Result<LoggedIn, AccountError> {
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, Stage::is_open).await?;
            account.may(self.second_factor, Step::Factor, By::Holder)?;
            self.demand_fresh(session)?;
            if !account.factors.any() {
                return Err(AccountError::NotNow);
            }
            account.factors.forget_totp();
            account.devices.forget_pins();
            account.notices.own(Event::FactorRemoved, &session.standing, self.now());
            let changes = account.end_all_sessions();
            let what = format!("took the app away; {} sessions ended", changes.len());
            let mut standing = session.standing.clone();
            standing.proved = Proved { totp: false, recovery: false, ..standing.proved };
            let begin = Begin { begun: session.begun, standing, changes };
            let note = (Action::Account, what.as_str());
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }
}
