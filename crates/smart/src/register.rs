//! Registering clients, changing, suspending and ending them.

use std::sync::Arc;

use hygie_accounts::AccountError;
use hygie_base::Timestamp;
use hygie_record::{Expected, Permit, Table};
use hygie_trace::Action;

use crate::client::{Client, NewClient};
use crate::flaw::{Flaw, Flaws};
use crate::limits::{ATTEMPTS, CLIENTS};
use crate::stored::{from_bytes, put, remove};
use crate::{Smart, SmartError, secret};

/// Clients are a matter of those who manage accounts.
const fn governs(permit: &Permit) -> Result<(), SmartError> {
    if permit.governs_accounts() {
        Ok(())
    } else {
        Err(SmartError::Account(AccountError::NotAllowed))
    }
}

/// How much a client is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usage {
    /// Consents of people that hold now.
    pub consents: usize,
    /// When it was last given a token; `None` when never, or before this was kept.
    pub last: Option<Timestamp>,
}

impl Smart {
    /// Registers a client under an id of its own. `by` says who does it.
    ///
    /// # Errors
    /// What about it cannot be, or when the permit is not one on accounts or the
    /// store fails.
    pub async fn register(
        &self,
        permit: &Permit,
        new: NewClient,
        by: &str,
    ) -> Result<Client, SmartError> {
        governs(permit)?;
        if self.records.cells(Table::Client).await?.len() >= CLIENTS {
            return Err(SmartError::TooMany);
        }
        let client = new.check(secret::id(&*self.rng), by, self.now())?;
        let change = put(Table::Client, &client.id, &client, Expected::Absent)?;
        let what = format!("registered client {}", described(&client));
        if self.change(permit, vec![change], Some((Action::Account, what))).await? {
            Ok(client)
        } else {
            Err(SmartError::Contended)
        }
    }

    /// Changes what a client is registered with; its kind stays. What it was
    /// allowed meanwhile counts from now on as far as the new registration goes.
    /// `None` when there is none of this id.
    ///
    /// # Errors
    /// What about it cannot be, or when the store fails.
    pub async fn change_client(
        self: &Arc<Self>,
        permit: Permit,
        id: &str,
        new: NewClient,
    ) -> Result<Option<Client>, SmartError> {
        self.replaced(permit, id, "changed client", move |old| {
            if new.kind != old.kind {
                return Err(Flaws(vec![Flaw::Kind]).into());
            }
            let made = Timestamp(old.made);
            let client = new.clone().check(old.id.clone(), &old.by, made)?;
            Ok(Client { suspended: old.suspended, ..client })
        })
        .await
    }

    /// Stops a client, and at once every token it was given, until it is resumed;
    /// or resumes it. What people allowed it stays. `None` when there is none of
    /// this id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn suspend_client(
        self: &Arc<Self>,
        permit: Permit,
        id: &str,
        suspended: bool,
    ) -> Result<Option<Client>, SmartError> {
        let what = if suspended { "suspended client" } else { "resumed client" };
        let changed = move |old: &Client| Ok(Client { suspended, ..old.clone() });
        self.replaced(permit, id, what, changed).await
    }

    /// Puts in a client's place what comes of it.
    async fn replaced(
        self: &Arc<Self>,
        permit: Permit,
        id: &str,
        act: &'static str,
        change: impl Fn(&Client) -> Result<Client, SmartError> + Send + 'static,
    ) -> Result<Option<Client>, SmartError> {
        governs(&permit)?;
        let (this, id) = (Arc::clone(self), id.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let read = this.read::<Client>(Table::Client, &id, "client").await?;
                let Some((old, tag)) = read else { return Ok(None) };
                let client = change(&old)?;
                let put = put(Table::Client, &id, &client, Expected::Is(tag))?;
                let what = format!("{act} {}", described(&client));
                if this.change(&permit, vec![put], Some((Action::Account, what))).await? {
                    this.forget_keys(&id);
                    return Ok(Some(client));
                }
            }
            Err(SmartError::Contended)
        })
        .await
    }

    /// One client and how much it is used; traced. `None` when there is none of
    /// this id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn show_client(
        self: &Arc<Self>,
        permit: &Permit,
        id: &str,
    ) -> Result<Option<(Client, Usage)>, SmartError> {
        governs(permit)?;
        let read = self.read::<Client>(Table::Client, id, "client").await?;
        let Some((client, _)) = read else { return Ok(None) };
        let usage = Usage {
            consents: self.consents_of_client(&client.id).await?,
            last: self.last_token(&client.id).await?,
        };
        let what = format!("showed client {} ({})", client.id, client.name);
        self.records.trace_act(permit, Action::Account, what).await?;
        Ok(Some((client, usage)))
    }

    /// Every client, by name. Traced before it is answered.
    ///
    /// # Errors
    /// When the permit is not one on accounts, or the store fails.
    pub async fn clients(&self, permit: &Permit) -> Result<Vec<Client>, SmartError> {
        governs(permit)?;
        let clients = self.all_clients().await?;
        let what = format!("listed {} clients", clients.len());
        self.records.trace_act(permit, Action::Account, what).await?;
        Ok(clients)
    }

    /// Every client, for the server's own use.
    pub(crate) async fn all_clients(&self) -> Result<Vec<Client>, SmartError> {
        let mut clients = Vec::new();
        for cell in self.records.cells(Table::Client).await? {
            clients.push(from_bytes::<Client>(&cell.value, "client")?);
        }
        clients.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(clients)
    }

    /// Ends a client and, at once, every token it was given: a token counts only
    /// while its client is there. `false` when there is none of this id.
    ///
    /// # Errors
    /// When the permit is not one on accounts, or the store fails.
    pub async fn end_client(
        self: &Arc<Self>,
        permit: Permit,
        id: &str,
    ) -> Result<bool, SmartError> {
        governs(&permit)?;
        governs(&permit)?;
        let (this, id) = (Arc::clone(self), id.to_owned());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let read = this.read::<Client>(Table::Client, &id, "client").await?;
                let Some((client, tag)) = read else { return Ok(false) };
                let changes = vec![
                    remove(Table::Client, &id, Expected::Is(tag)),
                    remove(Table::ClientUse, &id, Expected::Any),
                ];
                let what = format!("ended client {id} ({})", client.name);
                if this.change(&permit, changes, Some((Action::Account, what))).await? {
                    this.forget_keys(&id);
                    return Ok(true);
                }
            }
            Err(SmartError::Contended)
        })
        .await
    }
}

/// A client as the trace has it.
fn described(client: &Client) -> String {
    format!("{} ({}), {}, for {}", client.id, client.name, client.kind.name(), client.scopes)
}
