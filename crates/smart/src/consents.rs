//! Which consents there are of an account and of a client, so that neither is
//! found by reading all. Cells of names, moved in the commit that makes or ends a
//! consent. Of a client there are several, told apart by the consent's name: many
//! people who allow one app at the same moment do not wait for each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hygie_record::{CellChange, CellTag, Expected, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::grant::Grant;
use crate::limits::ATTEMPTS;
use crate::service::nobody;
use crate::stored::{from_bytes, put, remove};
use crate::{Smart, SmartError};

/// The cell that says that those from before there was an index are in it.
const WHOLE: &str = "whole";
/// Cells whose changes go into one commit when those from before are taken in.
const AT_ONCE: usize = 200;
/// What a consent's name, which is base64url, can begin with: one cell of a
/// client each.
const FIRST: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// One cell of the index.
#[derive(Clone, Serialize, Deserialize)]
struct Names {
    /// Name of its cell.
    name: String,
    /// Names of cells of consents.
    of: BTreeSet<String>,
}

fn of_account(account: &str) -> String {
    format!("account {account}")
}

fn of_client(client: &str, first: char) -> String {
    format!("client {client} {first}")
}

impl Grant {
    /// The cells of the index that name it.
    fn indexes(&self) -> [String; 2] {
        let first = self.name.chars().next().unwrap_or('A');
        [of_account(&self.account), of_client(&self.client, first)]
    }
}

impl Smart {
    /// The changes of the index that go with consents that come and go; to be
    /// made anew when their commit finds something else there.
    pub(crate) async fn index_changes(
        &self,
        comes: Option<&Grant>,
        go: &[&Grant],
    ) -> Result<Vec<CellChange>, SmartError> {
        let mut wanted: BTreeMap<String, Vec<(&str, bool)>> = BTreeMap::new();
        let all = comes.map(|grant| (grant, true)).into_iter();
        for (grant, stays) in all.chain(go.iter().map(|grant| (*grant, false))) {
            for index in grant.indexes() {
                wanted.entry(index).or_default().push((&grant.name, stays));
            }
        }
        let mut changes = Vec::with_capacity(wanted.len());
        for (index, moves) in wanted {
            let read = self.read::<Names>(Table::ConsentIndex, &index, "consent index").await?;
            changes.extend(moved(index, read, &moves)?);
        }
        Ok(changes)
    }

    /// The consents of an account, those that time has ended left out.
    pub(crate) async fn consents_of_account(
        self: &Arc<Self>,
        account: &str,
    ) -> Result<Vec<Grant>, SmartError> {
        self.complete_index().await?;
        let mut own = self.named_in(&of_account(account)).await?;
        own.retain(|grant| grant.account == account);
        Ok(own)
    }

    /// How many consents a client has, those that time has ended left out.
    pub(crate) async fn consents_of_client(
        self: &Arc<Self>,
        client: &str,
    ) -> Result<usize, SmartError> {
        self.complete_index().await?;
        let mut count = 0;
        for first in FIRST.chars() {
            let of = self.named_in(&of_client(client, first)).await?;
            count += of.iter().filter(|grant| grant.client == client).count();
        }
        Ok(count)
    }

    async fn named_in(&self, index: &str) -> Result<Vec<Grant>, SmartError> {
        let read = self.read::<Names>(Table::ConsentIndex, index, "consent index").await?;
        let mut found = Vec::new();
        for name in read.map(|(names, _)| names.of).unwrap_or_default() {
            found.extend(self.grant(&name).await?.map(|(grant, _)| grant));
        }
        Ok(found)
    }

    /// Takes in, once for a store, the consents from before there was an index.
    async fn complete_index(self: &Arc<Self>) -> Result<(), SmartError> {
        if self.indexed.get().is_some() {
            return Ok(());
        }
        let this = Arc::clone(self);
        Self::to_the_end(async move {
            let whole = this.records.cell(Table::ConsentIndex, WHOLE).await?;
            if whole.is_none() {
                this.mend_index().await?;
                let names = Names { name: WHOLE.to_owned(), of: BTreeSet::new() };
                let mark = put(Table::ConsentIndex, WHOLE, &names, Expected::Any)?;
                this.change(&this.gate.itself(&nobody()), vec![mark], None).await?;
            }
            this.indexed.get_or_init(|| ());
            Ok(())
        })
        .await
    }

    /// Names each consent where the index lacks it: those from before there was
    /// one, and those of a node of an earlier version.
    pub(crate) async fn mend_index(&self) -> Result<(), SmartError> {
        for _ in 0..ATTEMPTS {
            let mut known: BTreeMap<String, (Names, CellTag)> = BTreeMap::new();
            for cell in self.records.cells(Table::ConsentIndex).await? {
                let names: Names = from_bytes(&cell.value, "consent index")?;
                known.insert(names.name.clone(), (names, cell.tag));
            }
            let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for cell in self.records.cells(Table::Consented).await? {
                let grant: Grant = from_bytes(&cell.value, "consent")?;
                for index in grant.indexes() {
                    if !known.get(&index).is_some_and(|(names, _)| names.of.contains(&grant.name)) {
                        missing.entry(index).or_default().push(grant.name.clone());
                    }
                }
            }
            let mut changes = Vec::new();
            for (index, names) in missing {
                let moves: Vec<_> = names.iter().map(|name| (name.as_str(), true)).collect();
                let read = known.remove(&index);
                changes.extend(moved(index, read, &moves)?);
            }
            if self.all_changed(changes).await? {
                return Ok(());
            }
        }
        Err(SmartError::Contended)
    }

    async fn all_changed(&self, mut changes: Vec<CellChange>) -> Result<bool, SmartError> {
        let permit = self.gate.itself(&nobody());
        while !changes.is_empty() {
            let some: Vec<_> = changes.drain(..changes.len().min(AT_ONCE)).collect();
            let what = format!("put {} lists of consents in order", some.len());
            if !self.change(&permit, some, Some((Action::Account, what))).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The change of one cell of the index; `None` when it is as it should be.
fn moved(
    index: String,
    read: Option<(Names, CellTag)>,
    moves: &[(&str, bool)],
) -> Result<Option<CellChange>, SmartError> {
    let (mut names, expect) = match read {
        Some((names, tag)) => (names, Expected::Is(tag)),
        None => (Names { name: index, of: BTreeSet::new() }, Expected::Absent),
    };
    let before = names.of.len();
    let mut changed = false;
    for (name, stays) in moves {
        changed |= match stays {
            true => names.of.insert((*name).to_owned()),
            false => names.of.remove(*name),
        };
    }
    let index = names.name.clone();
    Ok(match (changed, names.of.is_empty()) {
        (false, _) => None,
        (true, true) if before == 0 => None,
        (true, true) => Some(remove(Table::ConsentIndex, &index, expect)),
        (true, false) => Some(put(Table::ConsentIndex, &index, &names, expect)?),
    })
}
