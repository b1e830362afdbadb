//! Wards, residences and practices of an organisation: on which its people work, and with
//! which persons are registered. One cell an organisation.
//!
//! A ward that is closed stays, for care links and traces name it: nobody is assigned to it
//! any more, and nobody registered with it.

mod change;

use hygie_gate::Ward;
use hygie_record::{CellTag, Table};
use serde::{Deserialize, Serialize};

use crate::{AccountError, Accounts, stored};

/// A ward as it is kept and seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WardSeen {
    /// Id and name.
    pub ward: Ward,
    /// Whether it is closed.
    #[serde(default)]
    pub closed: bool,
}

/// The wards of an organisation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Wards {
    organisation: String,
    /// In the order in which they were added.
    all: Vec<WardSeen>,
}

impl Accounts {
    /// The wards of an organisation, by name; none of who works for none.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn wards(&self, organisation: &str) -> Result<Vec<WardSeen>, AccountError> {
        let (mut wards, _) = self.read_wards(organisation).await?;
        wards.all.sort_by(|one, other| one.ward.name.cmp(&other.ward.name));
        Ok(wards.all)
    }

    /// The ward of this id, where the organisation has it and it is open.
    ///
    /// # Errors
    /// [`AccountError::NoSuchWard`]; when the store fails or what it holds does not verify.
    pub async fn open_ward(&self, organisation: &str, id: &str) -> Result<Ward, AccountError> {
        let (wards, _) = self.read_wards(organisation).await?;
        let found = wards.all.into_iter().find(|seen| seen.ward.id == id && !seen.closed);
        Ok(found.ok_or(AccountError::NoSuchWard)?.ward)
    }

    async fn read_wards(
        &self,
        organisation: &str,
    ) -> Result<(Wards, Option<CellTag>), AccountError> {
        let of = || Wards { organisation: organisation.to_owned(), all: Vec::new() };
        if organisation.is_empty() {
            return Ok((of(), None));
        }
        match self.records.cell_tagged(Table::Ward, organisation).await? {
            None => Ok((of(), None)),
            Some(cell) => Ok((stored::from_bytes(&cell.value, "ward")?, Some(cell.tag))),
        }
    }
}
