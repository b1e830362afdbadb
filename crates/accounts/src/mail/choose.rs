//! How often mail comes, and that none comes any more.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::MailPace;
use crate::account::Account;
use crate::limits::ATTEMPTS;
use crate::notices::Event;
use crate::stored::put;
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
        let what = format!("chose notices by mail: {}", pace.name());
        self.change_mail(session, what, move |account, _, _| {
            let confirmed = account.mail.confirmed.as_mut().ok_or(AccountError::NotNow)?;
            confirmed.pace = pace;
            Ok(())
        })
        .await
    }

    /// Ends notices by mail, and forgets an address that waits. The address is told once.
    ///
    /// # Errors
    /// [`AccountError::Stale`], for a thief would do this first; when the session has
    /// ended or is not open, or the store fails.
    pub async fn stop_mail(self: &Arc<Self>, session: &Session) -> Result<(), AccountError> {
        let what = "stopped notices by mail".to_owned();
        self.change_mail(session, what, |account, this, session| {
            this.demand_fresh(session)?;
            account.mail.pending = None;
            if account.mail.confirmed.is_some() {
                account.mail.leave(this.now());
                account.notices.owe_nothing();
                account.notices.own(Event::MailChanged, &session.standing, this.now());
            }
            Ok(())
        })
        .await
    }

    async fn change_mail(
        self: &Arc<Self>,
        session: &Session,
        what: String,
        change: impl Fn(&mut Account, &Self, &Session) -> Result<(), AccountError> + Send + 'static,
    ) -> Result<(), AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner_at(&session, Stage::is_open).await?;
                change(&mut account, &this, &session)?;
                let put = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let trace = Some((Action::Account, what.clone()));
                if this.change(&permit, vec![put], trace).await? {
                    return Ok(());
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
