//! One's own passkeys.

use super::{Passkey, PasskeySeen};
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// The passkeys of this session's account, in the order in which they were made.
    ///
    /// # Errors
    /// When the session has ended, is not open nor about to prove the second factor,
    /// or the store fails.
    pub async fn passkeys(&self, session: &Session) -> Result<Vec<PasskeySeen>, AccountError> {
        let may = |stage| matches!(stage, Stage::Open | Stage::Second);
        let (account, _) = self.owner_at(session, may).await?;
        Ok(account.factors.passkeys.iter().map(Passkey::seen).collect())
    }
}
