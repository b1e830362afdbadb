//! Invitations as they are kept: one cell a record with its invitations, and one a
//! code that may still be used, which leads to its invitation.
//!
//! A cell of a code goes when it was used, withdrawn or replaced. So all three are
//! like a code that never was.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::{CellChange, CellTag, Expected, Table};
use serde::{Deserialize, Serialize};

use super::document::Seen;
use crate::limits::INVITATIONS_KEPT;
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, stored};

/// What there is of one record's person.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) record: u64,
    /// Oldest first.
    pub(super) invitations: Vec<Invitation>,
}

/// One invitation. No `Debug`: it holds the name of a secret.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Invitation {
    pub(super) id: String,
    /// Name of the cell of its code, while it may be used.
    pub(super) code: Option<String>,
    pub(super) seen: Seen,
    pub(super) by: By,
    /// Id of the account that it gives back to its holder; none when it makes one.
    pub(super) again: Option<String>,
    pub(super) made: i64,
    pub(super) until: i64,
    pub(super) end: Option<End>,
}

/// Who invited.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct By {
    /// Id of the account, or of the operator.
    pub(super) id: String,
    /// Name in words; empty for the operator.
    pub(super) name: String,
    /// Name of the organisation; empty when none.
    pub(super) of: String,
}

/// How an invitation ended, otherwise than by time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum How {
    Used,
    Withdrawn,
    Replaced,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) how: How,
    pub(super) at: i64,
}

/// What stands under a code.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Coded {
    /// Name of this cell, so that a list of cells tells which is which.
    pub(super) name: String,
    pub(super) record: u64,
    pub(super) invitation: String,
    pub(super) until: i64,
}

impl Kept {
    /// The invitation whose code may be used, if there is one.
    pub(super) fn pending(&mut self) -> Option<&mut Invitation> {
        self.invitations.iter_mut().find(|one| one.end.is_none())
    }

    /// Ends the invitation that is pending, however much time it had; the change
    /// that takes its code away.
    pub(super) fn end_pending(&mut self, how: How, now: Timestamp) -> Option<CellChange> {
        self.pending()?.end(how, now)
    }

    /// Adds one; the oldest makes room.
    pub(super) fn add(&mut self, invitation: Invitation) {
        let room = (self.invitations.len() + 1).saturating_sub(INVITATIONS_KEPT);
        self.invitations.drain(..room);
        self.invitations.push(invitation);
    }

    pub(super) fn put(&self, expect: Expected) -> Result<CellChange, AccountError> {
        put(Table::Invited, &name(self.record), self, expect)
    }
}

impl Invitation {
    pub(super) fn end(&mut self, how: How, now: Timestamp) -> Option<CellChange> {
        self.end = Some(End { how, at: now.0 });
        let code = self.code.take()?;
        Some(remove(Table::ActivationCode, &code, Expected::Any))
    }
}

/// The name of a record's cell.
fn name(record: u64) -> String {
    format!("{record:016x}")
}

impl Accounts {
    /// What is kept of a record, and what a change must expect to be there.
    pub(super) async fn kept_of(&self, record: RecordNo) -> Result<(Kept, Expected), AccountError> {
        let read = self.read(Table::Invited, &name(record.get()), "invitation").await?;
        Ok(match read {
            Some((kept, tag)) => (kept, Expected::Is(tag)),
            None => (Kept { record: record.get(), invitations: Vec::new() }, Expected::Absent),
        })
    }

    /// What is kept of every record.
    pub(super) async fn every_kept(&self) -> Result<Vec<Kept>, AccountError> {
        let cells = self.records.cells(Table::Invited).await?;
        cells.iter().map(|cell| stored::from_bytes(&cell.value, "invitation")).collect()
    }

    /// What stands under the code of this name.
    pub(super) async fn coded(&self, name: &str) -> Result<Option<(Coded, CellTag)>, AccountError> {
        self.read(Table::ActivationCode, name, "activation code").await
    }
}

/// The change that clears up a cell of a code whose time has passed.
///
/// # Errors
/// When it is of another version or damaged.
pub(crate) fn expired(cell: &[u8], now: Timestamp) -> Result<Option<CellChange>, AccountError> {
    let coded: Coded = stored::from_bytes(cell, "activation code")?;
    let over = now.0 >= coded.until;
    Ok(over.then(|| remove(Table::ActivationCode, &coded.name, Expected::Any)))
}
