//! Registering clients, listing and ending them.

use std::sync::Arc;

use hygie_accounts::AccountError;
use hygie_record::{Expected, Permit, Table};
use hygie_trace::Action;

use crate::client::{Client, NewClient};
use crate::limits::CLIENTS;
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
        let what = format!(
            "registered client {} ({}), {}, for {}",
            client.id,
            client.name,
            client.kind.name(),
            client.scopes
        );
        if self.change(permit, vec![change], Some((Action::Account, what))).await? {
            Ok(client)
        } else {
            Err(SmartError::Contended)
        }
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
        let (this, id) = (Arc::clone(self), id.to_owned());
        Self::to_the_end(async move {
            let read = this.read::<Client>(Table::Client, &id, "client").await?;
            let Some((client, tag)) = read else { return Ok(false) };
            let change = remove(Table::Client, &id, Expected::Is(tag));
            let what = format!("ended client {id} ({})", client.name);
            this.change(&permit, vec![change], Some((Action::Account, what))).await
        })
        .await
    }
}
