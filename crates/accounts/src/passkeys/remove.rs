//! Removing a passkey.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::dropped;
use crate::factors::Recovery;
use crate::limits::ATTEMPTS;
use crate::notices::Event;
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, By, Session, Stage, Step};

impl Accounts {
    /// Removes a passkey of one's own, and every PIN. Sessions stay, but where it was the
    /// last second factor: then the recovery codes and the other sessions go with it, and
    /// where the house demands a factor, this one leads to enrolling another.
    ///
    /// # Errors
    /// [`AccountError::Stale`], [`AccountError::NoSuchPasskey`]; when the session has ended or is not open, or the store fails.
    pub async fn remove_passkey(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
    ) -> Result<(), AccountError> {
        let (this, session, id) = (Arc::clone(self), session.clone(), id.to_owned());
        Self::to_the_end(async move {
            this.demand_fresh(&session)?;
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner_at(&session, |at| at == Stage::Open).await?;
                account.may(this.second_factor, Step::Factor, By::Holder)?;
                let before = account.factors.passkeys.clone();
                account.factors.passkeys.retain(|one| one.id != id);
                if account.factors.passkeys.len() == before.len() {
                    return Err(AccountError::NoSuchPasskey);
                }
                account.devices.forget_pins();
                let mut changes = dropped(&before, &account);
                if !account.factors.any() {
                    account.factors.recovery = Recovery::default();
                    // Where one is demanded, whoever sits at another of them could enrol it.
                    let others = account.sessions.iter().filter(|one| **one != session.name);
                    changes.extend(others.map(|one| remove(Table::Session, one, Expected::Any)));
                    account.sessions.retain(|one| *one == session.name);
                }
                account.notices.own(Event::FactorRemoved, &session.standing, this.now());
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
