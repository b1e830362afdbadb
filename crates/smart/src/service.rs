//! The service and what it stands on.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hygie_accounts::{AccountError, Accounts, Session};
use hygie_base::{Clock, Rng, Timestamp};
use hygie_gate::{Asker, Gate, Role, Scopes};
use hygie_record::{CellChange, CellChanges, CellTag, Permit, Records, Table};
use hygie_trace::{Action, Outcome};
use serde::de::DeserializeOwned;

use crate::access::Access;
use crate::cache::Cache;
use crate::client::Client;
use crate::fetch::Fetch;
use crate::keys::Fetched;
use crate::limits::{ASKED_PER_MINUTE, MINUTE};
use crate::origins::Origins;
use crate::{SmartError, stored};

/// What the service stands on; everything that reaches the outside is passed in.
pub struct Parts {
    /// Where clients and tokens are kept.
    pub records: Arc<Records>,
    /// Who makes permits.
    pub gate: Arc<Gate>,
    /// Who the people are.
    pub accounts: Arc<Accounts>,
    /// The one clock.
    pub clock: Arc<dyn Clock>,
    /// The one source of randomness.
    pub rng: Arc<dyn Rng>,
    /// The way to key sets that clients publish.
    pub fetch: Arc<dyn Fetch>,
}

/// Apps and machines, and the tokens they were given. One per opened store.
pub struct Smart {
    pub(crate) records: Arc<Records>,
    pub(crate) gate: Arc<Gate>,
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) fetch: Arc<dyn Fetch>,
    pub(crate) fetched: Fetched,
    pub(crate) origins: Origins,
    /// By id.
    pub(crate) clients: Cache<Client>,
    /// By the cell's name.
    pub(crate) accesses: Cache<Access>,
    /// By client and what it got: the minute, and how often in it.
    asked: Mutex<HashMap<(String, Got), (i64, u32)>>,
    /// Whether the index of consents is known to be whole.
    pub(crate) indexed: OnceLock<()>,
}

impl Smart {
    /// The service over these parts.
    pub fn new(parts: Parts) -> Arc<Self> {
        let shared = parts.records.is_shared();
        Arc::new(Self {
            records: parts.records,
            gate: parts.gate,
            accounts: parts.accounts,
            clock: parts.clock,
            rng: parts.rng,
            fetch: parts.fetch,
            fetched: Fetched::default(),
            origins: Origins::default(),
            clients: Cache::new(shared),
            accesses: Cache::new(shared),
            asked: Mutex::default(),
            indexed: OnceLock::new(),
        })
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What a cell holds, and the tag by which a change can require that it
    /// still does.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        table: Table,
        name: &str,
        what: &'static str,
    ) -> Result<Option<(T, CellTag)>, SmartError> {
        let Some(cell) = self.records.cell_tagged(table, name).await? else { return Ok(None) };
        Ok(Some((stored::from_bytes(&cell.value, what)?, cell.tag)))
    }

    /// The client of this id, from memory when nothing changed it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn client(&self, id: &str) -> Result<Option<Arc<Client>>, SmartError> {
        let edition = match self.clients.get(id) {
            Ok(client) => return Ok(Some(client)),
            Err(edition) => edition,
        };
        let Some((client, _)) = self.read(Table::Client, id, "client").await? else {
            return Ok(None);
        };
        Ok(Some(self.clients.keep(edition, id, Arc::new(client))))
    }

    /// The name of the client of this id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn client_name(&self, id: &str) -> Result<Option<String>, SmartError> {
        Ok(self.client_named(id).await?.map(|client| client.name.clone()))
    }

    /// Changes cells and tells it in one commit. `false` when an expectation
    /// did not hold. Whatever comes of it, what is in memory is forgotten.
    pub(crate) async fn change(
        &self,
        permit: &Permit,
        changes: Vec<CellChange>,
        trace: Option<(Action, String)>,
    ) -> Result<bool, SmartError> {
        let touched: Vec<(Table, String)> =
            changes.iter().map(|change| (change.table, change.name.clone())).collect();
        let trace = trace.map(|(action, what)| (action, what, Outcome::Granted));
        let done = self.records.change_cells(permit, CellChanges { changes, trace }).await;
        for (table, name) in touched {
            match table {
                Table::Client => {
                    self.clients.forget(&name);
                    self.origins.changed();
                }
                Table::Access => self.accesses.forget(&name),
                _ => {}
            }
        }
        Ok(done?)
    }

    /// Runs to the end although the caller may go away: a change must not be
    /// committed without what is in memory being forgotten.
    pub(crate) async fn to_the_end<T: Send + 'static>(
        work: impl Future<Output = Result<T, SmartError>> + Send + 'static,
    ) -> Result<T, SmartError> {
        tokio::spawn(work).await.unwrap_or(Err(SmartError::Broken))
    }

    /// Counts a token that a client is about to get: who it is was proved.
    pub(crate) fn counted(&self, client: &Client) -> Result<(), SmartError> {
        if self.is_within(client, Got::Token) {
            return Ok(());
        }
        let left = (MINUTE - self.now().0.rem_euclid(MINUTE) + 999) / 1000;
        Err(SmartError::Throttled { seconds: u32::try_from(left).unwrap_or(60) })
    }

    /// Whether this one of the minute is within what a client may get.
    fn is_within(&self, client: &Client, got: Got) -> bool {
        let minute = self.now().0.div_euclid(MINUTE);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        // Only registered clients are counted, so there are never many more.
        asked.retain(|_, (at, _)| *at == minute);
        let (_, count) = asked.entry((client.id.clone(), got)).or_insert((minute, 0));
        *count = count.saturating_add(1);
        *count <= ASKED_PER_MINUTE
    }

    /// Traces that something was refused to a client, or to who says to be it.
    /// Strangers can make these up, so no more than so many a minute are written,
    /// and they take nothing from what the client itself may get.
    pub(crate) async fn refuse(&self, client: &Client, why: &str) -> Result<(), SmartError> {
        if !self.is_within(client, Got::Refusal) {
            return Ok(());
        }
        let permit = self.gate.itself(&nobody());
        let what = format!("refused a token to client {}: {why}", client.id);
        Ok(self.records.refused(&permit, None, Action::LogIn, what).await?)
    }
}

/// What is counted apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Got {
    Token,
    Refusal,
}

/// Who acts where nobody has proved who they are.
pub(crate) fn nobody() -> Asker {
    machine("unknown", "", "", "", Scopes::default())
}

/// A machine, as the gate knows it.
pub(crate) fn machine(
    id: &str,
    name: &str,
    organisation: &str,
    organisation_name: &str,
    scopes: Scopes,
) -> Asker {
    Asker {
        id: id.to_owned(),
        name: name.to_owned(),
        organisation: organisation.to_owned(),
        organisation_name: organisation_name.to_owned(),
        scopes,
        // An app never comes for a call.
        ..Asker::of(Role::System, "FHIR API")
    }
}

/// Who decides in this session.
///
/// # Errors
/// When the session is not open yet.
pub(crate) fn asker(session: &Session) -> Result<&Asker, SmartError> {
    session.asker().ok_or(SmartError::Account(AccountError::NotNow))
}
