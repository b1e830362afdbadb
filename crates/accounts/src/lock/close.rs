//! Locking a session because its owner goes away.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::limits::ATTEMPTS;
use crate::session::Stored;
use crate::stored::put;
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// Locks a session. One that is locked already stays so.
    ///
    /// # Errors
    /// When the session has ended or has not got far enough to have something to lock,
    /// or the store fails.
    pub async fn lock(self: &Arc<Self>, session: &Session) -> Result<(), AccountError> {
        if session.stage == Stage::Second {
            return Err(AccountError::NotNow);
        }
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                this.owner_locked(&session).await?;
                let read = this.read::<Stored>(Table::Session, &session.name, "session").await?;
                let Some((mut stored, tag)) = read else { return Err(AccountError::Ended) };
                if stored.standing.locked {
                    return Ok(());
                }
                stored.standing.locked = true;
                stored.last = stored.last.max(this.now().0);
                let change = put(Table::Session, &session.name, &stored, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let what = format!("locked session {}", session.id);
                if this.change(&permit, vec![change], Some((Action::Account, what))).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
