//! Suspending, resuming and revoking accounts, and taking their factors away.

use std::sync::Arc;

use hygie_base::{SecretString, Timestamp};
use hygie_record::Permit;

use super::{Reach, governs};
use crate::account::Account;
use crate::factors::Factors;
use crate::limits::ONE_TIME_MILLIS;
use crate::notices::Event;
use crate::state::Bar;
use crate::{AccountError, Accounts, Step, password};

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

    /// Takes an account's second factors away, and its PINs, for who lost the phone and the
    /// paper, and gives a one-time password in the place of its password: else whoever
    /// knows that one, and not its holder, could be the first to enrol another factor.
    ///
    /// # Errors
    /// When there is no such account, it is one's own, suspended or revoked, or
    /// the store fails.
    pub async fn reset_factors(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
    ) -> Result<SecretString, AccountError> {
        governs(&permit)?;
        let shown = password::fresh(&*self.rng);
        let hash = self.hash_one_time(&shown).await?;
        let until = Timestamp(self.now().0.saturating_add(ONE_TIME_MILLIS));
        let act = move |account: &mut Account| {
            account.factors = Factors::default();
            account.devices.forget_pins();
            account.keep_to_work();
            account.set_password(hash.clone(), Some(until));
            Ok("rid of its second factors, with a one-time password".to_owned())
        };
        let reach = Reach { step: Step::Reset, rights: true, told: Some(Event::FactorsReset) };
        self.administer(permit, login, reach, Box::new(act)).await?;
        Ok(shown)
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
            account.devices.forget_pins();
            if bar == Some(Bar::Revoked) {
                account.factors = Factors::default();
                account.former = None;
                account.links.clear();
            }
            Ok(step.to_string())
        };
        let told = Some(if bar.is_some() { Event::Suspended } else { Event::Resumed });
        self.administer(permit, login, Reach { step, rights: true, told }, Box::new(act)).await
    }
}
