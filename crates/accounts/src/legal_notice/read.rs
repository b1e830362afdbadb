//! That it was read.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::limits::ATTEMPTS;
use crate::stored::put;
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
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner(&session).await?;
                account.law_read = Some(this.now().0);
                let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let what = "read the notice on looking into records".to_owned();
                if this.change(&permit, vec![change], Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
