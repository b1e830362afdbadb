//! Taking an invitation back.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_record::{CellChanges, Permit, View};
use hygie_trace::{Action, Outcome};

use super::adult::adult;
use super::invite::invites;
use super::kept::How;
use super::{InvitationError, TOLD_WITHDRAWN};
use crate::administer::governs;
use crate::limits::ATTEMPTS;
use crate::{AccountError, Accounts};

impl Accounts {
    /// Withdraws an invitation of a record's person: its code is worth nothing from
    /// now on. Whoever may invite the person may, also after others.
    ///
    /// # Errors
    /// When the permit is not one to invite this person, the identity is not in
    /// reach, there is no such invitation, it ended already, or the store fails.
    pub async fn withdraw(
        self: &Arc<Self>,
        permit: Permit,
        view: &View,
        id: &str,
    ) -> Result<(), AccountError> {
        let record = view.record();
        invites(&permit, record)?;
        if let Err(error @ InvitationError::NoIdentity) = adult(view, self.now()) {
            return Err(error.into());
        }
        self.withdrawn(permit, record, id).await
    }

    /// The same by the operator, who names the invitation alone.
    ///
    /// # Errors
    /// When the permit is not one for everything, there is no such invitation, it
    /// ended already, or the store fails.
    pub async fn withdraw_any(
        self: &Arc<Self>,
        permit: Permit,
        id: &str,
    ) -> Result<(), AccountError> {
        governs(&permit)?;
        let every = self.every_kept().await?;
        let found = every.iter().find(|kept| kept.invitations.iter().any(|one| one.id == id));
        let record = found.and_then(|kept| RecordNo::from_u64(kept.record));
        let record = record.ok_or(InvitationError::Ended)?;
        invites(&permit, record)?;
        self.withdrawn(permit, record, id).await
    }

    async fn withdrawn(
        self: &Arc<Self>,
        permit: Permit,
        record: RecordNo,
        id: &str,
    ) -> Result<(), AccountError> {
        let (this, id) = (Arc::clone(self), id.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut kept, expect) = this.kept_of(record).await?;
                let now = this.now();
                let live = |one: &&mut super::kept::Invitation| one.id == id && now.0 < one.until;
                let pending = kept.pending().filter(live).ok_or(InvitationError::Ended)?;
                let mut changes: Vec<_> = pending.end(How::Withdrawn, now).into_iter().collect();
                changes.push(kept.put(expect)?);
                let what = format!("{TOLD_WITHDRAWN} {id}");
                let trace = Some((Action::Account, what, Outcome::Granted));
                if this.change_of(&permit, record, CellChanges { changes, trace }).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
