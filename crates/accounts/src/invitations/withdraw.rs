//! Taking an invitation back.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_record::{CellChanges, Permit, View};
use hygie_trace::{Action, Outcome};

use super::adult::adult;
use super::invite::invites;
use super::kept::{How, Invitation, Kept};
use super::{InvitationError, TOLD_WITHDRAWN};
use crate::administer::governs;
use crate::limits::ATTEMPTS;
use crate::{AccountError, Accounts};

/// Which invitation of a record is withdrawn.
enum Which {
    /// The person's, of this id.
    Persons(String),
    /// Whosever, of this id.
    Any(String),
    /// Of who acts by this delegation.
    Of(String),
}

impl Which {
    fn find<'a>(&self, kept: &'a mut Kept) -> Option<&'a mut Invitation> {
        match self {
            Self::Persons(id) => kept.pending().filter(|one| one.id == *id),
            Self::Any(id) => kept.live(id),
            Self::Of(delegation) => kept.pending_of(delegation),
        }
    }
}

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
        self.withdrawn(permit, record, Which::Persons(id.to_owned())).await
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
        let has =
            |kept: &&Kept| kept.invitations.iter().chain(&kept.delegates).any(|one| one.id == id);
        let found = every.iter().find(has);
        let record = found.and_then(|kept| RecordNo::from_u64(kept.record));
        let record = record.ok_or(InvitationError::Ended)?;
        invites(&permit, record)?;
        self.withdrawn(permit, record, Which::Any(id.to_owned())).await
    }

    /// The same of the code of who acts by this delegation; nothing when there is none.
    ///
    /// # Errors
    /// When the permit is not one to invite who acts for this person or the store fails.
    pub async fn withdraw_delegate(
        self: &Arc<Self>,
        permit: Permit,
        record: RecordNo,
        delegation: &str,
    ) -> Result<(), AccountError> {
        invites(&permit, record)?;
        let which = Which::Of(delegation.to_owned());
        match self.withdrawn(permit, record, which).await {
            Err(AccountError::Invitation(InvitationError::Ended)) => Ok(()),
            done => done,
        }
    }

    async fn withdrawn(
        self: &Arc<Self>,
        permit: Permit,
        record: RecordNo,
        which: Which,
    ) -> Result<(), AccountError> {
        let this = Arc::clone(self);
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut kept, expect) = this.kept_of(record).await?;
                let now = this.now();
                let pending = which.find(&mut kept).filter(|one| now.0 < one.until);
                let pending = pending.ok_or(InvitationError::Ended)?;
                let id = pending.id.clone();
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
