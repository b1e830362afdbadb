//! Small sealed tables: settings, custodian organisations, erased ids.

use hygie_base::RecordNo;
use hygie_store::{CellOp, Commit, KeyKind, Outcome};
use hygie_trace::Action;

use crate::error::sealing;
use crate::keys::OpenedKey;
use crate::limits::PAGE;
use crate::{Permit, RecordError, Records, Released};

/// The small tables in use. Numbers never change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Table {
    /// Settings of this installation.
    Setting = 1,
    /// Organisations that keep entries, by name.
    Organisation = 2,
    /// Ids that were erased and are never used again; values are empty.
    Erased = 3,
}

const LABEL: &str = "cells";

impl Records {
    /// A sealed value of a small table, by name.
    ///
    /// # Errors
    /// When the store fails or the value does not verify.
    pub async fn cell(&self, table: Table, name: &str) -> Result<Option<Released>, RecordError> {
        let place = self.cell_place(table, name);
        let Some(sealed) = self.store.cell(table as u32, &place).await? else { return Ok(None) };
        let key = self.registry_key(KeyKind::Record, LABEL).await?;
        hygie_seal::unseal_object(&key.key, &aad(table, &place), &sealed)
            .map(Some)
            .map_err(|_| RecordError::damaged(RecordNo::REGISTRY, 0, "a setting"))
    }

    /// Puts a sealed value into a small table; needs a permit for everything.
    ///
    /// # Errors
    /// When the permit does not reach it or the store fails.
    pub async fn put_cell(
        &self,
        permit: &Permit,
        table: Table,
        name: &str,
        value: &[u8],
    ) -> Result<(), RecordError> {
        self.needs_everything(permit, Action::Write).await?;
        let key = self.registry_key(KeyKind::Record, LABEL).await?;
        let place = self.cell_place(table, name);
        let value = hygie_seal::seal_object(&key.key, &aad(table, &place), value, &*self.rng)
            .map_err(sealing)?;
        let mut commit = Commit::new(self.commit_id());
        commit.cells.push(CellOp::Put { table: table as u32, key: place, value });
        match self.commit(commit).await? {
            Outcome::Done(_) | Outcome::Repeated => Ok(()),
            Outcome::Refused(_) => Err(RecordError::Contended),
        }
    }

    /// How many sealed values do not open where they stand.
    pub(crate) async fn broken_cells(&self) -> Result<u64, RecordError> {
        let keys = self.keys(RecordNo::REGISTRY).await?;
        let key = keys.by_label(KeyKind::Record, LABEL);
        let mut broken = 0;
        for table in [Table::Setting, Table::Organisation] {
            let mut after: Option<Vec<u8>> = None;
            loop {
                let cells = self.store.cells(table as u32, after.as_deref(), PAGE).await?;
                let Some((last, _)) = cells.last() else { break };
                after = Some(last.clone());
                let opens = |place: &[u8], sealed: &[u8]| {
                    let open = |key: &OpenedKey| {
                        hygie_seal::unseal_object(&key.key, &aad(table, place), sealed).is_ok()
                    };
                    key.is_some_and(open)
                };
                broken += cells.iter().filter(|(place, sealed)| !opens(place, sealed)).count();
            }
        }
        Ok(broken as u64)
    }

    fn cell_place(&self, table: Table, name: &str) -> Vec<u8> {
        let table = match table {
            Table::Setting => "setting",
            Table::Organisation => "organisation",
            Table::Erased => "erased",
        };
        self.with_index(|index| index.cell(table, name)).to_vec()
    }
}

fn aad(table: Table, place: &[u8]) -> Vec<u8> {
    let mut aad = b"hygie cell 1".to_vec();
    aad.extend_from_slice(&(table as u32).to_be_bytes());
    aad.extend_from_slice(place);
    aad
}
