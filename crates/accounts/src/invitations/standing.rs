//! Whether the person of a record has a way in.

use hygie_base::RecordNo;
use hygie_record::CellTag;

use super::InvitationError;
use crate::account::Account;
use crate::{AccountError, Accounts};

/// The way in of a record's person, as the desk may know it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WayIn {
    /// There is none.
    None,
    /// There is an account, and a code may give it back to its holder.
    Account,
    /// There is one that an administrator suspended.
    Suspended,
    /// There is one that its holder works with too.
    Professional,
}

impl WayIn {
    pub(super) fn of(account: Option<&Account>) -> Self {
        match account {
            None => Self::None,
            Some(account) if account.bar.is_some() => Self::Suspended,
            Some(account) if account.activities.iter().any(|one| one.role.is_professional()) => {
                Self::Professional
            }
            Some(_) => Self::Account,
        }
    }

    /// Whether a code may be given, to who says that the way in was lost or not.
    pub(super) const fn may(self, lost: bool) -> Result<(), InvitationError> {
        match self {
            Self::None => Ok(()),
            Self::Account if lost => Ok(()),
            Self::Account => Err(InvitationError::HasAccount),
            Self::Suspended => Err(InvitationError::Suspended),
            Self::Professional => Err(InvitationError::Professional),
        }
    }
}

impl Accounts {
    /// The account of the person of a record. One that was revoked is none: its
    /// person may get another.
    pub(super) async fn account_of(
        &self,
        record: RecordNo,
    ) -> Result<Option<(Account, CellTag)>, AccountError> {
        let found = self.accounts_of_person(record).await?;
        // Of several the one made first, whatever their order.
        Ok(found.into_iter().min_by_key(|(account, _)| account.made))
    }
}
