//! Clearing up what time has ended.

use std::sync::Arc;

use hygie_record::{CellChange, CellTag, Expected, Table};
use hygie_trace::Action;

use crate::access::Access;
use crate::grant::Grant;
use crate::launch::Launch;
use crate::machine::Used;
use crate::service::nobody;
use crate::stored::{from_bytes, remove};
use crate::{Smart, SmartError};

/// Cells removed in one commit.
const AT_ONCE: usize = 500;

impl Smart {
    /// Removes access tokens, marks of assertions, consents and launches that are
    /// past their end, and tells how many. They are refused anyway; this is so that they do not pile up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(self: &Arc<Self>) -> Result<usize, SmartError> {
        let this = Arc::clone(self);
        Self::to_the_end(async move { this.sweep_now().await }).await
    }

    async fn sweep_now(&self) -> Result<usize, SmartError> {
        let now = self.now().0;
        let mut changes = Vec::new();
        for cell in self.records.cells(Table::Access).await? {
            let access: Access = from_bytes(&cell.value, "access token")?;
            if access.expires <= now {
                changes.push(remove(Table::Access, &access.name, Expected::Any));
            }
        }
        for cell in self.records.cells(Table::Assertion).await? {
            let used: Used = from_bytes(&cell.value, "assertion")?;
            if used.until <= now {
                changes.push(remove(Table::Assertion, &used.name, Expected::Any));
            }
        }
        let mut over = Vec::new();
        for cell in self.records.cells(Table::Consented).await? {
            let grant: Grant = from_bytes(&cell.value, "consent")?;
            if grant.is_over(now) {
                over.push((grant, cell.tag));
            }
        }
        for cell in self.records.cells(Table::Launch).await? {
            let launch: Launch = from_bytes(&cell.value, "launch")?;
            if launch.is_over(now) {
                changes.push(remove(Table::Launch, &launch.name, Expected::Any));
            }
        }
        let swept = changes.len() + self.sweep_consents(over).await?;
        self.mend_index().await?;
        let permit = self.gate.itself(&nobody());
        while !changes.is_empty() {
            let some: Vec<CellChange> = changes.drain(..changes.len().min(AT_ONCE)).collect();
            let what = format!("cleared up {} ended tokens of apps and machines", some.len());
            self.change(&permit, some, Some((Action::Account, what))).await?;
        }
        Ok(swept)
    }
    /// Removes consents past their end, and their names from the index. One that
    /// changed meanwhile is left for the next time.
    async fn sweep_consents(&self, over: Vec<(Grant, CellTag)>) -> Result<usize, SmartError> {
        let permit = self.gate.itself(&nobody());
        let mut swept = 0;
        for some in over.chunks(AT_ONCE) {
            let go: Vec<&Grant> = some.iter().map(|(grant, _)| grant).collect();
            let removed = some.iter().map(|(grant, tag)| {
                remove(Table::Consented, &grant.name, Expected::Is(tag.clone()))
            });
            let mut changes: Vec<CellChange> = removed.collect();
            changes.extend(self.index_changes(None, &go).await?);
            let what = format!("cleared up {} ended consents", some.len());
            if self.change(&permit, changes, Some((Action::Account, what))).await? {
                swept += some.len();
            }
        }
        Ok(swept)
    }
}
