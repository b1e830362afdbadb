//! The watch over the traces: each whole day is judged once, by whichever node has the
//! turn. What is usual of each who works here is kept for thirty days, and alerts until
//! they make room. A day that is judged anew comes to the same.

mod basis;
mod grouped;
mod known;
mod newcomers;

use std::sync::Arc;

use hygie_alerts::{Access, Alert, Fact, Habit, Habits, Peers, watch};
use hygie_base::Timestamp;
use hygie_base::calendar::days;
use hygie_base::paris::{midnight, paris};
use hygie_record::{
    Bounds, CellChange, CellChanges, Expected, Grant, Lens, Permit, RecordError, Scope, Table,
};
use hygie_trace::{Action, Actor, Outcome, Purpose};
use serde::{Deserialize, Serialize};

use self::grouped::{Coming, Comings};
use self::known::Known;
pub use self::newcomers::{Newcomer, Newcomers};
use crate::alerts::{AlertKept, kept_with, read};
use crate::limits::{WATCH_ACCESSES, WATCH_BEHIND, WATCH_TRACES};
use crate::rights::Rights;
use crate::waiting::written;
use crate::{Gate, GateError};

/// The one cell that says how far it was watched.
const STATE: &str = "state";
/// The one cell of what is usual of each role.
const PEERS: &str = "peers";
/// Habits that are written together.
const TOGETHER: usize = 200;
/// How long after its end a day is judged: what was stamped then waits for its commit.
const AFTER_MILLIS: i64 = 5 * 60 * 1000;

/// Somebody who works here, to know whose record is a colleague's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Staff {
    /// Id of the account.
    pub account: String,
    /// Name in words.
    pub name: String,
    /// Ids of the organisations and of the wards of each.
    pub works: Vec<(String, Vec<String>)>,
}

/// What a turn came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Watched {
    /// The day, by its number since 1970-01-01 in Paris.
    pub day: i64,
    /// Accesses that were judged.
    pub accesses: usize,
    /// New alerts.
    pub alerts: usize,
    /// Whether all traces of the day were.
    pub whole: bool,
}

/// How far it was watched.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// The last day.
    pub(crate) day: Option<i64>,
    /// Number of the last alert.
    pub(crate) number: u32,
    /// Whether all of that day was.
    pub(crate) whole: bool,
    /// Alerts without room.
    pub(crate) left_out: u32,
}

/// Habits as they are kept.
#[derive(Serialize, Deserialize)]
enum Kept {
    Actor(String, Habit),
    Peers(std::collections::BTreeMap<String, Peers>),
}

impl Gate {
    /// Judges the next whole day that was not judged yet; `None` when there is none. The
    /// first one is the day before the first turn.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn watch_next(&self, staff: &[Staff]) -> Result<Option<Watched>, GateError> {
        let (state, expect) = self.watch_state().await?;
        let now = self.records.clock().now();
        let over = today(Timestamp(now.0.saturating_sub(AFTER_MILLIS)));
        let day = state.day.map_or(over - 1, |last| (last + 1).max(over - WATCH_BEHIND));
        if day >= over {
            return Ok(None);
        }
        let (accesses, whole) = self.accesses(day, staff).await?;
        let mut habits = self.habits().await?;
        let known: Vec<String> = habits.actors.keys().cloned().collect();
        let alerts = watch(day, &accesses, &mut habits);
        self.keep_habits(&habits, &known, day).await?;
        let found = alerts.len();
        let state = State { day: Some(day), whole, ..state };
        self.keep_alerts(state, expect, alerts, habits.peers).await?;
        Ok(Some(Watched { day, accesses: accesses.len(), alerts: found, whole }))
    }

    pub(crate) async fn watch_state(&self) -> Result<(State, Expected), GateError> {
        match self.records.cell_tagged(Table::Watch, STATE).await? {
            Some(cell) => Ok((read(&cell.value)?, Expected::Is(cell.tag))),
            None => Ok((State::default(), Expected::Absent)),
        }
    }

    /// The accesses of one day, and whether they are all.
    async fn accesses(&self, day: i64, staff: &[Staff]) -> Result<(Vec<Access>, bool), GateError> {
        let time = (midnight(day), midnight(day + 1));
        let mut comings = Comings::of(WATCH_ACCESSES);
        let mut visit = |record, trace| comings.came(record, trace);
        let walked = self.records.each_trace(&self.mint, time, WATCH_TRACES, &mut visit).await?;
        let whole = walked.whole && walked.unreadable == 0 && !comings.more();
        let mut known = Known::of(self, staff);
        let mut accesses = Vec::new();
        for (record, comings) in comings.by_record() {
            let Some(person) = known.person(record).await? else { continue };
            let versions = self.records.rights_between(&self.mint, record, time.0, time.1).await?;
            let versions =
                versions.iter().map(|one| Ok((one.at, Rights::read(record, &one.text)?)));
            let versions: Vec<(Timestamp, Rights)> =
                versions.collect::<Result<_, RecordError>>()?;
            for coming in comings {
                let basis = basis::basis(&coming, &versions);
                let actor = known.actor(&coming.actor).await?;
                let colleague = known.colleague(&coming.actor, &person);
                let counts = known.counts(&actor, &person, colleague.is_some()).await?;
                let Coming { first: at, night, wrote, .. } = coming;
                let person = Arc::clone(&person);
                accesses.push(Access {
                    record,
                    actor,
                    person,
                    at,
                    night,
                    basis,
                    wrote,
                    colleague,
                    counts,
                });
            }
        }
        Ok((accesses, whole))
    }

    async fn habits(&self) -> Result<Habits, GateError> {
        let mut habits = Habits::default();
        for cell in self.records.cells(Table::Habit).await? {
            match read(&cell.value)? {
                Kept::Actor(id, habit) => {
                    habits.actors.insert(id, habit);
                }
                Kept::Peers(peers) => habits.peers = peers,
            }
        }
        Ok(habits)
    }

    /// What nobody did for thirty days is no habit any more, and is forgotten.
    async fn keep_habits(
        &self,
        habits: &Habits,
        known: &[String],
        day: i64,
    ) -> Result<(), GateError> {
        let mut changes = Vec::new();
        for (id, habit) in &habits.actors {
            let value = match habit.is_over(day) {
                true if !known.contains(id) => continue,
                true => None,
                false => Some(written(&Kept::Actor(id.clone(), habit.clone()))?),
            };
            let (table, name) = (Table::Habit, format!("actor {id}"));
            changes.push(CellChange { table, name, value, expect: Expected::Any });
        }
        while !changes.is_empty() {
            let rest = changes.split_off(changes.len().min(TOGETHER));
            let changes =
                CellChanges { changes: std::mem::replace(&mut changes, rest), trace: None };
            self.records.change_cells_as_gate(&self.mint, &self.watcher(), changes).await?;
        }
        Ok(())
    }

    async fn keep_alerts(
        &self,
        mut state: State,
        expect: Expected,
        alerts: Vec<Alert>,
        peers: std::collections::BTreeMap<String, Peers>,
    ) -> Result<(), GateError> {
        let what = format!("{} alerts from the traces of a day", alerts.len());
        let new = alerts.into_iter().map(|alert| {
            state.number = state.number.saturating_add(1);
            AlertKept { number: state.number, alert: without_names(alert), closed: None }
        });
        let new: Vec<AlertKept> = new.collect();
        let (mut changes, left_out) = kept_with(self.all_alerts().await?, new)?;
        let left_out = u32::try_from(left_out).unwrap_or(u32::MAX);
        state.left_out = state.left_out.saturating_add(left_out);
        let mut put = |table, name: &str, value: Vec<u8>, expect| {
            changes.push(CellChange { table, name: name.to_owned(), value: Some(value), expect });
        };
        put(Table::Habit, PEERS, written(&Kept::Peers(peers))?, Expected::Any);
        // Another node that judged the same day was first: its alerts are the same.
        put(Table::Watch, STATE, written(&state)?, expect);
        let trace = Some((Action::Check, what, Outcome::Granted));
        let changes = CellChanges { changes, trace };
        self.records.change_cells_as_gate(&self.mint, &self.watcher(), changes).await?;
        Ok(())
    }

    /// The house itself, which reaches nothing by it.
    fn watcher(&self) -> Permit {
        let actor = Actor { id: "house:watch".into(), role: "operator".into(), ..Actor::default() };
        self.mint.permit(Grant {
            actor,
            purpose: Purpose::System,
            from: "house".to_owned(),
            scope: Scope::Nothing,
            lens: Lens::nothing(),
            bounds: Bounds::default(),
        })
    }
}

/// The day in Paris.
fn today(now: Timestamp) -> i64 {
    let local = paris(now);
    days(local.year, local.month, local.day)
}

/// An alert outlives the record that it is about; the person's name does not.
fn without_names(mut alert: Alert) -> Alert {
    for fact in &mut alert.facts {
        if let Fact::SameFamily { family, .. } = fact {
            family.clear();
        }
    }
    alert
}
