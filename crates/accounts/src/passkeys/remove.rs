//! Removing a passkey.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::webauthn::Party;
use super::{Confirm, dropped};
use crate::factors::Recovery;
use crate::limits::ATTEMPTS;
use crate::stored::put;
use crate::{AccountError, Accounts, By, Session, Stage, Step};

impl Accounts {
    /// Removes a passkey of one's own. Sessions stay; where it was the last second
    /// factor, the recovery codes go with it, and where the house demands one, every
    /// session leads to enrolling another.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for what does not confirm it and
    /// [`AccountError::Throttled`] after too many, [`AccountError::NoSuchPasskey`];
    /// when the session has ended or is not open, or the store fails.
    pub async fn remove_passkey(
        self: &Arc<Self>,
        session: &Session,
        party: Option<&Party>,
        id: &str,
        confirm: Confirm,
    ) -> Result<(), AccountError> {
        let (this, session, id) = (Arc::clone(self), session.clone(), id.to_owned());
        let party = party.cloned();
        Self::to_the_end(async move {
            this.confirm(&session, party.as_ref(), &confirm).await?;
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner_at(&session, |at| at == Stage::Open).await?;
                account.may(this.second_factor, Step::Factor, By::Holder)?;
                let before = account.factors.passkeys.clone();
                account.factors.passkeys.retain(|one| one.id != id);
                if account.factors.passkeys.len() == before.len() {
                    return Err(AccountError::NoSuchPasskey);
                }
                if !account.factors.any() {
                    account.factors.recovery = Recovery::default();
                }
                let mut changes = dropped(&before, &account);
                changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
                let permit = this.gate.itself(session.actor());
                let what = "removed a passkey".to_owned();
                if this.change(&permit, changes, Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
