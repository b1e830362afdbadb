//! Choosing in which activity a session acts, and changing that.

use std::sync::Arc;

use hygie_trace::Action;

use crate::limits::ATTEMPTS;
use crate::{AccountError, Accounts, LoggedIn, Session, Stage};

impl Accounts {
    /// Acts in this activity from now on, under a new cookie; the old one is
    /// dead. Without logging in again: the same person proved the same.
    ///
    /// # Errors
    /// When the account has no such activity, the session has ended or is at
    /// another stage, or the store fails.
    pub async fn choose_activity(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
    ) -> Result<LoggedIn, AccountError> {
        let (this, session, id) = (Arc::clone(self), session.clone(), id.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let may = |stage| matches!(stage, Stage::Activity | Stage::Open);
                let (account, tag) = this.owner_at(&session, may).await?;
                let found = account.activities.iter().find(|one| one.id == id);
                let role = found.ok_or(AccountError::NoSuchActivity)?.role;
                let mut standing = session.standing.clone();
                standing.activity = Some(id.clone());
                // A secret connection is of who opened it as what they were.
                standing.secret.clear();
                let what = format!("acts as {} in activity {id}", role.name());
                let note = (Action::Account, what.as_str());
                if let Some(on) =
                    this.go_on(account, tag, &session, (standing, Vec::new()), note).await?
                {
                    return Ok(on);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
