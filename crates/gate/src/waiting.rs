//! What waits for its review, over all records: one cell an emergency, written in the
//! commit of the record's rights, and one of the latest that were reviewed. Cells hold
//! who broke the glass and when; nothing of the person but the record's number.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::{CellChange, Expected, RecordError, Table};
use serde::{Deserialize, Serialize};

use crate::limits::REVIEWED;
use crate::rights::{Found, Glass, Glasses, Review};
use crate::{Gate, GateError, Role};

/// The one cell of those that were reviewed.
const LATEST: &str = "latest";

/// An emergency as the officer's list has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiting {
    record: u64,
    /// Its number in the record.
    pub number: u32,
    /// Who broke the glass, in words.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Name of their organisation.
    pub organisation_name: String,
    start: i64,
}

/// One that was reviewed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reviewed {
    /// What.
    pub of: Waiting,
    /// What was found.
    pub found: Found,
    /// Name of the officer.
    pub by: String,
    at: i64,
}

impl Waiting {
    fn of(record: RecordNo, glass: &Glass) -> Self {
        Self {
            record: record.get(),
            number: glass.number,
            name: glass.name.clone(),
            role: glass.role,
            organisation_name: glass.organisation_name.clone(),
            start: glass.start.0,
        }
    }

    /// Which record was opened; none of a number that is none.
    pub const fn record(&self) -> Option<RecordNo> {
        RecordNo::from_u64(self.record)
    }

    /// When.
    pub const fn start(&self) -> Timestamp {
        Timestamp(self.start)
    }
}

impl Reviewed {
    /// When it was reviewed.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// Name of the cell of one that waits.
pub(crate) fn place(record: RecordNo, number: u32) -> String {
    format!("{record}/{number}")
}

impl Gate {
    /// What changes of the cells when the emergencies of a record do.
    pub(crate) async fn waiting_changes(
        &self,
        record: RecordNo,
        before: &Glasses,
        after: &Glasses,
    ) -> Result<Vec<CellChange>, GateError> {
        let mut changes = Vec::new();
        for glass in &after.kept {
            let was = before.numbered(glass.number);
            let (waited, name) =
                (was.is_some_and(|was| was.review.is_none()), place(record, glass.number));
            let value = match &glass.review {
                None if waited => continue,
                None => Some(written(&Waiting::of(record, glass))?),
                Some(_) if !waited => continue,
                Some(review) => {
                    changes.push(self.remembered(record, glass, review).await?);
                    None
                }
            };
            let table = Table::Emergency;
            changes.push(CellChange { table, name, value, expect: Expected::Any });
        }
        Ok(changes)
    }

    /// The latest reviewed with one more.
    async fn remembered(
        &self,
        record: RecordNo,
        glass: &Glass,
        review: &Review,
    ) -> Result<CellChange, GateError> {
        let (mut latest, expect) = self.latest().await?;
        let of = Waiting::of(record, glass);
        let (found, by, at) = (review.found, review.name.clone(), review.at.0);
        latest.insert(0, Reviewed { of, found, by, at });
        latest.truncate(REVIEWED);
        let (table, name) = (Table::EmergencyReviewed, LATEST.to_owned());
        Ok(CellChange { table, name, value: Some(written(&latest)?), expect })
    }

    /// The latest that were reviewed, the last one first, and what a change of them
    /// expects.
    pub(crate) async fn latest(&self) -> Result<(Vec<Reviewed>, Expected), GateError> {
        match self.records.cell_tagged(Table::EmergencyReviewed, LATEST).await? {
            Some(cell) => Ok((read(&cell.value)?, Expected::Is(cell.tag))),
            None => Ok((Vec::new(), Expected::Absent)),
        }
    }

    /// All that wait, the oldest first.
    pub(crate) async fn all_waiting(&self) -> Result<Vec<Waiting>, GateError> {
        let cells = self.records.cells(Table::Emergency).await?;
        let waiting: Result<Vec<Waiting>, _> = cells.iter().map(|cell| read(&cell.value)).collect();
        let mut waiting = waiting?;
        waiting.sort_by_key(|one| (one.start, one.record, one.number));
        Ok(waiting)
    }
}

pub(crate) fn written<T: Serialize>(value: &T) -> Result<Vec<u8>, RecordError> {
    serde_json::to_vec(value).map_err(|_| RecordError::Seal)
}

fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, RecordError> {
    let (record, what) = (RecordNo::REGISTRY, "an emergency that waits for its review");
    serde_json::from_slice(bytes).map_err(|_| RecordError::Damaged { record, seq: 0, what })
}
