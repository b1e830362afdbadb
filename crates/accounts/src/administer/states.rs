//! Suspending, resuming and revoking accounts, and taking their factors away.

use std::sync::Arc;

use hygie_record::Permit;

use super::Reach;
use crate::account::Account;
use crate::factors::Factors;
use crate::state::Bar;
use crate::{AccountError, Accounts, Step};

impl Accounts {
    /// Stops an account: its sessions end at once, and nobody logs in to it
    /// until it is resumed.
    ///
    /// # Errors
    /// When there is no such account, it is one's own, the last active
    /// administrator's, suspended or revoked already, or the store fails.
    pub async fn suspend(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
    ) -> Result<(), AccountError> {
        self.bar(permit, login, Step::Suspend, Some(Bar::Suspended)).await
    }

    /// Lets a suspended account go on where it stood.
    ///
    /// # Errors
    /// When there is no such account, it is one's own or not suspended, or the
    /// store fails.
    pub async fn resume(self: &Arc<Self>, permit: Permit, login: &str) -> Result<(), AccountError> {
        self.bar(permit, login, Step::Resume, None).await
    }

    /// Ends an account for good: as suspended, and it never comes back. Its
    /// login stays taken, so that nobody else is taken for its holder. What
    /// would let it in is forgotten.
    ///
    /// # Errors
    /// When there is no such account, it is one's own, the last active
    /// administrator's or revoked already, or the store fails.
    pub async fn revoke(self: &Arc<Self>, permit: Permit, login: &str) -> Result<(), AccountError> {
        self.bar(permit, login, Step::Revoke, Some(Bar::Revoked)).await
    }

    /// Takes an account's second factors away, for who lost the phone and the
    /// paper: the next log-in leads to enrolling one.
    ///
    /// # Errors
    /// When there is no such account, it is one's own, suspended or revoked, or
    /// the store fails.
    pub async fn reset_factors(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
    ) -> Result<(), AccountError> {
        let act = |account: &mut Account| {
            account.factors = Factors::default();
            Ok("rid of its second factors".to_owned())
        };
        let reach = Reach { step: Step::Reset, rights: true };
        self.administer(permit, login, reach, Box::new(act)).await
    }

    async fn bar(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        step: Step,
        bar: Option<Bar>,
    ) -> Result<(), AccountError> {
        let act = move |account: &mut Account| {
            account.bar = bar;
            if bar == Some(Bar::Revoked) {
                account.factors = Factors::default();
                account.former = None;
                account.links.clear();
            }
            Ok(step.to_string())
        };
        self.administer(permit, login, Reach { step, rights: true }, Box::new(act)).await
    }
}
