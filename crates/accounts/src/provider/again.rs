//! Showing again who one is, with a provider's word: before what is sensitive, and at the
//! lock. For who has no password here, nor a passkey or PIN, it is the only way.

use std::sync::Arc;

use hygie_trace::Action;

use super::Vouched;
use crate::account::Account;
use crate::limits::ATTEMPTS;
use crate::lock::unlocked;
use crate::session::Standing;
use crate::{AccountError, Accounts, LoggedIn, Proved, Session, Stage, Vouching};

impl Accounts {
    /// Proves everything again with a provider's word: the session goes on as the same
    /// under another cookie, fresh for [`crate::limits::FRESH_MILLIS`].
    ///
    /// # Errors
    /// [`AccountError::NotLinked`] when the identity is not of this account;
    /// [`AccountError::OtherKind`] when the provider is not for such accounts;
    /// [`AccountError::Refused`] when one factor there is less than the account has; each
    /// traced. When the session has ended or is not open, or the store fails.
    pub async fn confirm_with_provider(
        self: &Arc<Self>,
        session: &Session,
        vouched: &Vouched,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session, vouched) = (Arc::clone(self), session.clone(), vouched.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (account, tag) = this.owner_at(&session, Stage::is_open).await?;
                this.vouches_for(&account, &session, &vouched).await?;
                if !is_whole(&account, &vouched, this.second_factor.demands(&account)) {
                    let what = format!("one factor at {} is not enough", vouched.issuer);
                    this.refused(session.actor(), Action::Account, what).await?;
                    return Err(AccountError::Refused);
                }
                let now = this.now().0;
                let what = format!("proved again who it is, with {}", vouched.issuer);
                let prove = |standing: &mut Standing| {
                    standing.proved_at = now;
                    standing.proved = with(standing.proved, vouched.vouching);
                };
                let (with, note) = ((prove, Vec::new()), (Action::Account, what.as_str()));
                if let Some(on) = this.go_on_as_same(account, tag, &session, with, note).await? {
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// Unlocks a session with a provider's word, one factor of which is worth a password:
    /// it goes on as the same, under another cookie, as fresh or as old as it was.
    ///
    /// # Errors
    /// As [`Accounts::confirm_with_provider`], and when it is not locked.
    pub async fn unlock_with_provider(
        self: &Arc<Self>,
        session: &Session,
        vouched: &Vouched,
    ) -> Result<LoggedIn, AccountError> {
        if session.stage != Stage::Locked {
            return Err(AccountError::NotNow);
        }
        let (this, session, vouched) = (Arc::clone(self), session.clone(), vouched.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (account, tag) = this.owner_locked(&session).await?;
                this.vouches_for(&account, &session, &vouched).await?;
                let what = format!("unlocked with {}", vouched.issuer);
                let (with, note) = ((unlocked, Vec::new()), (Action::Account, what.as_str()));
                if let Some(on) = this.go_on_as_same(account, tag, &session, with, note).await? {
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// # Errors
    /// When the word is not of this account's holder.
    async fn vouches_for(
        &self,
        account: &Account,
        session: &Session,
        vouched: &Vouched,
    ) -> Result<(), AccountError> {
        let Vouched { issuer, subject, .. } = vouched;
        if !account.links.iter().any(|link| link.is_of(issuer, subject)) {
            let what = format!("who came from {issuer} is not the holder of this account");
            self.refused(session.actor(), Action::Account, what).await?;
            return Err(AccountError::NotLinked);
        }
        if let Err(error) = vouched.kind.fits(account) {
            let what = format!("{issuer} is not for accounts of this kind");
            self.refused(session.actor(), Action::Account, what).await?;
            return Err(error);
        }
        Ok(())
    }
}

/// Whether the word is a full proof of this account: two factors, or as many as it has.
fn is_whole(account: &Account, vouched: &Vouched, two_demanded: bool) -> bool {
    vouched.vouching == Vouching::Two || !(two_demanded || account.factors.any())
}

/// What is proved once a provider has vouched again: never less than before.
fn with(proved: Proved, vouching: Vouching) -> Proved {
    let provider = match (proved.provider, vouching) {
        (Some(Vouching::Two), _) | (_, Vouching::Two) => Vouching::Two,
        _ => Vouching::One,
    };
    Proved { provider: Some(provider), ..proved }
}
