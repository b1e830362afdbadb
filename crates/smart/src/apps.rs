//! What a person allowed, as they see it, and ending it.

use std::sync::Arc;

use hygie_accounts::Session;
use hygie_base::Timestamp;
use hygie_record::{CellChange, Expected, Table};
use hygie_trace::Action;

use crate::grant::{Grant, Patient};
use crate::limits::CONSENTS;
use crate::scope::Asked;
use crate::service::asker;
use crate::stored::{from_bytes, remove};
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
    pub async fn apps(&self, session: &Session) -> Result<Vec<AppSeen>, SmartError> {
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
            let change = remove(Table::Consented, &grant.name, Expected::Any);
            let what = format!("ended consent {id} to client {}", grant.client);
            this.change(&permit, vec![change], Some((Action::Account, what))).await
        })
        .await
    }

    /// The changes that make room for one more consent of this person.
    pub(crate) async fn beyond(&self, session: &Session) -> Result<Vec<CellChange>, SmartError> {
        let mut own = self.grants_of(session).await?;
        own.sort_by_key(|grant| std::cmp::Reverse(grant.last));
        let old = own.iter().skip(CONSENTS - 1);
        Ok(old.map(|grant| remove(Table::Consented, &grant.name, Expected::Any)).collect())
    }

    async fn grants_of(&self, session: &Session) -> Result<Vec<Grant>, SmartError> {
        let mut own = Vec::new();
        let (now, account) = (self.now().0, session.account.to_string());
        for cell in self.records.cells(Table::Consented).await? {
            let grant: Grant = from_bytes(&cell.value, "consent")?;
            if grant.account == account && !grant.is_over(now) {
                own.push(grant);
            }
        }
        Ok(own)
    }
}
