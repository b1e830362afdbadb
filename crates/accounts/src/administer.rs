//! What administrators do with the accounts of others.
//!
//! Each act needs a permit on accounts, which only the gate makes; is traced in
//! the commit that does it; and, where rights change, ends the sessions of the
//! account in that commit too. Nobody changes the state or the roles of their
//! own account, and the last active administrator stays one.

mod activities;
mod list;
mod resource;
mod states;
mod wards;

use std::sync::Arc;

use hygie_gate::Role;
use hygie_record::{CellChange, CellTag, Expected, Permit, Table};
use hygie_trace::Action;

use crate::account::{Account, Field, text};
use crate::limits::ATTEMPTS;
use crate::notices::Event;
use crate::passkeys::dropped;
use crate::stored::put;
use crate::{AccountError, Accounts, By, Login, State, Step, stored};

pub(crate) use list::folded;
pub use list::{AccountSeen, Accounted, Holders, Sought};
pub use resource::PROFESSIONALS;

/// One act on an account: checks, changes it and tells what was done.
pub(crate) type Act = dyn Fn(&mut Account) -> Result<String, AccountError> + Send + Sync;

/// What an act does beside changing the account.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    pub(crate) step: Step,
    /// Whether it takes rights or gives others: ends the account's sessions.
    pub(crate) rights: bool,
    /// What its holder is told of it; none when it is nothing to them.
    pub(crate) told: Option<Event>,
}

/// Whether a permit is one on accounts.
pub(crate) const fn governs(permit: &Permit) -> Result<(), AccountError> {
    if permit.governs_accounts() { Ok(()) } else { Err(AccountError::NotAllowed) }
}

/// Whether an account is another one than the actor's.
pub(crate) fn others(permit: &Permit, account: &Account) -> Result<(), AccountError> {
    if permit.actor_id() == account.id { Err(AccountError::Own) } else { Ok(()) }
}

impl Accounts {
    /// Gives the holder of an account another name, in traces from now on.
    ///
    /// # Errors
    /// When there is no such account, it is revoked, the name is refused or the
    /// store fails.
    pub async fn give_name(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        name: &str,
    ) -> Result<(), AccountError> {
        text(Field::Name, name, false)?;
        let name = name.trim().to_owned();
        let act = move |account: &mut Account| {
            account.name.clone_from(&name);
            Ok("renamed".to_owned())
        };
        let reach = Reach { step: Step::Change, rights: false, told: Some(Event::Renamed) };
        self.administer(permit, login, reach, Box::new(act)).await
    }

    /// Does one act on an account.
    pub(crate) async fn administer(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        reach: Reach,
        act: Box<Act>,
    ) -> Result<(), AccountError> {
        governs(&permit)?;
        let login = Login::parse(login)?;
        let this = Arc::clone(self);
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                if this.act(&permit, &login, reach, &*act).await? {
                    this.names.changed();
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// `false` when the account, or the administrator that must remain, changed
    /// meanwhile.
    async fn act(
        &self,
        permit: &Permit,
        login: &Login,
        reach: Reach,
        act: &Act,
    ) -> Result<bool, AccountError> {
        let found = self.read_account(login.as_str()).await?;
        let Some((mut account, tag)) = found else { return Err(AccountError::NoSuchAccount) };
        if reach.rights {
            others(permit, &account)?;
        }
        account.may(self.second_factor, reach.step, By::Administrator)?;
        let was = self.is_active_administrator(&account);
        let before = account.clone();
        let done = act(&mut account)?;
        if let Some(event) = reach.told {
            account.notices.others(event, self.now());
        }
        let linked = self.link_changes(&before.links, &account).await?;
        let mut changes = Vec::new();
        let mut ended = String::new();
        if reach.rights {
            changes = account.end_all_sessions();
            ended = format!("; {} sessions ended", changes.len());
        }
        changes.extend(dropped(&before.factors.passkeys, &account));
        if was && !stays_administrator(&account) {
            changes.push(self.another_administrator(&account.id).await?);
        }
        changes.extend(linked);
        changes.extend(self.whose_changes(Some(&before), &account).await?);
        let what = format!("account {} {done}{ended}", account.id);
        changes.push(put(Table::Account, login.as_str(), &account, Expected::Is(tag))?);
        self.change(permit, changes, Some((Action::Account, what))).await
    }

    fn is_active_administrator(&self, account: &Account) -> bool {
        account.state(self.second_factor) == State::Active && account.acts_as(Role::Administrator)
    }

    /// Another active administrator, written as it stands: so that of two who
    /// suspend one another at the same time, one succeeds.
    async fn another_administrator(&self, id: &str) -> Result<CellChange, AccountError> {
        for (account, tag) in self.every_account().await? {
            if account.id != id && self.is_active_administrator(&account) {
                return put(Table::Account, &account.login, &account, Expected::Is(tag));
            }
        }
        Err(AccountError::LastAdministrator)
    }

    /// Every account as it is kept.
    pub(crate) async fn every_account(&self) -> Result<Vec<(Account, CellTag)>, AccountError> {
        let cells = self.records.cells(Table::Account).await?;
        let read = cells.into_iter();
        read.map(|cell| Ok((stored::from_bytes(&cell.value, "account")?, cell.tag))).collect()
    }
}

/// Whether an administrator can still be one: a new one-time password or factor
/// is theirs to get over, a bar or a lost activity is not.
fn stays_administrator(account: &Account) -> bool {
    account.bar.is_none() && account.acts_as(Role::Administrator)
}
