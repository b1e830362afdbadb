//! Enrolling an authenticator app, and putting it off.

use std::sync::Arc;

use hygie_base::SecretString;
use hygie_record::{CellChanges, Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::factors::{Recovery, Seed};
use crate::limits::{ATTEMPTS, CODE_BYTES};
use crate::log_in::Begin;
use crate::notices::Event;
use crate::session::Stored;
use crate::stored::put;
use crate::{AccountError, Accounts, By, LoggedIn, Session, Stage, Step};

/// What an authenticator app is told.
pub struct Offered {
    /// The secret for who types it: base32, 32 characters.
    pub secret: SecretString,
    /// The same as an `otpauth` address, for a QR code.
    pub uri: SecretString,
}

/// An app that was enrolled.
pub struct Enrolled {
    /// The session that goes on, under a new cookie.
    pub logged_in: LoggedIn,
    /// The recovery codes, which are never shown again.
    pub codes: Vec<SecretString>,
}

/// Enrolling is for who must, and for who wants to.
const fn may_enrol(stage: Stage) -> bool {
    matches!(stage, Stage::Enrol { .. } | Stage::Open)
}

impl Accounts {
    /// What to tell the app. The same for as long as the session is not enrolled,
    /// so that a page shown again does not undo what the app took already.
    ///
    /// # Errors
    /// When the session has ended or is at another stage, an app is enrolled
    /// already, or the store fails.
    pub async fn offer_totp(&self, session: &Session) -> Result<Offered, AccountError> {
        let told =
            |seed: &Seed| Offered { secret: seed.to_base32(), uri: seed.to_uri(&session.login) };
        for _ in 0..ATTEMPTS {
            let (account, _) = self.owner_at(session, may_enrol).await?;
            if account.factors.totp.is_some() {
                return Err(AccountError::NotNow);
            }
            let read = self.read::<Stored>(Table::Session, &session.name, "session").await?;
            let Some((mut stored, tag)) = read else { return Err(AccountError::Ended) };
            if let Some(seed) = &stored.standing.offered {
                return Ok(told(seed));
            }
            let seed = Seed::fresh(&*self.rng);
            stored.standing.offered = Some(seed.clone());
            let change = put(Table::Session, &session.name, &stored, Expected::Is(tag))?;
            // Untraced: nothing is granted by it.
            let changes = CellChanges { changes: vec![change], trace: None };
            let done = self.records.change_cells(&self.gate.itself(session.actor()), changes).await;
            self.sessions.forget(&session.name);
            if done? {
                return Ok(told(&seed));
            }
        }
        Err(AccountError::Contended)
    }

    /// Enrols the app that shows this code, gives recovery codes, and goes on
    /// under a new cookie with two factors proved; every other session ends. Who is
    /// not led to it by the log-in, but does it of their own accord, has proved lately
    /// who they are: an unattended screen must not be enough to lock its owner out.
    ///
    /// # Errors
    /// [`AccountError::Stale`] when the session is open and its last full proof was too
    /// long ago; [`AccountError::Code`] for another code; when nothing was offered, the
    /// session has ended or is at another stage, or the store fails.
    pub async fn enrol_totp(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
    ) -> Result<Enrolled, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        let typed = Zeroizing::new(typed.to_owned());
        Self::to_the_end(async move { this.enrol_totp_now(&session, &typed).await }).await
    }

    async fn enrol_totp_now(
        &self,
        session: &Session,
        typed: &str,
    ) -> Result<Enrolled, AccountError> {
        if session.stage == Stage::Open {
            self.demand_fresh(session)?;
        }
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, may_enrol).await?;
            account.may(self.second_factor, Step::Factor, By::Holder)?;
            let read = self.read::<Stored>(Table::Session, &session.name, "session").await?;
            let Some((stored, _)) = read else { return Err(AccountError::Ended) };
            let mut standing = stored.standing;
            let (Some(seed), None) = (standing.offered.take(), &account.factors.totp) else {
                return Err(AccountError::NotNow);
            };
            let fits = typed.len() <= CODE_BYTES;
            let totp = if fits { seed.confirmed(typed, self.now()) } else { None };
            account.factors.totp = Some(totp.ok_or(AccountError::Code)?);
            let (kept, codes) = Recovery::fresh(&*self.rng);
            account.factors.recovery = kept;
            standing.proved.totp = true;
            account.notices.led(session.stage, Event::FactorAdded, &standing, self.now());
            let note = (Action::Account, "enrolled an authenticator app");
            let changes = account.end_all_sessions();
            let begin = Begin { begun: session.begun, standing, changes };
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                return Ok(Enrolled { logged_in, codes });
            }
        }
        Err(AccountError::Contended)
    }

    /// Puts enrolling off until the next log-in, where the house allows it.
    ///
    /// # Errors
    /// When the house does not allow it, the session has ended or is at another
    /// stage, or the store fails.
    pub async fn put_off(self: &Arc<Self>, session: &Session) -> Result<LoggedIn, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let may = |stage| stage == Stage::Enrol { may_wait: true };
                let (account, tag) = this.owner_at(&session, may).await?;
                let mut standing = session.standing.clone();
                standing.waits = true;
                let note = (Action::Account, "put off enrolling a second factor");
                if let Some(on) =
                    this.go_on(account, tag, &session, (standing, Vec::new()), note).await?
                {
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
