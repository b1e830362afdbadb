//! Setting the PIN of the device one sits at.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use super::pin::{Pin, judge};
use crate::limits::ATTEMPTS;
use crate::notices::Event;
use crate::stored::put;
use crate::{AccountError, Accounts, Session, Source};

impl Accounts {
    /// Sets the PIN by which this account unlocks on this device, in the place of
    /// another one.
    ///
    /// # Errors
    /// [`AccountError::Pin`] for a PIN that is refused; [`AccountError::Stale`] when the
    /// last full proof was too long ago; [`AccountError::NotNow`] when two factors were
    /// not proved in this session or the device is not the one where it began; when the
    /// session has ended or is locked, or the store fails.
    pub async fn set_pin(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
        source: &Source,
    ) -> Result<(), AccountError> {
        judge(typed)?;
        self.demand_fresh(session)?;
        if !session.may_set_pin() || session.asker().is_none() {
            return Err(AccountError::NotNow);
        }
        let device = self.device_of(session, source).await?.ok_or(AccountError::NotNow)?;
        let (this, session) = (Arc::clone(self), session.clone());
        let typed = Zeroizing::new(typed.to_owned());
        Self::to_the_end(async move {
            let hash = this.session_hashes.run(move |hasher| hasher.hash(&typed)).await??;
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner(&session).await?;
                let now = this.now();
                if !account.devices.has(&device) {
                    // It was forgotten meanwhile, or is a persona's.
                    account.devices.seen(&device, &session.standing, now);
                }
                account.devices.set_pin(&device, Pin::of(hash.clone(), now));
                account.notices.own(Event::PinSet, &session.standing, now);
                let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let what = "set the PIN of a device".to_owned();
                if this.change(&permit, vec![change], Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
