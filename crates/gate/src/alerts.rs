//! The privacy officer's alerts: what was computed from the traces, with its facts, until
//! it is closed. It tells who came and what was so, and nothing of what the record holds.

use hygie_alerts::Alert;
use hygie_base::{RecordNo, Timestamp};
use hygie_record::{CellChange, CellChanges, Expected, RecordError, Table};
use hygie_trace::{Action, Outcome};
use serde::{Deserialize, Serialize};

use crate::acts::ActError;
use crate::limits::{ALERTS, ANSWER_LEAST, ANSWER_MOST};
use crate::waiting::written;
use crate::{Asker, Gate, GateError, Refusal};

/// How the trace of looking at an alert, and of closing it, begins.
pub const WEIGHED_ALERT: &str = "an alert about who came";

/// An alert as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AlertKept {
    /// Counts from 1.
    pub number: u32,
    /// What was computed.
    pub alert: Alert,
    /// What the officer found; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

/// What an officer found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Closed {
    /// To what they came.
    pub ending: Ending,
    /// Why, in their words.
    pub words: String,
    /// Id of their account.
    pub account: String,
    /// Their name.
    pub name: String,
    at: i64,
}

impl Closed {
    /// When.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

/// To what an officer comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// There was a reason.
    Justified,
    /// It is followed up elsewhere.
    FollowedUp,
}

impl Ending {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Justified, Self::FollowedUp];

    /// Its name, as forms have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::FollowedUp => "followed-up",
        }
    }

    /// The ending of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// An officer closes an alert.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosesAlert {
    /// Which one.
    pub number: u32,
    /// To what they come.
    pub ending: Ending,
    /// Why.
    pub words: String,
}

/// What the officer's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alerts {
    /// Open ones, the newest first.
    pub open: Vec<AlertKept>,
    /// Those that are closed, the last one first.
    pub closed: Vec<AlertKept>,
    /// The last day that was watched, by its number since 1970-01-01 in Paris.
    pub watched: Option<i64>,
    /// Whether all traces of that day were.
    pub whole: bool,
    /// Alerts for which there was no room, since ever.
    pub left_out: u32,
}

impl Gate {
    /// The alerts, for the privacy officer. Traced.
    ///
    /// # Errors
    /// Why not; traced. When the store fails.
    pub async fn alerts(&self, asker: &Asker) -> Result<Alerts, GateError> {
        self.officer(asker, None, Refusal::OfficerReviews).await?;
        let all = self.all_alerts().await?;
        let (mut open, mut closed): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|it| it.closed.is_none());
        open.sort_by_key(|it| std::cmp::Reverse((it.alert.at, it.number)));
        let when = |it: &AlertKept| it.closed.as_ref().map(|closed| closed.at);
        closed.sort_by_key(|it| std::cmp::Reverse((when(it), it.number)));
        let state = self.watch_state().await?.0;
        let what = "alerts about who came to records".to_owned();
        self.records.trace_act(&self.itself(asker), Action::Rights, what).await?;
        Ok(Alerts {
            open,
            closed,
            watched: state.day,
            whole: state.whole,
            left_out: state.left_out,
        })
    }

    /// One alert, for the privacy officer; `None` for one that is not there. Traced with the
    /// record.
    ///
    /// # Errors
    /// As for [`Gate::alerts`].
    pub async fn alert(&self, asker: &Asker, number: u32) -> Result<Option<AlertKept>, GateError> {
        self.officer(asker, None, Refusal::OfficerReviews).await?;
        let Some((kept, _)) = self.alert_kept(number).await? else { return Ok(None) };
        let record = kept.alert.record.unwrap_or(RecordNo::REGISTRY);
        self.records.told_rights(&self.itself(asker), record, WEIGHED_ALERT.to_owned()).await?;
        Ok(Some(kept))
    }

    /// The privacy officer closes an alert. Traced with the record.
    ///
    /// # Errors
    /// Why not; traced. What cannot be is said before anything is written: words that say
    /// too little or too much, an alert about oneself, and one that is not open.
    pub async fn close_alert(&self, asker: &Asker, act: &ClosesAlert) -> Result<(), GateError> {
        self.officer(asker, None, Refusal::OfficerReviews).await?;
        let words = act.words.trim();
        if !(ANSWER_LEAST..=ANSWER_MOST).contains(&words.chars().count()) {
            return Err(ActError::AnswerWords.into());
        }
        let found = self.alert_kept(act.number).await?;
        let Some((mut kept, expect)) = found.filter(|(kept, _)| kept.closed.is_none()) else {
            return Err(ActError::Nothing.into());
        };
        if kept.alert.who.id == asker.id {
            return Err(ActError::Own.into());
        }
        kept.closed = Some(Closed {
            ending: act.ending,
            words: words.to_owned(),
            account: asker.id.clone(),
            name: asker.name.clone(),
            at: self.records.clock().now().0,
        });
        let record = kept.alert.record.unwrap_or(RecordNo::REGISTRY);
        let what = format!("{WEIGHED_ALERT}: {}", act.ending.name());
        let trace = Some((Action::Rights, what, Outcome::Granted));
        let changes = CellChanges { changes: vec![change(&kept, expect)?], trace };
        let permit = self.itself(asker);
        let done =
            self.records.change_cells_of_as_gate(&self.mint, &permit, record, changes).await?;
        // Somebody else closed it meanwhile.
        if done { Ok(()) } else { Err(ActError::Nothing.into()) }
    }

    /// All of them, in no order.
    pub(crate) async fn all_alerts(&self) -> Result<Vec<AlertKept>, GateError> {
        let cells = self.records.cells(Table::Alert).await?;
        let read: Result<Vec<AlertKept>, RecordError> =
            cells.iter().map(|cell| read(&cell.value)).collect();
        Ok(read?)
    }

    async fn alert_kept(&self, number: u32) -> Result<Option<(AlertKept, Expected)>, GateError> {
        let found = self.records.cell_tagged(Table::Alert, &number.to_string()).await?;
        let Some(cell) = found else { return Ok(None) };
        Ok(Some((read(&cell.value)?, Expected::Is(cell.tag))))
    }
}

/// What keeping new alerts changes: those that fit, and the oldest closed ones that fall out
/// for them; and how many found no room.
pub(crate) fn kept_with(
    mut all: Vec<AlertKept>,
    mut new: Vec<AlertKept>,
) -> Result<(Vec<CellChange>, usize), RecordError> {
    all.sort_by_key(|it| it.closed.as_ref().map(|closed| closed.at));
    let mut beyond = (all.len() + new.len()).saturating_sub(ALERTS);
    let mut changes = Vec::new();
    for old in all.iter().filter(|it| it.closed.is_some()).take(beyond) {
        let name = old.number.to_string();
        changes.push(CellChange { table: Table::Alert, name, value: None, expect: Expected::Any });
    }
    beyond -= changes.len();
    new.sort_by_key(|it| std::cmp::Reverse(it.alert.weight));
    new.truncate(new.len().saturating_sub(beyond));
    for kept in &new {
        changes.push(change(kept, Expected::Any)?);
    }
    Ok((changes, beyond))
}

fn change(kept: &AlertKept, expect: Expected) -> Result<CellChange, RecordError> {
    let (table, name) = (Table::Alert, kept.number.to_string());
    Ok(CellChange { table, name, value: Some(written(kept)?), expect })
}

pub(crate) fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, RecordError> {
    let (record, what) = (RecordNo::REGISTRY, "what is watched of the traces");
    serde_json::from_slice(bytes).map_err(|_| RecordError::Damaged { record, seq: 0, what })
}

#[cfg(test)]
mod tests {
    use hygie_alerts::{Alert, Who};
    use hygie_base::Timestamp;

    use super::{AlertKept, Closed, Ending, kept_with};
    use crate::limits::ALERTS;

    fn kept(number: usize, closed: Option<i64>) -> AlertKept {
        let number = u32::try_from(number).unwrap();
        let text = String::new;
        let who = Who { id: text(), name: text(), role: text(), organisation: text(), of: text() };
        let weight = number;
        let alert =
            Alert { day: 1, at: Timestamp(0), who, record: None, facts: Vec::new(), weight };
        let of = |at| Closed {
            ending: Ending::Justified,
            words: text(),
            account: text(),
            name: text(),
            at,
        };
        AlertKept { number, alert, closed: closed.map(of) }
    }

    #[test]
    fn so_many_are_kept_and_the_oldest_closed_ones_make_room() {
        let names = |old: Vec<AlertKept>, new: usize| {
            let first = old.len();
            let new = (first..first + new).map(|number| kept(number, None)).collect();
            let (changes, left_out) = kept_with(old, new).unwrap();
            let of = |gone: bool| -> Vec<String> {
                let some = changes.iter().filter(|it| it.value.is_none() == gone);
                some.map(|it| it.name.clone()).collect()
            };
            (of(true), of(false).len(), left_out)
        };
        let open =
            |count: usize| -> Vec<AlertKept> { (0..count).map(|it| kept(it, None)).collect() };
        assert_eq!(names(open(ALERTS - 1), 1), (vec![], 1, 0));
        assert_eq!(names(open(ALERTS), 1), (vec![], 0, 1), "open ones stay");
        let mut some = open(ALERTS);
        some[3] = kept(3, Some(20));
        some[5] = kept(5, Some(10));
        assert_eq!(names(some.clone(), 1), (vec!["5".to_owned()], 1, 0));
        assert_eq!(names(some, 3), (vec!["5".to_owned(), "3".to_owned()], 2, 1));
    }
}
