//! How often mail comes, and that none comes any more.

use std::sync::Arc;

use super::MailPace;
use crate::notices::Event;
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// How often notices are sent from now on.
    ///
    /// # Errors
    /// [`AccountError::NotNow`] when no address is confirmed, or the session is not open;
    /// when it has ended or the store fails.
    pub async fn choose_mail_pace(
        self: &Arc<Self>,
        session: &Session,
        pace: MailPace,
    ) -> Result<(), AccountError> {
        self.change_own(session, Stage::is_open, move |_, account| {
            let confirmed = account.mail.confirmed.as_mut().ok_or(AccountError::NotNow)?;
            confirmed.pace = pace;
            Ok(((), format!("chose notices by mail: {}", pace.name())))
        })
        .await
    }

    /// Ends notices by mail, and forgets an address that waits. The address is told once.
    ///
    /// # Errors
    /// [`AccountError::Stale`], for a thief would do this first; when the session has
    /// ended or is not open, or the store fails.
    pub async fn stop_mail(self: &Arc<Self>, session: &Session) -> Result<(), AccountError> {
        let of = session.clone();
        self.change_own(session, Stage::is_open, move |this, account| {
            this.demand_fresh(&of)?;
            account.mail.pending = None;
            if account.mail.confirmed.is_some() {
                account.mail.leave(this.now());
                account.notices.owe_nothing();
                account.notices.own(Event::MailChanged, &of.standing, this.now());
            }
            Ok(((), "stopped notices by mail".to_owned()))
        })
        .await
    }
}
