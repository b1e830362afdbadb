//! Inviting who acts for a person.

use std::sync::Arc;

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::rights::Delegation;
use hygie_record::{CellChanges, Expected, Permit, Table};
use hygie_trace::{Action, Outcome};

use crate::account::{Field, text};
use crate::invitations::code::Code;
use crate::invitations::document::Seen;
use crate::invitations::invite::invites;
use crate::invitations::kept::{By, Coded, How, Invitation};
use crate::invitations::{InvitationError, Invited, TOLD_INVITED_DELEGATE};
use crate::limits::ATTEMPTS;
use crate::stored::put;
use crate::{AccountError, Accounts, secret};

/// Whom a code is for.
#[derive(Clone, Debug)]
pub struct NewDelegate {
    /// What is delegated to them, as the gate tells it.
    pub delegation: Delegation,
    /// The document with which the desk checked that they act by law; none of a carer,
    /// whom the person knows.
    pub seen: Option<Seen>,
}

impl Accounts {
    /// Invites who acts for the person of a record: makes a code, which ends an older one
    /// of the same delegation and no other. Traced with the record.
    ///
    /// # Errors
    /// When the permit is not one to invite to this record, nobody saw a document of who
    /// acts by law, their name is none that an account can have, what is delegated has
    /// ended or is held by an account already, or the store fails.
    pub async fn invite_delegate(
        self: &Arc<Self>,
        permit: Permit,
        record: RecordNo,
        new: NewDelegate,
    ) -> Result<Invited, AccountError> {
        invites(&permit, record)?;
        if new.seen.is_none() && new.delegation.capacity.by_law().is_some() {
            return Err(InvitationError::Unseen.into());
        }
        text(Field::Name, &new.delegation.name, false)?;
        let this = Arc::clone(self);
        Self::to_the_end(async move { this.invite_delegate_now(&permit, record, &new).await }).await
    }

    async fn invite_delegate_now(
        &self,
        permit: &Permit,
        record: RecordNo,
        new: &NewDelegate,
    ) -> Result<Invited, AccountError> {
        let delegation = &new.delegation.id;
        for _ in 0..ATTEMPTS {
            self.lasting(record, delegation).await?.ok_or(InvitationError::Ended)?;
            let (mut kept, expect) = self.kept_of(record).await?;
            let used = |one: &Invitation| one.end.is_some_and(|end| end.how == How::Used);
            if kept.delegates.iter().any(|one| one.is_of(delegation) && used(one)) {
                return Err(InvitationError::Held.into());
            }
            let (now, code) = (self.now(), Code::fresh(&*self.rng));
            let until = now.0.saturating_add(self.invitation_days().millis());
            let id = secret::id(&*self.rng);
            let invitation = Invitation {
                id: id.clone(),
                code: Some(code.name()),
                seen: new.seen.clone(),
                by: By::of(permit),
                delegation: Some(delegation.clone()),
                again: None,
                made: now.0,
                until,
                end: None,
            };
            let (name, record_no) = (code.name(), record.get());
            let coded = Coded { name, record: record_no, invitation: id.clone(), until };
            let what = told(&id, new);
            let replaced = kept.pending_of(delegation).and_then(|it| it.end(How::Replaced, now));
            let mut changes: Vec<_> = replaced.into_iter().collect();
            kept.add(invitation);
            changes.push(put(Table::ActivationCode, &coded.name, &coded, Expected::Absent)?);
            changes.push(kept.put(expect)?);
            let trace = Some((Action::Account, what, Outcome::Granted));
            if self.change_of(permit, record, CellChanges { changes, trace }).await? {
                let (until, name) = (Timestamp(until), new.delegation.name.clone());
                return Ok(Invited { id, code: code.shown(), until, name, again: false });
            }
        }
        Err(AccountError::Contended)
    }
}

fn told(id: &str, new: &NewDelegate) -> String {
    let capacity = new.delegation.capacity.name();
    let seen = new.seen.as_ref().map(|seen| format!("; document seen: {}", seen.told()));
    let seen = seen.unwrap_or_default();
    format!("{TOLD_INVITED_DELEGATE} as {capacity}{seen}; invitation {id}")
}
