//! Codes of those who act for a person.

mod begin;
mod invite;
mod join;
mod list;

use hygie_base::RecordNo;
use hygie_gate::GateError;
use hygie_gate::rights::{Capacity, Delegation};

pub use invite::NewDelegate;
pub use list::DelegateCode;

use super::InvitationError;
use crate::account::Account;
use crate::limits::CARED_FOR;
use crate::{AccountError, Accounts};

impl Accounts {
    /// What is delegated under an id, unless it has ended.
    pub(super) async fn lasting(
        &self,
        record: RecordNo,
        id: &str,
    ) -> Result<Option<Delegation>, AccountError> {
        let found = match self.gate.delegation(record, id).await {
            Ok(found) => found,
            Err(GateError::Record(error)) => return Err(error.into()),
            Err(GateError::Refused(_) | GateError::Act(_)) => None,
        };
        Ok(found.filter(|it| it.end.is_none_or(|end| self.now() < end)))
    }

    /// Whether this account may care for one person more.
    ///
    /// # Errors
    /// When it cares for [`CARED_FOR`] already, or the store fails.
    async fn cares_for_one_more(&self, account: &Account) -> Result<(), AccountError> {
        let mut cared_for = 0;
        for activity in &account.activities {
            let record = activity.person.and_then(RecordNo::from_u64);
            let (Some(record), Some(id)) = (record, &activity.delegation) else { continue };
            let held = self.lasting(record, id).await?;
            cared_for += usize::from(held.is_some_and(|it| it.capacity == Capacity::Carer));
        }
        if cared_for >= CARED_FOR { Err(InvitationError::TooManyPersons.into()) } else { Ok(()) }
    }
}
