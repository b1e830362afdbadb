//! Ending a link.

use std::sync::Arc;

use hygie_record::Permit;
use hygie_trace::Action;

use crate::account::Account;
use crate::administer::Reach;
use crate::limits::ATTEMPTS;
use crate::log_in::Begin;
use crate::notices::Event;
use crate::{AccountError, Accounts, By, LoggedIn, Session, Stage, Step};

/// Takes the link to a provider away.
fn take(account: &mut Account, issuer: &str) -> Result<(), AccountError> {
    let before = account.links.len();
    account.links.retain(|link| link.issuer != issuer);
    if account.links.len() < before { Ok(()) } else { Err(AccountError::NoSuchLink) }
}

impl Accounts {
    /// Ends the link of one's own account to a provider, and every session of the
    /// person but this one, which goes on under a new cookie.
    ///
    /// # Errors
    /// [`AccountError::Stale`]; [`AccountError::NoSuchLink`]; [`AccountError::OnlyWay`] when the password is a
    /// one-time one, which is no way in of one's own, and no other link is left; when
    /// the session has ended or is not open, or the store fails.
    pub async fn unbind_provider(
        self: &Arc<Self>,
        session: &Session,
        issuer: &str,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session, issuer) = (Arc::clone(self), session.clone(), issuer.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let open = |stage| stage == Stage::Open;
                let (mut account, tag) = this.owner_at(&session, open).await?;
                account.may(this.second_factor, Step::Factor, By::Holder)?;
                this.demand_fresh(&session)?;
                let before = account.links.clone();
                take(&mut account, &issuer)?;
                if account.links.is_empty() && account.one_time_until.is_some() {
                    return Err(AccountError::OnlyWay);
                }
                account.notices.own(Event::ProviderUnlinked, &session.standing, this.now());
                let mut changes = this.link_changes(&before, &account).await?;
                changes.extend(account.end_all_sessions());
                let what = format!("ended the link of the account to {issuer}");
                let note = (Action::Account, what.as_str());
                let standing = session.standing.clone();
                let begin = Begin { begun: session.begun, standing, changes };
                if let Some(on) = this.begin_session(account, tag, begin, note).await? {
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// Ends a link of somebody else's account, by an administrator, and its sessions.
    ///
    /// # Errors
    /// [`AccountError::NoSuchLink`]; when there is no such account, it is one's own
    /// or revoked, or the store fails.
    pub async fn unbind_provider_of(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        issuer: &str,
    ) -> Result<(), AccountError> {
        let issuer = issuer.to_owned();
        let act = move |account: &mut Account| {
            take(account, &issuer)?;
            Ok(format!("rid of its link to {issuer}"))
        };
        let reach = Reach { step: Step::Change, rights: true, told: Some(Event::ProviderUnlinked) };
        self.administer(permit, login, reach, Box::new(act)).await
    }
}
