//! The privacy officer's desk: which emergencies wait for their review and which contested
//! accesses for their answer, and what was done in each emergency. It tells who, when, from where, the reason given, and which kinds of things
//! were opened: nothing of what they hold.

use std::collections::BTreeMap;

use hygie_base::{RecordNo, Timestamp};
use hygie_record::{CellChange, CellChanges, Expected, Table};
use hygie_trace::{Action, Outcome, Trace};

use crate::contested::{Answered, Contested};
use crate::rights::Glass;
use crate::waiting::{Reviewed, Waiting, place};
use crate::{Asker, Gate, GateError, Refusal};

/// What waits, and what was reviewed and answered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reviews {
    /// Emergencies that wait, the oldest first.
    pub waiting: Vec<Waiting>,
    /// The latest reviewed, the last one first.
    pub reviewed: Vec<Reviewed>,
    /// Contested accesses that wait, the oldest first.
    pub contested: Vec<Contested>,
    /// The latest answered, the last one first.
    pub answered: Vec<Answered>,
}

/// How many wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Waits {
    /// Emergencies for their review.
    pub emergencies: usize,
    /// Contested accesses for their answer.
    pub contests: usize,
    /// Alerts that are open.
    pub alerts: usize,
}

/// What was done in an emergency, without what it was done with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deed {
    /// What was done.
    pub action: Action,
    /// Type of the resource; empty for what concerns no single one.
    pub kind: String,
    /// Whether it was refused.
    pub refused: bool,
    /// How many times.
    pub count: usize,
}

/// One emergency, for who reviews it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToReview {
    /// What was given and stated; none when the record was erased since.
    pub glass: Option<Glass>,
    /// What who broke the glass did with the record while it lasted.
    pub deeds: Vec<Deed>,
    /// Whether that is all of it: not when the record has too many traces, or some that
    /// do not verify.
    pub whole: bool,
}

impl Gate {
    /// How many emergencies wait for their review, contested accesses for their answer, and
    /// alerts, for the privacy officer.
    ///
    /// # Errors
    /// Why not; traced. When the store fails.
    pub async fn waiting(&self, asker: &Asker) -> Result<Waits, GateError> {
        self.officer(asker, None, Refusal::OfficerReviews).await?;
        let (emergencies, contests) = (self.all_waiting().await?, self.all_contested().await?);
        let alerts = self.all_alerts().await?.iter().filter(|it| it.closed.is_none()).count();
        Ok(Waits { emergencies: emergencies.len(), contests: contests.len(), alerts })
    }

    /// What waits and what was reviewed or answered, for the privacy officer. Traced.
    ///
    /// # Errors
    /// As for [`Gate::waiting`].
    pub async fn reviews(&self, asker: &Asker) -> Result<Reviews, GateError> {
        self.officer(asker, None, Refusal::OfficerReviews).await?;
        let (waiting, (reviewed, _)) = (self.all_waiting().await?, self.latest().await?);
        let (contested, (answered, _)) =
            (self.all_contested().await?, self.latest_answered().await?);
        let what = "emergencies that wait for their review, and contested accesses".to_owned();
        self.records.trace_act(&self.itself(asker), Action::Rights, what).await?;
        Ok(Reviews { waiting, reviewed, contested, answered })
    }

    /// One emergency, for the privacy officer; `None` for one that is not there. Traced
    /// with the record.
    ///
    /// # Errors
    /// As for [`Gate::waiting`].
    pub async fn to_review(
        &self,
        asker: &Asker,
        record: RecordNo,
        number: u32,
    ) -> Result<Option<ToReview>, GateError> {
        self.officer(asker, Some(record), Refusal::OfficerReviews).await?;
        let glass = self.kept(record).await?.rights.glasses.numbered(number).cloned();
        let Some(glass) = glass else {
            let waits = self.waits(record, number).await?;
            return Ok(waits.then(|| ToReview { glass: None, deeds: Vec::new(), whole: true }));
        };
        let permit = self.itself(asker);
        let during = (glass.start, Timestamp(glass.end.0.saturating_add(1)));
        let of = (&*glass.account, "what was done in an emergency");
        let found = self.records.traces_between(&self.mint, &permit, record, of, during).await?;
        let whole = found.whole && found.unreadable == 0;
        let deeds = deeds(&found.traces, (&glass.organisation, glass.role.name()));
        Ok(Some(ToReview { glass: Some(glass), deeds, whole }))
    }

    /// Takes an emergency out of the list whose record was erased since, by the privacy
    /// officer: nothing is left to review. `false` when there is none such.
    ///
    /// # Errors
    /// As for [`Gate::waiting`].
    pub async fn settle_erased(
        &self,
        asker: &Asker,
        record: RecordNo,
        number: u32,
    ) -> Result<bool, GateError> {
        self.officer(asker, Some(record), Refusal::OfficerReviews).await?;
        let kept = self.kept(record).await?.rights.glasses.numbered(number).is_some();
        if kept || !self.waits(record, number).await? {
            return Ok(false);
        }
        let (table, name) = (Table::Emergency, place(record, number));
        let change = CellChange { table, name, value: None, expect: Expected::Any };
        let what = format!("took emergency {number} of the erased record {record} off the list");
        let trace = Some((Action::Rights, what, Outcome::Granted));
        let changes = CellChanges { changes: vec![change], trace };
        let permit = self.itself(asker);
        Ok(self.records.change_cells_as_gate(&self.mint, &permit, changes).await?)
    }

    async fn waits(&self, record: RecordNo, number: u32) -> Result<bool, GateError> {
        Ok(self.records.cell(Table::Emergency, &place(record, number)).await?.is_some())
    }
}

/// Counts by what was done and on which type, the most frequent first. What was done
/// from another organisation or in another role meanwhile is not of it.
pub(crate) fn deeds(traces: &[Trace], (organisation, role): (&str, &str)) -> Vec<Deed> {
    let mut counts: BTreeMap<(&'static str, String, bool), Deed> = BTreeMap::new();
    let of = |it: &&Trace| it.actor.organisation == organisation && it.actor.role == role;
    for trace in traces.iter().filter(of) {
        let (kind, refused) = (kind(&trace.what), trace.outcome == Outcome::Refused);
        let key = (name(trace.action), kind.clone(), refused);
        let deed = Deed { action: trace.action, kind, refused, count: 0 };
        counts.entry(key).or_insert(deed).count += 1;
    }
    let mut deeds: Vec<Deed> = counts.into_values().collect();
    deeds.sort_by_key(|deed| std::cmp::Reverse(deed.count));
    deeds
}

/// The type of the resource that a trace names, and nothing else of what it says.
pub(crate) fn kind(what: &str) -> String {
    let is_type = |kind: &&str| {
        kind.starts_with(|first: char| first.is_ascii_uppercase())
            && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let kind = what.split_once('/').map(|(kind, _)| kind).filter(is_type);
    kind.unwrap_or_default().to_owned()
}

/// A name by which actions are put in order.
const fn name(action: Action) -> &'static str {
    match action {
        Action::Open => "open",
        Action::Read => "read",
        Action::History => "history",
        Action::Search => "search",
        Action::Write => "write",
        Action::Export => "export",
        Action::ListTraces => "list-traces",
        Action::Rights => "rights",
        Action::Init
        | Action::Erase
        | Action::RotateKeys
        | Action::Reindex
        | Action::Check
        | Action::Find
        | Action::LogIn
        | Action::LogOut
        | Action::Account
        | Action::Alarm => "other",
    }
}
