//! Who looks into a record for the first time: its person is told. Read from the traces as
//! they grow, by the one node that has the turn: whatever the way by which somebody came,
//! it was traced before anything was released.

use std::collections::BTreeMap;
use std::time::Duration;

use hygie_base::RecordNo;
use hygie_gate::Newcomer;
use hygie_record::{CellChange, Expected, ReadUntil, Table};
use serde::{Deserialize, Serialize};

use crate::limits::{ATTEMPTS, LOOKED, NEWCOMER_TRACES};
use crate::notices::{About, Event};
use crate::service::{HOUSE, nobody};
use crate::stored::put;
use crate::{AccountError, Accounts};

/// The work of which one node has the lease.
const NEWCOMERS: &str = "newcomers";
/// The one cell that says how far the traces were read.
const UNTIL: &str = "until";

/// Who has looked into a record, by the ids of their accounts; the latest last.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Looked {
    record: u64,
    accounts: Vec<String>,
}

impl Accounts {
    /// Tells persons who looked into their records for the first time since the last turn,
    /// if it is this node's turn; how many were told of. The first turn of all only sees
    /// where the traces end.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn newcomers_in_turn(&self, time: Duration) -> Result<usize, AccountError> {
        let mut told = 0;
        loop {
            if !self.records.take_lease(NEWCOMERS, time).await? {
                return Ok(told);
            }
            let found = self.read::<ReadUntil>(Table::LookedUntil, UNTIL, "how far").await?;
            let Some((from, tag)) = found else {
                let end = self.gate.logs_end().await?;
                let begin = put(Table::LookedUntil, UNTIL, &end, Expected::Absent)?;
                self.kept(vec![begin]).await?;
                return Ok(0);
            };
            let (came, until) = self.gate.came_since(&from, NEWCOMER_TRACES).await?;
            if until == from {
                return Ok(told);
            }
            for (record, came) in came {
                told += self.tell_newcomers(record, &came).await?;
            }
            let until = put(Table::LookedUntil, UNTIL, &until, Expected::Is(tag))?;
            if !self.kept(vec![until]).await? {
                return Ok(told);
            }
        }
    }

    /// Leaves that to the others, before this process ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn leave_newcomers(&self) -> Result<(), AccountError> {
        Ok(self.records.end_lease(NEWCOMERS).await?)
    }

    /// Of a person without an account nothing is kept: who has one later is told of all who
    /// come then.
    async fn tell_newcomers(
        &self,
        record: RecordNo,
        came: &BTreeMap<String, Newcomer>,
    ) -> Result<usize, AccountError> {
        for _ in 0..ATTEMPTS {
            let persons = self.accounts_of_person(record).await?;
            if persons.is_empty() {
                return Ok(0);
            }
            let name = record.to_string();
            let found = self.read::<Looked>(Table::Looked, &name, "who has looked").await?;
            let (mut looked, expect) = match found {
                Some((looked, tag)) => (looked, Expected::Is(tag)),
                None => (Looked { record: record.get(), ..Looked::default() }, Expected::Absent),
            };
            let new: Vec<&Newcomer> =
                came.values().filter(|it| !looked.accounts.contains(&it.actor.id)).collect();
            if new.is_empty() {
                return Ok(0);
            }
            looked.accounts.extend(new.iter().map(|it| it.actor.id.clone()));
            let over = looked.accounts.len().saturating_sub(LOOKED);
            looked.accounts.drain(..over);
            let mut changes = vec![put(Table::Looked, &name, &looked, expect)?];
            let tell: Vec<&Newcomer> = new.into_iter().filter(|it| !it.told).collect();
            for (mut account, tag) in persons {
                for it in tell.iter().filter(|it| it.actor.id != account.id) {
                    let about = About::named(&it.actor.name, &it.actor.of, record);
                    account.notices.of_record(Event::FirstLook, about, self.now());
                }
                changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
            }
            if self.kept(changes).await? {
                return Ok(tell.len());
            }
        }
        Err(AccountError::Contended)
    }

    async fn kept(&self, changes: Vec<CellChange>) -> Result<bool, AccountError> {
        let permit = self.gate.itself(&nobody(HOUSE, "newcomers"));
        self.change(&permit, changes, None).await
    }
}
