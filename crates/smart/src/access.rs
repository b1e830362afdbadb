//! Access tokens: opaque, short-lived, known by their hash.

use std::sync::Arc;

use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use hygie_gate::Asker;
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use crate::scope::{Asked, Level};
use crate::service::machine;
use crate::stored::put;
use crate::{Smart, SmartError, secret};

/// What every access token begins with, so that one that leaks is recognised.
pub(crate) const PREFIX: &str = "hyga_";

/// An access token as it is kept, under its hash.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Access {
    /// Name of its cell.
    pub(crate) name: String,
    pub(crate) client: String,
    /// Name of the cell of what a person allowed; of a machine none.
    #[serde(default)]
    pub(crate) grant: Option<String>,
    /// What was granted.
    pub(crate) scopes: String,
    pub(crate) issued: i64,
    pub(crate) expires: i64,
}

/// A token that was just given.
pub struct Issued {
    /// The token, which is never shown again.
    pub token: SecretString,
    /// Whole seconds for which it works.
    pub seconds: i64,
    /// What was granted.
    pub scope: String,
    /// The means to get another one.
    pub refresh: Option<SecretString>,
    /// Who the user is, signed.
    pub id_token: Option<String>,
    /// Id of the Patient whose record the app was started for.
    pub patient: Option<String>,
}

impl Smart {
    /// Who an access token stands for; `None` when it is none of ours, has
    /// expired, or its client was ended. What does not have the form of one
    /// costs no look-up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bearer(&self, token: &str) -> Result<Option<Asker>, SmartError> {
        let Some(access) = self.access(token).await? else { return Ok(None) };
        let client = self.client(&access.client).await?.filter(|client| !client.suspended);
        let Some(client) = client else { return Ok(None) };
        let damaged = || SmartError::Damaged("access token");
        let asked = Asked::parse(&access.scopes).map_err(|_| damaged())?;
        // What the client is registered for may be less than when this was given.
        let asked = asked.within(&client.allowed()?);
        if let Some(grant) = &access.grant {
            let Some((grant, _)) = self.grant(grant).await? else { return Ok(None) };
            return self.acts_for(&grant, &client, &asked).await;
        }
        let scopes = asked.scopes(&[Level::System]);
        let (organisation, name) = (&client.organisation, &client.organisation_name);
        Ok(Some(machine(&client.id, &client.name, organisation, name, scopes)))
    }

    /// A token as it is kept, unless it has expired.
    pub(crate) async fn access(&self, token: &str) -> Result<Option<Arc<Access>>, SmartError> {
        if !token.strip_prefix(PREFIX).is_some_and(secret::is_well_formed) {
            return Ok(None);
        }
        let name = secret::name(token);
        let known = match self.accesses.get(&name) {
            Ok(known) => known,
            Err(edition) => {
                let read = self.read::<Access>(Table::Access, &name, "access token").await?;
                let Some((access, _)) = read else { return Ok(None) };
                self.accesses.keep(edition, &name, Arc::new(access))
            }
        };
        // From before it was issued, too: a clock set back must not lengthen it.
        let lives = (known.issued..known.expires).contains(&self.now().0);
        Ok(lives.then_some(known))
    }

    /// A fresh token and the change that makes it count.
    pub(crate) fn fresh_access(
        &self,
        client: &str,
        grant: Option<&str>,
        scopes: &Asked,
        millis: i64,
    ) -> Result<(SecretString, CellChange), SmartError> {
        let token = SecretString::from(format!("{PREFIX}{}", *secret::fresh(&*self.rng)));
        let Timestamp(now) = self.now();
        let access = Access {
            name: secret::name(token.expose_secret()),
            client: client.to_owned(),
            grant: grant.map(str::to_owned),
            scopes: scopes.to_string(),
            issued: now,
            expires: now.saturating_add(millis),
        };
        let change = put(Table::Access, &access.name, &access, Expected::Absent)?;
        Ok((token, change))
    }
}
