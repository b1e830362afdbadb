//! Forgetting a device, or its PIN.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::account::Account;
use crate::limits::ATTEMPTS;
use crate::notices::Event;
use crate::stored::put;
use crate::{AccountError, Accounts, Session};

/// What is forgotten; tells how many were.
type Forget = dyn Fn(&mut Account) -> usize + Send + Sync;

impl Accounts {
    /// Forgets a device with its PIN: its next log-in is told as one of a new device.
    /// Sessions there go on. `false` when there is none of this id.
    ///
    /// # Errors
    /// When the session has ended or is locked, or the store fails.
    pub async fn forget_device(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
    ) -> Result<bool, AccountError> {
        let id = id.to_owned();
        let forget = move |account: &mut Account| usize::from(account.devices.forget(&id));
        Ok(self.forget_of(session, "forgot a device", Box::new(forget)).await? > 0)
    }

    /// Forgets the PIN of a device. `false` when it has none.
    ///
    /// # Errors
    /// As for [`Accounts::forget_device`].
    pub async fn forget_pin(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
    ) -> Result<bool, AccountError> {
        let id = id.to_owned();
        let forget = move |account: &mut Account| usize::from(account.devices.forget_pin(&id));
        Ok(self.forget_of(session, "forgot the PIN of a device", Box::new(forget)).await? > 0)
    }

    /// Forgets every PIN, and tells how many there were.
    ///
    /// # Errors
    /// As for [`Accounts::forget_device`].
    pub async fn forget_pins(self: &Arc<Self>, session: &Session) -> Result<usize, AccountError> {
        let forget = |account: &mut Account| account.devices.forget_pins();
        self.forget_of(session, "forgot the PINs of all devices", Box::new(forget)).await
    }

    async fn forget_of(
        self: &Arc<Self>,
        session: &Session,
        what: &'static str,
        forget: Box<Forget>,
    ) -> Result<usize, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner(&session).await?;
                let pins = account.devices.pins();
                let count = forget(&mut account);
                if count == 0 {
                    return Ok(0);
                }
                if account.devices.pins() < pins {
                    account.notices.own(Event::PinForgotten, &session.standing, this.now());
                }
                let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let trace = Some((Action::Account, what.to_owned()));
                if this.change(&permit, vec![change], trace).await? {
                    return Ok(count);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
