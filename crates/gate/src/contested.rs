//! What waits for its answer, over all records: one cell a contested access, written in the
//! commit of the record's rights, and one of the latest that were answered. Cells hold who
//! came and when; nothing of the person but the record's number, and none of their words.

use hygie_base::{RecordNo, Timestamp};
use hygie_record::{CellChange, Expected, RecordError, Table};
use serde::{Deserialize, Serialize};

use crate::limits::ANSWERED;
use crate::rights::{self, Answer, Conclusion, Contest, Contests};
use crate::waiting::{place, written};
use crate::{Gate, GateError};

/// The one cell of those that were answered.
const LATEST: &str = "latest";

/// A contested access as the officer's list has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contested {
    record: u64,
    /// Its number in the record.
    pub number: u32,
    /// Who came, in words; empty for what has no name.
    pub name: String,
    /// In which role, by its name in traces.
    pub role: String,
    /// Name of their organisation.
    pub organisation_name: String,
    at: i64,
    start: i64,
}

/// One that was answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answered {
    /// What.
    pub of: Contested,
    /// To what the officer came.
    pub conclusion: Conclusion,
    /// Name of the officer.
    pub by: String,
    at: i64,
}

impl Contested {
    fn of(record: RecordNo, contest: &Contest) -> Self {
        let access = &contest.access;
        Self {
            record: record.get(),
            number: contest.number,
            name: access.name.clone(),
            role: access.role.clone(),
            organisation_name: access.organisation_name.clone(),
            at: access.at.0,
            start: contest.start.0,
        }
    }

    /// The record; none of a number that is none.
    pub const fn record(&self) -> Option<RecordNo> {
        RecordNo::from_u64(self.record)
    }

    /// When they came.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }

    /// Until just before then the answer is due.
    pub fn due(&self) -> Timestamp {
        rights::due(Timestamp(self.start))
    }

    /// Days of Paris until the last one on which it is due; below 0 when that is past.
    pub fn days_left(&self, now: Timestamp) -> i64 {
        rights::days_left(Timestamp(self.start), now)
    }
}

impl Answered {
    /// When it was answered.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

impl Gate {
    /// What changes of the cells when the contested accesses of a record do.
    pub(crate) async fn contested_changes(
        &self,
        record: RecordNo,
        before: &Contests,
        after: &Contests,
    ) -> Result<Vec<CellChange>, GateError> {
        let mut changes = Vec::new();
        for contest in &after.kept {
            let was = before.numbered(contest.number);
            let waited = was.is_some_and(|was| was.answer.is_none());
            let value = match &contest.answer {
                None if waited => continue,
                None => Some(written(&Contested::of(record, contest))?),
                Some(_) if !waited => continue,
                Some(answer) => {
                    changes.push(self.latest_with(record, contest, answer).await?);
                    None
                }
            };
            let (table, name) = (Table::Contest, place(record, contest.number));
            changes.push(CellChange { table, name, value, expect: Expected::Any });
        }
        Ok(changes)
    }

    /// The latest answered with one more.
    async fn latest_with(
        &self,
        record: RecordNo,
        contest: &Contest,
        answer: &Answer,
    ) -> Result<CellChange, GateError> {
        let (mut latest, expect) = self.latest_answered().await?;
        let of = Contested::of(record, contest);
        let (conclusion, by, at) = (answer.conclusion, answer.name.clone(), answer.at.0);
        latest.insert(0, Answered { of, conclusion, by, at });
        latest.truncate(ANSWERED);
        let (table, name) = (Table::ContestAnswered, LATEST.to_owned());
        Ok(CellChange { table, name, value: Some(written(&latest)?), expect })
    }

    /// The latest that were answered, the last one first, and what a change of them expects.
    pub(crate) async fn latest_answered(&self) -> Result<(Vec<Answered>, Expected), GateError> {
        match self.records.cell_tagged(Table::ContestAnswered, LATEST).await? {
            Some(cell) => Ok((read(&cell.value)?, Expected::Is(cell.tag))),
            None => Ok((Vec::new(), Expected::Absent)),
        }
    }

    /// All that wait, the oldest first.
    pub(crate) async fn all_contested(&self) -> Result<Vec<Contested>, GateError> {
        let cells = self.records.cells(Table::Contest).await?;
        let waiting: Result<Vec<Contested>, _> =
            cells.iter().map(|cell| read(&cell.value)).collect();
        let mut waiting = waiting?;
        waiting.sort_by_key(|one| (one.start, one.record, one.number));
        Ok(waiting)
    }
}

fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, RecordError> {
    let (record, what) = (RecordNo::REGISTRY, "a contested access that waits for its answer");
    serde_json::from_slice(bytes).map_err(|_| RecordError::Damaged { record, seq: 0, what })
}
