//! The watch over the traces in turn with other nodes: it knows who works here.

use std::time::Duration;

use hygie_gate::{Staff, Watched};
use hygie_record::Table;

use crate::account::Account;
use crate::{AccountError, Accounts, stored};

/// The work of which one node has the lease.
const WATCH: &str = "watch";

impl Accounts {
    /// Judges the next whole day of traces, if it is this node's turn and there is one.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn watch_in_turn(&self, time: Duration) -> Result<Option<Watched>, AccountError> {
        if !self.records.take_lease(WATCH, time).await? {
            return Ok(None);
        }
        Ok(self.gate.watch_next(&self.staff().await?).await?)
    }

    /// Leaves watching to the others, before this process ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn leave_watching(&self) -> Result<(), AccountError> {
        Ok(self.records.end_lease(WATCH).await?)
    }

    /// Who works for an organisation, also when their account is suspended or closed: a
    /// colleague who left is still known.
    async fn staff(&self) -> Result<Vec<Staff>, AccountError> {
        let mut staff = Vec::new();
        for cell in self.records.cells(Table::Account).await? {
            let account: Account = stored::from_bytes(&cell.value, "account")?;
            let works: Vec<(String, Vec<String>)> = account
                .activities
                .into_iter()
                .filter(|one| one.role.is_of_an_organisation())
                .map(|one| (one.organisation, one.wards))
                .collect();
            if !works.is_empty() {
                staff.push(Staff { account: account.id, name: account.name, works });
            }
        }
        Ok(staff)
    }
}
