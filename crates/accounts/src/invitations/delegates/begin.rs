//! Using a code without an account: one begins, of who acts for the person.

use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_gate::rights::Delegation;
use hygie_record::{CellChanges, Expected, Table};
use hygie_trace::{Action, Outcome};

use crate::account::Account;
use crate::invitations::code::Code;
use crate::invitations::kept::{How, Invitation};
use crate::invitations::{InvitationError, TOLD_DELEGATE};
use crate::limits::ATTEMPTS;
use crate::stored::put;
use crate::{AccountError, Accounts, NewAccount, secret};

impl Accounts {
    /// Makes the account, bound to the record by what is delegated, under the login that
    /// they choose; it bears the name by which they act. Gives the login.
    ///
    /// # Errors
    /// As for [`Accounts::redeem`].
    pub(in crate::invitations) async fn begin_delegate(
        &self,
        code: &Code,
        (record, held): (RecordNo, Delegation),
        invitation: &Invitation,
        (login, password): (&str, &str),
    ) -> Result<String, AccountError> {
        // Each try of a login tells whether it is taken, so tries are counted.
        let attempt = self.attempt(&format!("invitation {}", invitation.id))?;
        let new = NewAccount {
            login: login.to_owned(),
            name: held.name,
            role: Role::Delegate,
            organisation: String::new(),
            organisation_name: String::new(),
            person: Some(record),
            delegation: Some(held.id),
        };
        let login = new.check()?;
        let hash = self.hash_own(password, &new.own_words()).await?;
        let ids = [secret::id(&*self.rng), secret::id(&*self.rng)];
        let account = Account::new(ids, &login, &new, hash, None, self.now());
        for _ in 0..ATTEMPTS {
            let behind = self.look_behind(&code.name()).await?;
            let mut behind = behind.ok_or(InvitationError::Unknown)?;
            let live = behind.kept.live(&invitation.id).ok_or(InvitationError::Unknown)?;
            let mut changes: Vec<_> = live.end(How::Used, self.now()).into_iter().collect();
            changes.push(behind.kept.put(behind.expect)?);
            changes.extend(self.whose_changes(None, &account).await?);
            changes.push(put(Table::Account, &account.login, &account, Expected::Absent)?);
            let what = format!("{TOLD_DELEGATE}; invitation {}", invitation.id);
            let permit = self.gate.itself(&account.asker(None));
            let trace = Some((Action::Account, what, Outcome::Granted));
            if self.change_of(&permit, record, CellChanges { changes, trace }).await? {
                self.names.changed();
                attempt.right();
                return Ok(account.login);
            }
            if self.read_account(&account.login).await?.is_some() {
                attempt.wrong(self.now());
                return Err(AccountError::Taken);
            }
        }
        Err(AccountError::Contended)
    }
}
