//! Invitations as they are kept: one cell a record with its invitations, and one a
//! code that may still be used, which leads to its invitation.
//!
//! A cell of a code goes when it was used, withdrawn or replaced. So all three are
//! like a code that never was.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::{CellChange, CellTag, Expected, Permit, Table};
use serde::{Deserialize, Serialize};

use super::document::Seen;
use crate::limits::{DELEGATES_INVITED, INVITATIONS_KEPT};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, stored};

/// What there is of one record's person.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) record: u64,
    /// Of the person, oldest first.
    pub(super) invitations: Vec<Invitation>,
    /// Of those who act for the person, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) delegates: Vec<Invitation>,
}

/// One invitation. No `Debug`: it holds the name of a secret.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Invitation {
    pub(super) id: String,
    /// Name of the cell of its code, while it may be used.
    pub(super) code: Option<String>,
    /// The document that was seen; none of a carer, whom the person knows.
    pub(super) seen: Option<Seen>,
    pub(super) by: By,
    /// By which delegation who is invited acts for the person; none for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) delegation: Option<String>,
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

impl By {
    pub(super) fn of(permit: &Permit) -> Self {
        Self {
            id: permit.actor_id().to_owned(),
            name: permit.actor_name().to_owned(),
            of: permit.actor_of().to_owned(),
        }
    }
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
    /// The invitation of the person whose code may be used, if there is one.
    pub(super) fn pending(&mut self) -> Option<&mut Invitation> {
        self.invitations.iter_mut().find(|one| one.end.is_none())
    }

    /// The same of who acts by a delegation.
    pub(super) fn pending_of(&mut self, delegation: &str) -> Option<&mut Invitation> {
        let is = |one: &&mut Invitation| one.is_of(delegation) && one.end.is_none();
        self.delegates.iter_mut().find(is)
    }

    /// The invitation of this id, of whomever, whose code may be used.
    pub(super) fn live(&mut self, id: &str) -> Option<&mut Invitation> {
        let mut all = self.invitations.iter_mut().chain(&mut self.delegates);
        all.find(|one| one.id == id && one.end.is_none())
    }

    /// Ends the invitation of the person that is pending, however much time it had; the
    /// change that takes its code away.
    pub(super) fn end_pending(&mut self, how: How, now: Timestamp) -> Option<CellChange> {
        self.pending()?.end(how, now)
    }

    /// Adds one; the oldest of its kind makes room.
    pub(super) fn add(&mut self, invitation: Invitation) {
        let (list, most) = match invitation.delegation {
            None => (&mut self.invitations, INVITATIONS_KEPT),
            Some(_) => (&mut self.delegates, DELEGATES_INVITED),
        };
        let room = (list.len() + 1).saturating_sub(most);
        list.drain(..room);
        list.push(invitation);
    }

    pub(super) fn put(&self, expect: Expected) -> Result<CellChange, AccountError> {
        put(Table::Invited, &name(self.record), self, expect)
    }
}

impl Invitation {
    /// Whether it is of who acts by this delegation.
    pub(super) fn is_of(&self, delegation: &str) -> bool {
        self.delegation.as_deref() == Some(delegation)
    }

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
            None => {
                let (invitations, delegates) = (Vec::new(), Vec::new());
                (Kept { record: record.get(), invitations, delegates }, Expected::Absent)
            }
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
