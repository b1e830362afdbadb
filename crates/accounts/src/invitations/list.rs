//! Invitations, of one record and of the house.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::{Permit, View};
use hygie_trace::Action;

use super::adult::adult;
use super::document::Seen;
use super::invite::invites;
use super::kept::{How, Invitation};
use super::{InvitationError, WayIn};
use crate::administer::governs;
use crate::{AccountError, Accounts};

/// Where an invitation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvitationState {
    /// Its code may be used.
    Pending,
    /// Its code was used, then.
    Used(Timestamp),
    /// Its time has passed.
    Expired,
    /// It was withdrawn, then.
    Withdrawn(Timestamp),
    /// A newer one took its place, then.
    Replaced(Timestamp),
}

impl InvitationState {
    /// Its name, as commands and pages have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Used(_) => "used",
            Self::Expired => "expired",
            Self::Withdrawn(_) => "withdrawn",
            Self::Replaced(_) => "replaced",
        }
    }

    /// When it came there, where that is not told by the invitation's own time.
    pub const fn since(self) -> Option<Timestamp> {
        match self {
            Self::Pending | Self::Expired => None,
            Self::Used(at) | Self::Withdrawn(at) | Self::Replaced(at) => Some(at),
        }
    }
}

/// An invitation as the desk sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvitationSeen {
    /// By which it can be withdrawn.
    pub id: String,
    /// Where it stands.
    pub state: InvitationState,
    /// The document that was seen; none of a carer, whom the person knows.
    pub seen: Option<Seen>,
    /// By which delegation who is invited acts for the person; none for the person.
    pub delegation: Option<String>,
    /// Id of who invited.
    pub by: String,
    /// Their name; empty for the operator.
    pub by_name: String,
    /// Their organisation; empty when none.
    pub by_of: String,
    /// Whether it gives back an account that there was.
    pub again: bool,
    /// When it was made.
    pub made: Timestamp,
    /// From when on it cannot be used.
    pub until: Timestamp,
}

/// An invitation as the operator and administrators see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HouseInvitation {
    /// To which record.
    pub record: RecordNo,
    /// The invitation.
    pub invitation: InvitationSeen,
}

/// What there is of the person of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvitationsSeen {
    /// Their way in.
    pub way_in: WayIn,
    /// Why nobody could be invited, whatever the form says.
    pub refused: Option<InvitationError>,
    /// Newest first.
    pub invitations: Vec<InvitationSeen>,
}

impl Accounts {
    /// The invitations of a record's person, and whether there is a way in.
    ///
    /// # Errors
    /// When the permit is not one to invite this person, the identity is not in
    /// reach or the store fails.
    pub async fn invitations(
        &self,
        permit: &Permit,
        view: &View,
    ) -> Result<InvitationsSeen, AccountError> {
        let record = view.record();
        invites(permit, record)?;
        let refused = match adult(view, self.now()) {
            Ok(_) => None,
            Err(error @ InvitationError::NoIdentity) => return Err(error.into()),
            Err(error) => Some(error),
        };
        let account = self.account_of(record).await?;
        let way_in = WayIn::of(account.as_ref().map(|(account, _)| account));
        let (kept, _) = self.kept_of(record).await?;
        let now = self.now();
        let invitations = kept.invitations.iter().rev().map(|one| one.shown(now)).collect();
        Ok(InvitationsSeen { way_in, refused, invitations })
    }

    /// Every invitation of the house, newest first. Tells no name of an invited
    /// person. Traced before it is answered.
    ///
    /// # Errors
    /// When the permit is not one on accounts or the store fails.
    pub async fn house_invitations(
        &self,
        permit: &Permit,
    ) -> Result<Vec<HouseInvitation>, AccountError> {
        governs(permit)?;
        let now = self.now();
        let mut all = Vec::new();
        for kept in self.every_kept().await? {
            let Some(record) = RecordNo::from_u64(kept.record) else { continue };
            let every = kept.invitations.iter().chain(&kept.delegates);
            let seen = every.map(|one| one.shown(now));
            all.extend(seen.map(|invitation| HouseInvitation { record, invitation }));
        }
        all.sort_by_key(|one| std::cmp::Reverse(one.invitation.made));
        let what = format!("listed {} invitations", all.len());
        self.records.trace_act(permit, Action::Account, what).await?;
        Ok(all)
    }
}

impl Invitation {
    pub(super) fn shown(&self, now: Timestamp) -> InvitationSeen {
        let state = match self.end.map(|end| (end.how, Timestamp(end.at))) {
            Some((How::Used, at)) => InvitationState::Used(at),
            Some((How::Withdrawn, at)) => InvitationState::Withdrawn(at),
            // What nobody could use any more was not taken from anybody.
            Some((How::Replaced, at)) if at.0 >= self.until => InvitationState::Expired,
            Some((How::Replaced, at)) => InvitationState::Replaced(at),
            None if now.0 >= self.until => InvitationState::Expired,
            None => InvitationState::Pending,
        };
        InvitationSeen {
            id: self.id.clone(),
            state,
            seen: self.seen.clone(),
            delegation: self.delegation.clone(),
            by: self.by.id.clone(),
            by_name: self.by.name.clone(),
            by_of: self.by.of.clone(),
            again: self.again.is_some(),
            made: Timestamp(self.made),
            until: Timestamp(self.until),
        }
    }
}
