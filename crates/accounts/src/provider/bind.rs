//! Linking an account to an identity at a provider.

use std::sync::Arc;

use hygie_record::{Expected, Permit, Table};
use hygie_trace::Action;

use super::{Link, Vouched};
use crate::account::Account;
use crate::administer::Reach;
use crate::limits::{ATTEMPTS, LINKS};
use crate::notices::Event;
use crate::stored::put;
use crate::{AccountError, Accounts, By, LinkSeen, Session, Stage, Step, Vouching};

/// Adds a link to an account.
fn add(account: &mut Account, link: &Link) -> Result<(), AccountError> {
    if account.links.iter().any(|one| one.issuer == link.issuer) {
        return Err(AccountError::LinkedAlready);
    }
    if account.links.len() >= LINKS {
        return Err(AccountError::TooManyLinks);
    }
    account.links.push(link.clone());
    Ok(())
}

impl Accounts {
    /// Links one's own account to the identity that a provider vouches for, in an
    /// open session. Whoever calls this demanded a fresh one ([`Session::is_fresh`])
    /// before the holder left for the provider.
    ///
    /// # Errors
    /// [`AccountError::OtherKind`] when the provider is not for such accounts;
    /// [`AccountError::LinkedAlready`] when the identity or the account is linked
    /// there; one too many; when the session has ended or is not open, or the store
    /// fails.
    pub async fn bind_provider(
        self: &Arc<Self>,
        session: &Session,
        vouched: &Vouched,
    ) -> Result<(), AccountError> {
        let (this, session, vouched) = (Arc::clone(self), session.clone(), vouched.clone());
        Self::to_the_end(async move {
            let mut link = Link::new(&vouched.issuer, &vouched.subject, this.now())?;
            link.two = vouched.vouching == Vouching::Two;
            for _ in 0..ATTEMPTS {
                let open = |stage| stage == Stage::Open;
                let (mut account, tag) = this.owner_at(&session, open).await?;
                account.may(this.second_factor, Step::Factor, By::Holder)?;
                vouched.kind.fits(&account)?;
                let before = account.links.clone();
                add(&mut account, &link)?;
                account.notices.own(Event::ProviderLinked, &session.standing, this.now());
                let mut changes = this.link_changes(&before, &account).await?;
                changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
                let permit = this.gate.itself(session.actor());
                let what = format!("linked the account to an identity at {}", link.issuer);
                if this.change(&permit, changes, Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// Links the account of somebody else, by an administrator who knows who they
    /// are at the provider. Its sessions end.
    ///
    /// # Errors
    /// [`AccountError::Identity`] for what is no issuer or subject; as for
    /// [`Accounts::bind_provider`]; when there is no such account, it is one's own
    /// or revoked.
    pub async fn bind_provider_of(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        issuer: &str,
        subject: &str,
    ) -> Result<(), AccountError> {
        let link = Link::new(issuer, subject, self.now())?;
        let act = move |account: &mut Account| {
            add(account, &link)?;
            Ok(format!("linked to an identity at {}", link.issuer))
        };
        let reach = Reach { step: Step::Change, rights: true, told: Some(Event::ProviderLinked) };
        self.administer(permit, login, reach, Box::new(act)).await
    }

    /// The providers that one's own account is linked to, in the order of linking.
    ///
    /// # Errors
    /// When the session has ended or is not open, or the store fails.
    pub async fn links(&self, session: &Session) -> Result<Vec<LinkSeen>, AccountError> {
        let (account, _) = self.owner_at(session, |stage| stage == Stage::Open).await?;
        Ok(account.links.iter().map(Link::seen).collect())
    }
}
