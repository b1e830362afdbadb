//! Clearing up what time has ended.

use std::sync::Arc;
use std::time::Duration;

use hygie_record::{CellChange, Expected, Table};
use hygie_trace::Action;

use crate::invitations;
use crate::limits::{IDLE_MILLIS, SEEN_EVERY_MILLIS};
use crate::service::{HOUSE, nobody};
use crate::stored::remove;
use crate::{AccountError, Accounts, bearer, session, stored};

/// What was cleared up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swept {
    /// Sessions that were over.
    pub sessions: usize,
    /// Bearer tokens that had expired.
    pub tokens: usize,
}

/// Cells removed in one commit.
const AT_ONCE: usize = 500;

/// The lease under which one node at a time clears up.
const SWEEP: &str = "sweep of accounts";

impl Accounts {
    /// Removes sessions that are over and bearer tokens that have expired. They
    /// are refused anyway; this is so that they do not pile up. For the start
    /// of a server, and now and then.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(self: &Arc<Self>) -> Result<Swept, AccountError> {
        let this = Arc::clone(self);
        Self::to_the_end(async move { this.sweep_now().await }).await
    }

    /// As [`Accounts::sweep`] for nodes that share a store: the first to ask does
    /// it for this long, and again when it asks again; the others, who are told
    /// `None`, take over once it has not asked for that long.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep_in_turn(
        self: &Arc<Self>,
        time: Duration,
    ) -> Result<Option<Swept>, AccountError> {
        if !self.records.take_lease(SWEEP, time).await? {
            return Ok(None);
        }
        self.sweep().await.map(Some)
    }

    /// Leaves clearing up to the others, before this process ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn leave_sweeping(&self) -> Result<(), AccountError> {
        Ok(self.records.end_lease(SWEEP).await?)
    }

    async fn sweep_now(&self) -> Result<Swept, AccountError> {
        let now = self.now();
        // In memory a session may have been used a little later than is stored.
        let idle = IDLE_MILLIS + SEEN_EVERY_MILLIS;
        let mut changes = Vec::new();
        for cell in self.records.cells(Table::Session).await? {
            let kept: session::Stored = stored::from_bytes(&cell.value, "session")?;
            if kept.is_over(idle, kept.last, now) {
                changes.push(remove(Table::Session, &kept.name, Expected::Any));
            }
        }
        let sessions = changes.len();
        for cell in self.records.cells(Table::Token).await? {
            let kept: bearer::Stored = stored::from_bytes(&cell.value, "bearer token")?;
            if now.0 >= kept.expires {
                changes.push(remove(Table::Token, &kept.name, Expected::Any));
            }
        }
        let swept = Swept { sessions, tokens: changes.len() - sessions };
        changes.extend(self.over_challenges().await?);
        changes.extend(self.over_forms().await?);
        for cell in self.records.cells(Table::ActivationCode).await? {
            changes.extend(invitations::expired(&cell.value, now)?);
        }
        let permit = self.gate.itself(&nobody(HOUSE, "accounts"));
        while !changes.is_empty() {
            let some: Vec<CellChange> = changes.drain(..changes.len().min(AT_ONCE)).collect();
            let what =
                format!("cleared up {} ended sessions, tokens, challenges and codes", some.len());
            self.change(&permit, some, Some((Action::Account, what))).await?;
        }
        Ok(swept)
    }
}
