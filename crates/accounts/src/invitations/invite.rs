//! Inviting a person to their record.

use std::sync::Arc;

use hygie_base::{RecordNo, SecretString, Timestamp};
use hygie_record::{CellChanges, Expected, Permit, Table, View};
use hygie_trace::{Action, Outcome};

use super::adult::adult;
use super::code::Code;
use super::document::Seen;
use super::kept::{By, Coded, How, Invitation};
use super::{InvitationDays, InvitationError, TOLD_INVITED, WayIn};
use crate::limits::ATTEMPTS;
use crate::stored::put;
use crate::{AccountError, Accounts, secret};

/// What an invitation is made of.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The document with which the identity was checked.
    pub seen: Seen,
    /// Whether the person has an account and lost the way into it. Of who has none
    /// this says nothing.
    pub lost: bool,
}

/// An invitation that was made, and its code, which is never shown again.
pub struct Invited {
    /// By which it can be withdrawn.
    pub id: String,
    /// The code, in groups.
    pub code: SecretString,
    /// From when on it cannot be used.
    pub until: Timestamp,
    /// The person's name.
    pub name: String,
    /// Whether it gives back an account that there is.
    pub again: bool,
}

impl Accounts {
    /// For how many days codes that are made from now on may be used. For whoever
    /// starts the service; the first who says it is believed.
    pub fn invite_for(&self, days: InvitationDays) {
        self.invitation_days.get_or_init(|| days);
    }

    /// For how many days codes may be used.
    pub fn invitation_days(&self) -> InvitationDays {
        self.invitation_days.get().copied().unwrap_or_default()
    }

    /// Invites the person of a record: makes a code, which ends an older one of the
    /// same record. Traced with the record, with the document that was seen.
    ///
    /// `view` is the record as who invites sees it: it shows that it is in reach.
    ///
    /// # Errors
    /// When the permit is not one to invite this person, the identity is not in
    /// reach, is incomplete, shows a minor or somebody who died, the person has an
    /// account and nothing says that it was lost, the account is suspended or one
    /// for work too, or the store fails.
    pub async fn invite(
        self: &Arc<Self>,
        permit: Permit,
        view: &View,
        new: NewInvitation,
    ) -> Result<Invited, AccountError> {
        let record = view.record();
        invites(&permit, record)?;
        let name = adult(view, self.now())?;
        let this = Arc::clone(self);
        Self::to_the_end(async move { this.invite_now(&permit, record, name, &new).await }).await
    }

    async fn invite_now(
        &self,
        permit: &Permit,
        record: RecordNo,
        name: String,
        new: &NewInvitation,
    ) -> Result<Invited, AccountError> {
        for _ in 0..ATTEMPTS {
            let account = self.account_of(record).await?.map(|(account, _)| account);
            WayIn::of(account.as_ref()).may(new.lost)?;
            let (mut kept, expect) = self.kept_of(record).await?;
            let (now, code) = (self.now(), Code::fresh(&*self.rng));
            let until = now.0.saturating_add(self.invitation_days().millis());
            let invitation = Invitation {
                id: secret::id(&*self.rng),
                code: Some(code.name()),
                seen: Some(new.seen.clone()),
                by: By::of(permit),
                delegation: None,
                again: account.map(|account| account.id),
                made: now.0,
                until,
                end: None,
            };
            let coded = Coded {
                name: code.name(),
                record: record.get(),
                invitation: invitation.id.clone(),
                until,
            };
            let (id, again) = (invitation.id.clone(), invitation.again.is_some());
            let what = told(&invitation, new);
            let mut changes: Vec<_> = kept.end_pending(How::Replaced, now).into_iter().collect();
            kept.add(invitation);
            changes.push(put(Table::ActivationCode, &coded.name, &coded, Expected::Absent)?);
            changes.push(kept.put(expect)?);
            let trace = Some((Action::Account, what, Outcome::Granted));
            if self.change_of(permit, record, CellChanges { changes, trace }).await? {
                let until = Timestamp(until);
                return Ok(Invited { id, code: code.shown(), until, name, again });
            }
        }
        Err(AccountError::Contended)
    }
}

fn told(invitation: &Invitation, new: &NewInvitation) -> String {
    let id = &invitation.id;
    let lost = if invitation.again.is_some() { "; the way in was lost" } else { "" };
    format!("{TOLD_INVITED}; document seen: {}; invitation {id}{lost}", new.seen.told())
}

/// Whether a permit is one to invite the person of this record.
pub(super) fn invites(permit: &Permit, record: RecordNo) -> Result<(), InvitationError> {
    if permit.invites(record) { Ok(()) } else { Err(InvitationError::NotAllowed) }
}
