//! Whether those who act for a person were given a code, and used it.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::Permit;

use crate::invitations::InvitationState;
use crate::invitations::invite::invites;
use crate::{AccountError, Accounts};

/// The latest code of a delegation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DelegateCode {
    /// Of which delegation.
    pub delegation: String,
    /// Where it stands.
    pub state: InvitationState,
    /// From when on it cannot be used.
    pub until: Timestamp,
}

impl Accounts {
    /// The latest code of each delegation of a record of which one is kept.
    ///
    /// # Errors
    /// When the permit is not one to invite to this record or the store fails.
    pub async fn delegate_codes(
        &self,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<Vec<DelegateCode>, AccountError> {
        invites(permit, record)?;
        let (kept, _) = self.kept_of(record).await?;
        let now = self.now();
        let mut codes: Vec<DelegateCode> = Vec::new();
        for one in kept.delegates.iter().rev() {
            let Some(delegation) = one.delegation.clone() else { continue };
            if codes.iter().all(|code| code.delegation != delegation) {
                let (state, until) = (one.shown(now).state, Timestamp(one.until));
                codes.push(DelegateCode { delegation, state, until });
            }
        }
        Ok(codes)
    }
}
