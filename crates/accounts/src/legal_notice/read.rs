//! That it was read.

use std::sync::Arc;

use crate::{AccountError, Accounts, Session};

impl Accounts {
    /// Keeps that the holder of this session has read the notice; it is theirs in each of
    /// their activities.
    ///
    /// # Errors
    /// When the session has ended or is locked, or the store fails.
    pub async fn read_legal_notice(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<(), AccountError> {
        if session.asker().is_none() {
            return Err(AccountError::NotNow);
        }
        // At whatever stage the session is.
        self.change_own(
            session,
            |_| true,
            |this, account| {
                account.law_read = Some(this.now().0);
                Ok(((), "read the notice on looking into records".to_owned()))
            },
        )
        .await
    }
}
