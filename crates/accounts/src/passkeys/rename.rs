//! Another name for a passkey.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::finish_registration::named;
use crate::limits::ATTEMPTS;
use crate::stored::put;
use crate::{AccountError, Accounts, By, Session, Stage, Step};

impl Accounts {
    /// Gives a passkey of one's own another name. It opens nothing, so nothing is
    /// asked again.
    ///
    /// # Errors
    /// [`AccountError::Field`] for a name of no or too many characters,
    /// [`AccountError::NoSuchPasskey`]; when the session has ended or is not open, or
    /// the store fails.
    pub async fn rename_passkey(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
        name: &str,
    ) -> Result<(), AccountError> {
        let name = named(name)?;
        let (this, session, id) = (Arc::clone(self), session.clone(), id.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner_at(&session, |at| at == Stage::Open).await?;
                account.may(this.second_factor, Step::Factor, By::Holder)?;
                let mut all = account.factors.passkeys.iter_mut();
                let passkey = all.find(|one| one.id == id).ok_or(AccountError::NoSuchPasskey)?;
                passkey.name.clone_from(&name);
                let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let what = "renamed a passkey".to_owned();
                if this.change(&permit, vec![change], Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
