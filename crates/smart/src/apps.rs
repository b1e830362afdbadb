//! What a person allowed, as they see it, and ending it.

use std::sync::Arc;

use hygie_accounts::Session;
use hygie_base::Timestamp;

use crate::grant::{Grant, Patient};
use crate::limits::CONSENTS;
use crate::scope::Asked;
use crate::service::asker;
use crate::{Smart, SmartError};

/// An app that somebody allowed something, as they see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppSeen {
    /// By which it can be ended.
    pub id: String,
    /// The app's name; empty when it is registered no more, and nothing counts.
    pub name: String,
    /// What it was allowed.
    pub scopes: Asked,
    /// Whose record it reaches.
    pub patient: Option<Patient>,
    /// When it was allowed.
    pub allowed: Timestamp,
    /// When it last got a token.
    pub last: Timestamp,
}

impl Smart {
    /// What the person of this session allowed, the latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn apps(self: &Arc<Self>, session: &Session) -> Result<Vec<AppSeen>, SmartError> {
        let mut seen = Vec::new();
        for grant in self.grants_of(session).await? {
            let client = self.client(&grant.client).await?;
            seen.push(AppSeen {
                name: client.map(|client| client.name.clone()).unwrap_or_default(),
                scopes: grant.asked()?,
                allowed: Timestamp(grant.made),
                last: Timestamp(grant.last),
                id: grant.id,
                patient: grant.patient,
            });
        }
        seen.sort_by_key(|one| std::cmp::Reverse(one.allowed));
        Ok(seen)
    }

    /// Ends what the person of this session allowed, and every token of it at
    /// once. `false` when there is nothing of this id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_app(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
    ) -> Result<bool, SmartError> {
        let (this, session, id) = (Arc::clone(self), session.clone(), id.to_owned());
        Self::to_the_end(async move {
            let found = this.grants_of(&session).await?.into_iter().find(|grant| grant.id == id);
            let Some(grant) = found else { return Ok(false) };
            let permit = this.gate.itself(asker(&session)?);
            let what = format!("ended consent {id} to client {}", grant.client);
            this.remove_grant(&permit, &grant, &what).await
        })
        .await
    }

    /// The consents that must go to make room for one more of this person.
    pub(crate) async fn beyond(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<Vec<Grant>, SmartError> {
        let mut own = self.grants_of(session).await?;
        own.sort_by_key(|grant| std::cmp::Reverse(grant.last));
        Ok(own.split_off(own.len().min(CONSENTS - 1)))
    }

    async fn grants_of(self: &Arc<Self>, session: &Session) -> Result<Vec<Grant>, SmartError> {
        self.consents_of_account(&session.account.to_string()).await
    }
}
