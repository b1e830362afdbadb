//! Starting an app from a person's record: the app is told an opaque word that
//! stands for the record, for a few minutes, once, and for who started it alone.

use std::sync::Arc;

use hygie_accounts::Session;
use hygie_base::RecordNo;
use hygie_gate::Asker;
use hygie_record::{CellChange, CellTag, Expected, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::authorize::AuthorizationRequest;
use crate::client::Client;
use crate::error::{OAuthCode, refused};
use crate::limits::LAUNCH_MILLIS;
use crate::scope::{Asked, Extra};
use crate::stored::{put, remove};
use crate::{Smart, SmartError, secret};

/// A launch as it is kept, under the hash of its word.
#[derive(Serialize, Deserialize)]
pub(crate) struct Launch {
    pub(crate) name: String,
    client: String,
    account: String,
    record: u64,
    made: i64,
}

impl Launch {
    pub(crate) fn record(&self) -> Option<RecordNo> {
        RecordNo::from_u64(self.record)
    }

    pub(crate) const fn is_over(&self, now: i64) -> bool {
        let since = now.saturating_sub(self.made);
        since < 0 || since >= LAUNCH_MILLIS
    }

    /// The change that uses it up. It must still be there: a launch works once.
    pub(crate) fn used(&self, tag: &CellTag) -> CellChange {
        remove(Table::Launch, &self.name, Expected::Is(tag.clone()))
    }
}

impl Smart {
    /// The apps that can be started from a record, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn launchable(&self) -> Result<Vec<Client>, SmartError> {
        let mut clients = self.all_clients().await?;
        clients.retain(|client| client.launch.is_some() && !client.suspended);
        Ok(clients)
    }

    /// The address at which an app starts for this record, which the person of
    /// this session has open; `None` when no app of this id can be started.
    /// `api` is the address of the FHIR API.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn launch(
        self: &Arc<Self>,
        asker: &Asker,
        client: &str,
        record: RecordNo,
        api: &str,
    ) -> Result<Option<String>, SmartError> {
        let client = self.client_named(client).await?.filter(|client| !client.suspended);
        let Some(client) = client else { return Ok(None) };
        let Some(start) = &client.launch else { return Ok(None) };
        let start = Address::parse(start).map_err(|_| SmartError::Damaged("client"))?;
        let word = secret::fresh(&*self.rng);
        let launch = Launch {
            name: secret::name(&word),
            client: client.id.clone(),
            account: asker.id.clone(),
            record: record.get(),
            made: self.now().0,
        };
        let change = put(Table::Launch, &launch.name, &launch, Expected::Absent)?;
        let what = format!("started client {} ({}) from a record", client.id, client.name);
        let permit = self.gate.itself(asker);
        if !self.change(&permit, vec![change], Some((Action::Account, what))).await? {
            return Err(SmartError::Contended);
        }
        Ok(Some(start.with(&[("iss", api), ("launch", &word)])))
    }

    /// The launch that a request names, if it does.
    pub(crate) async fn launched(
        &self,
        request: AuthorizationRequest<'_>,
        client: &Client,
        session: &Session,
    ) -> Result<Option<(Launch, CellTag)>, SmartError> {
        let Some(word) = request.launch else { return Ok(None) };
        let invalid = || {
            let why = "this launch is unknown, used, past its end or was started by another";
            refused(OAuthCode::InvalidRequest, why)
        };
        let asks = Asked::parse(request.scope.unwrap_or_default());
        if !asks.is_ok_and(|asked| asked.has(Extra::Launch)) {
            let why = "a launch from a record needs the scope launch";
            return Err(refused(OAuthCode::InvalidScope, why));
        }
        if !secret::is_well_formed(word) {
            return Err(invalid());
        }
        let read = self.read::<Launch>(Table::Launch, &secret::name(word), "launch").await?;
        let (launch, tag) = read.ok_or_else(invalid)?;
        let own = launch.client == client.id && launch.account == session.account.to_string();
        if own && !launch.is_over(self.now().0) { Ok(Some((launch, tag))) } else { Err(invalid()) }
    }
}
