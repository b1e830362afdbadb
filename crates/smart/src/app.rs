//! Which app asks at the token endpoint, and proves it.

use std::sync::Arc;

use hygie_record::{CellChange, Expected, Table};

use crate::client::{Client, Kind};
use crate::error::{OAuthCode, refused};
use crate::machine::{SUSPENDED, used};
use crate::stored::put;
use crate::{Credentials, Smart, SmartError};

/// An app that has said who it is.
pub(crate) struct App {
    pub(crate) client: Arc<Client>,
    /// What makes its proof count once, to go into the commit that uses it.
    pub(crate) once: Option<CellChange>,
}

impl Smart {
    /// The client that asks. One with a key proves it by an assertion; a public
    /// one has nothing but its id, so what it asks with must prove the rest.
    pub(crate) async fn app(&self, credentials: Credentials<'_>) -> Result<App, SmartError> {
        if credentials.assertion.is_some() {
            let (client, proof) = self.proven(credentials).await?;
            let used = used(&client, &proof)?;
            let once = put(Table::Assertion, &used.name, &used, Expected::Absent)?;
            return Ok(App { client, once: Some(once) });
        }
        let invalid = |why: &str| refused(OAuthCode::InvalidClient, why);
        let named = match credentials.client {
            Some(id) => self.client_named(id).await?,
            None => None,
        };
        let client =
            named.ok_or_else(|| invalid("no client is registered under this client_id"))?;
        if client.suspended {
            return Err(invalid(SUSPENDED));
        }
        if client.kind != Kind::Public {
            return Err(invalid("this client has keys: it must send a client_assertion"));
        }
        Ok(App { client, once: None })
    }
}
