//! Logging in with a provider's word.

use std::sync::Arc;

use hygie_base::ExposeSecret as _;
use hygie_record::Table;
use hygie_trace::Action;

use super::link::{Leads, name};
use super::{Through, Vouched};
use crate::account::Account;
use crate::guesses::Source;
use crate::limits::{ATTEMPTS, HINT_BYTES, SESSIONS_PER_ACCOUNT};
use crate::log_in::Begin;
use crate::service::{UNKNOWN, nobody};
use crate::session::Standing;
use crate::strays::Stray;
use crate::{AccountError, Accounts, LoggedIn, Proved, Vouching};

impl Accounts {
    /// Begins a session for somebody whom a provider vouches for. When the provider
    /// names exactly one of the account's activities, the session acts in it.
    ///
    /// # Errors
    /// [`AccountError::NotLinked`] when no account is linked to the identity;
    /// [`AccountError::OtherKind`] when the provider is not for such accounts;
    /// [`AccountError::Barred`] when the account is suspended or revoked; or the store
    /// fails.
    pub async fn log_in_with_provider(
        self: &Arc<Self>,
        vouched: &Vouched,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let (this, vouched, source) = (Arc::clone(self), vouched.clone(), source.clone());
        Self::to_the_end(async move { this.log_in_vouched(&vouched, &source).await }).await
    }

    async fn log_in_vouched(
        &self,
        vouched: &Vouched,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        for _ in 0..ATTEMPTS {
            let Some((mut account, tag)) = self.linked(vouched).await? else {
                let what =
                    format!("nobody's account is linked to who came from {}", vouched.issuer);
                let stranger = nobody(UNKNOWN, "log-in");
                self.refused_astray(Stray::Provider, &stranger, Action::LogIn, what).await?;
                return Err(AccountError::NotLinked);
            };
            self.may_enter(&account, vouched).await?;
            let two = vouched.vouching == Vouching::Two;
            for link in account.links.iter_mut().filter(|link| link.issuer == vouched.issuer) {
                // Never less again: else who broke one factor there could enrol an app here.
                link.two |= two;
            }
            let changes = self.make_room(&mut account, SESSIONS_PER_ACCOUNT - 1).await?;
            let proved = Proved::vouched(vouched.vouching);
            let arriving = self.arriving(&account.login, source, proved).await?;
            let standing = standing(&account, vouched, arriving);
            let begin = Begin { begun: self.now(), standing, changes };
            let what = format!("logged in with {}", vouched.issuer);
            let note = (Action::LogIn, what.as_str());
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }

    /// The account that is linked to the identity.
    async fn linked(
        &self,
        Vouched { issuer, subject, .. }: &Vouched,
    ) -> Result<Option<(Account, hygie_record::CellTag)>, AccountError> {
        let cell = name(issuer, subject);
        let read = self.read::<Leads>(Table::Linked, &cell, "linked identity").await?;
        let Some((leads, _)) = read else { return Ok(None) };
        let found = self.read_account(&leads.login).await?;
        Ok(found.filter(|(account, _)| {
            account.id == leads.account
                && account.links.iter().any(|link| link.is_of(issuer, subject))
        }))
    }

    async fn may_enter(&self, account: &Account, vouched: &Vouched) -> Result<(), AccountError> {
        let asker = account.asker(None);
        if account.bar.is_some() {
            let what = format!("the account is {}", account.state(self.second_factor));
            self.refused(&asker, Action::LogIn, what).await?;
            return Err(AccountError::Barred);
        }
        if let Err(error) = vouched.kind.fits(account) {
            let what = format!("{} is not for accounts of this kind", vouched.issuer);
            self.refused(&asker, Action::LogIn, what).await?;
            return Err(error);
        }
        Ok(())
    }
}

fn standing(account: &Account, vouched: &Vouched, arriving: Standing) -> Standing {
    let named = vouched.named(account);
    let activity = match named.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    let through = vouched.log_out.as_ref().map(|(provider, hint)| Through {
        provider: provider.clone(),
        hint: hint.expose_secret().to_owned(),
    });
    let through = through.filter(|through| through.hint.len() <= HINT_BYTES);
    Standing { activity, named, through, regulates: vouched.regulates, ..arriving }
}
