//! Reviews, answers and reports as they are kept.

use hygie_base::Timestamp;
use hygie_base::paris::day;
use hygie_gate::{Asker, Role};
use hygie_record::{CellChange, CellTag, Expected, Table};
use serde::{Deserialize, Serialize};

use crate::limits::HABILITATION_REVIEWS;
use crate::stored::{from_bytes, put, remove};
use crate::{AccountError, Accounts};

/// The one cell of the reviews.
const ALL: &str = "all";

/// Who did something in a review, and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct By {
    /// Id of their account.
    pub(crate) account: String,
    /// Their name.
    pub(crate) name: String,
    pub(crate) at: i64,
}

impl By {
    pub(crate) fn of(asker: &Asker, now: Timestamp) -> Self {
        Self { account: asker.id.clone(), name: asker.name.clone(), at: now.0 }
    }
}

/// A review of habilitations.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HabilitationReview {
    /// Counts from 1.
    pub number: u32,
    pub(crate) opened: By,
    /// The last day on which it is due, in Paris, by its number since 1970-01-01.
    pub due: i64,
    /// How it ended; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<ReviewEnd>,
}

/// How a review ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewEnd {
    pub(crate) by: By,
    /// Habilitations that were kept.
    pub kept: usize,
    /// Those that were withdrawn.
    pub withdrawn: usize,
    /// Those of who closed it, which nobody else answered.
    pub own: usize,
    /// Cells that hold the report.
    parts: usize,
}

impl HabilitationReview {
    /// When it was opened.
    pub const fn opened_at(&self) -> Timestamp {
        Timestamp(self.opened.at)
    }

    /// By whom.
    pub fn opened_by(&self) -> &str {
        &self.opened.name
    }

    /// Days until the last one on which it is due; below 0 when that is past.
    pub fn days_left(&self, now: Timestamp) -> i64 {
        self.due - day(now)
    }
}

impl ReviewEnd {
    pub(crate) const fn new(by: By, [kept, withdrawn, own]: [usize; 3], parts: usize) -> Self {
        Self { by, kept, withdrawn, own, parts }
    }

    /// When it was closed.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.by.at)
    }

    /// By whom.
    pub fn by(&self) -> &str {
        &self.by.name
    }

    /// Names of the cells of its report.
    pub(crate) fn places(&self, number: u32) -> Vec<String> {
        (0..self.parts).map(|part| place(number, part)).collect()
    }
}

/// Name of the cell of a part of a report.
pub(crate) fn place(number: u32, part: usize) -> String {
    format!("{number}/{part}")
}

/// The reviews that are kept, the oldest first; only the last one can be open.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Reviews {
    pub(crate) all: Vec<HabilitationReview>,
}

impl Reviews {
    pub(crate) fn open(&self) -> Option<&HabilitationReview> {
        self.all.last().filter(|last| last.end.is_none())
    }

    pub(crate) fn change(&self, expect: Expected) -> Result<CellChange, AccountError> {
        put(Table::HabilitationReview, ALL, self, expect)
    }

    /// The changes that make room for one more.
    pub(crate) fn make_room(&mut self) -> Vec<CellChange> {
        let beyond = (self.all.len() + 1).saturating_sub(HABILITATION_REVIEWS);
        let out = self.all.drain(..beyond);
        let places = out.flat_map(|it| it.end.map_or_else(Vec::new, |end| end.places(it.number)));
        let table = Table::HabilitationReport;
        places.map(|name| remove(table, &name, Expected::Any)).collect()
    }
}

/// What somebody may do here, as it was when it was answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportLine {
    /// Id of the account.
    pub account: String,
    /// Its login.
    pub login: String,
    /// Its holder's name.
    pub name: String,
    /// Id of the activity.
    pub activity: String,
    /// In which role.
    pub role: Role,
    /// Id of the organisation; empty when none.
    pub organisation: String,
    /// Its name; empty when none.
    pub organisation_name: String,
    pub(crate) since: Option<i64>,
    pub(crate) last: Option<i64>,
    /// What was answered; none of who closed the review themselves, about whom nobody else
    /// did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answered>,
}

impl ReportLine {
    /// When it was given; none of one from before that was kept.
    pub fn since(&self) -> Option<Timestamp> {
        self.since.map(Timestamp)
    }

    /// When its holder last logged in; none before the first time.
    pub fn last(&self) -> Option<Timestamp> {
        self.last.map(Timestamp)
    }
}

/// What was answered about one habilitation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answered {
    /// Why it is to be withdrawn; none when it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw: Option<String>,
    /// How often it was answered.
    pub edition: u32,
    pub(crate) by: By,
}

impl Answered {
    /// When.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.by.at)
    }

    /// By whom.
    pub fn by(&self) -> &str {
        &self.by.name
    }
}

/// The answers about one account.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Answers {
    pub(crate) account: String,
    pub(crate) lines: Vec<ReportLine>,
}

impl Answers {
    pub(crate) fn of(&self, activity: &str) -> Option<&ReportLine> {
        self.lines.iter().find(|line| line.activity == activity)
    }
}

impl Accounts {
    /// The reviews, and what a change of them expects.
    pub(crate) async fn habilitation_reviews_kept(
        &self,
    ) -> Result<(Reviews, Expected), AccountError> {
        let found = self.read(Table::HabilitationReview, ALL, "review of habilitations").await?;
        Ok(match found {
            Some((reviews, tag)) => (reviews, Expected::Is(tag)),
            None => (Reviews::default(), Expected::Absent),
        })
    }

    /// Every answer of the review that is open.
    pub(crate) async fn habilitation_answers(
        &self,
    ) -> Result<Vec<(Answers, CellTag)>, AccountError> {
        let cells = self.records.cells(Table::HabilitationAnswer).await?.into_iter();
        cells
            .map(|cell| Ok((from_bytes(&cell.value, "answer about a habilitation")?, cell.tag)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(number: u32) -> HabilitationReview {
        let by = By { account: String::new(), name: String::new(), at: 0 };
        let end = Some(ReviewEnd::new(by.clone(), [0, 0, 0], 2));
        HabilitationReview { number, opened: by, due: 0, end }
    }

    #[test]
    fn so_many_reviews_are_kept_and_the_oldest_goes_with_its_report() {
        let kept = u32::try_from(HABILITATION_REVIEWS).unwrap();
        let mut reviews = Reviews { all: (1..kept).map(closed).collect() };
        assert!(reviews.make_room().is_empty());
        reviews.all.push(closed(kept));
        let gone: Vec<_> = reviews.make_room().into_iter().map(|it| it.name).collect();
        assert_eq!(gone, ["1/0", "1/1"]);
        assert_eq!(reviews.all.len(), HABILITATION_REVIEWS - 1);
    }
}
