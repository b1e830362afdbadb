//! Reading one's notices, and putting them away.

use std::sync::Arc;

use hygie_base::Timestamp;
use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::limits::ATTEMPTS;
use crate::notices::{About, Event};
use crate::stored::put;
use crate::{AccountError, Accounts, Session};

/// A notice as its reader sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeSeen {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// At which kind of device; empty when that is not known or it was none.
    pub place: String,
    /// From where, shortened; empty when that is not known.
    pub address: String,
    /// Whether it was not put away yet, and happened elsewhere.
    pub news: bool,
    /// Who did it and with which record, where it tells of one.
    pub about: Option<About>,
}

impl Accounts {
    /// One's notices, the newest first.
    ///
    /// # Errors
    /// When the session has ended or is locked, or the store fails.
    pub async fn notices(&self, session: &Session) -> Result<Vec<NoticeSeen>, AccountError> {
        let (account, _) = self.owner(session).await?;
        Ok(account.notices.seen(session.standing.device.as_deref()))
    }

    /// Puts the news away, and tells how many they were. What was done at this very
    /// device stays news elsewhere.
    ///
    /// # Errors
    /// As for [`Accounts::notices`].
    pub async fn put_notices_away(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<usize, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner(&session).await?;
                let count = account.notices.put_away(session.standing.device.as_deref());
                if count == 0 {
                    return Ok(0);
                }
                let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let trace = (Action::Account, format!("put {count} notices away"));
                if this.change(&permit, vec![change], Some(trace)).await? {
                    return Ok(count);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
