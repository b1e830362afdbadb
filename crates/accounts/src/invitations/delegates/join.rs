//! Using a code with an account that there is: it acts for the person too.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_gate::rights::{Capacity, Delegation};
use hygie_record::{CellChanges, Expected, Table};
use hygie_trace::{Action, Outcome};

use crate::account::Account;
use crate::activity::Activity;
use crate::guesses::Source;
use crate::invitations::code::Code;
use crate::invitations::kept::How;
use crate::invitations::{InvitationError, TOLD_DELEGATE};
use crate::limits::{ACTIVITIES, ATTEMPTS};
use crate::stored::put;
use crate::{AccountError, Accounts, NewActivity, Session, Stage, secret};

impl Accounts {
    /// Takes up to act for a person, by the code of a letter, with the account of this
    /// session, whether it is one for work or of a person. Gives the id of the activity,
    /// which can then be chosen. The code is used up.
    ///
    /// # Errors
    /// As for [`Accounts::check_code`], also for a code that is no delegate's; when the
    /// account is that of the person themselves, acts by the same delegation already,
    /// cares for too many persons or has too many activities; when the session has ended
    /// or is not open.
    pub async fn join(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
        source: &Source,
    ) -> Result<String, AccountError> {
        let code = Code::read(typed).ok_or(InvitationError::Mistyped)?;
        let (this, session, source) = (Arc::clone(self), session.clone(), source.clone());
        Self::to_the_end(async move { this.join_now(&session, &code, &source).await }).await
    }

    async fn join_now(
        &self,
        session: &Session,
        code: &Code,
        source: &Source,
    ) -> Result<String, AccountError> {
        self.behind(code, source).await?;
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, Stage::is_open).await?;
            let behind = self.look_behind(&code.name()).await?;
            let mut behind = behind.ok_or(InvitationError::Unknown)?;
            let held = behind.delegation.take().ok_or(InvitationError::Unknown)?;
            let new = self.taken_up(&account, behind.record, &held).await?;
            let id = secret::id(&*self.rng);
            account.activities.push(Activity::new(id.clone(), &new, self.now()));
            let invitation = behind.invitation.id;
            let live = behind.kept.live(&invitation).ok_or(InvitationError::Unknown)?;
            let mut changes: Vec<_> = live.end(How::Used, self.now()).into_iter().collect();
            changes.push(behind.kept.put(behind.expect)?);
            changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
            let what = format!("{TOLD_DELEGATE}; invitation {invitation}");
            let permit = self.gate.itself(&account.asker(Some(&id)));
            let trace = Some((Action::Account, what, Outcome::Granted));
            let changes = CellChanges { changes, trace };
            if self.change_of(&permit, behind.record, changes).await? {
                self.names.changed();
                return Ok(id);
            }
        }
        Err(AccountError::Contended)
    }

    /// The activity that this account may have by what is delegated.
    async fn taken_up(
        &self,
        account: &Account,
        record: RecordNo,
        held: &Delegation,
    ) -> Result<NewActivity, AccountError> {
        let new = NewActivity {
            role: Role::Delegate,
            organisation: String::new(),
            organisation_name: String::new(),
            person: Some(record),
            delegation: Some(held.id.clone()),
        };
        new.check()?;
        let own = |one: &Activity| one.role == Role::Person && one.person == Some(record.get());
        if account.activities.iter().any(own) {
            return Err(InvitationError::OwnRecord.into());
        }
        let same =
            |one: &Activity| one.person == Some(record.get()) && one.delegation == new.delegation;
        if account.activities.iter().any(same) {
            return Err(AccountError::SameActivity);
        }
        if account.activities.len() >= ACTIVITIES {
            return Err(AccountError::TooManyActivities);
        }
        if held.capacity == Capacity::Carer {
            self.cares_for_one_more(account).await?;
        }
        Ok(new)
    }
}
