//! Changing several cells in one commit, on conditions, with a trace.

use hygie_base::RecordNo;
use hygie_store::{CellOp, Commit, Guard, Outcome, Refusal};
use hygie_trace::{Action, Outcome as Granted, Trace};

use super::Table;
use crate::tracing::Stamp;
use crate::{Mint, Permit, RecordError, Records, Scope};

/// What must be there for a change to happen: the cell's sealed bytes as they
/// were read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellTag(pub(crate) Vec<u8>);

/// What a change expects of the cell that it puts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Whatever is there.
    Any,
    /// Nothing is there.
    Absent,
    /// What was read is still there.
    Is(CellTag),
}

/// One cell to put or, without a value, to remove.
pub struct CellChange {
    /// Which table.
    pub table: Table,
    /// The cell's name; stored as a keyed hash only.
    pub name: String,
    /// Its value, sealed before it is stored; `None` removes the cell.
    pub value: Option<Vec<u8>>,
    /// What must be there.
    pub expect: Expected,
}

/// Changes that happen together or not at all.
#[derive(Default)]
pub struct CellChanges {
    /// The changes, each cell at most once.
    pub changes: Vec<CellChange>,
    /// The trace that goes into the same commit, if the change is an act to be
    /// told: what was done, on what, and whether it was granted.
    pub trace: Option<(Action, String, Granted)>,
}

impl Records {
    /// Changes cells in one commit. `false` when an expectation did not hold:
    /// nothing changed then. The permit says who acts: one for records is
    /// refused, and tables other than those of accounts need one for everything.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for another permit, else when the store fails
    /// or a value is too large to seal.
    pub async fn change_cells(
        &self,
        permit: &Permit,
        changes: CellChanges,
    ) -> Result<bool, RecordError> {
        if matches!(permit.scope(), Scope::Record(_) | Scope::Desk(_) | Scope::Any) {
            // A permit for care is none for accounts.
            self.needs_everything(permit, Action::Account).await?;
        }
        if changes.changes.iter().any(|change| !change.table.is_of_accounts()) {
            self.needs_everything(permit, Action::Write).await?;
        }
        let trace = self.told(permit, changes.trace);
        self.commit_cells(changes.changes, trace).await
    }

    /// The same for what concerns the way in of a record's person: its trace
    /// stands with the record, so that the person reads it. For a permit to invite
    /// that person, which changes invitations alone, or for one that reaches no
    /// record: the person's own.
    ///
    /// # Errors
    /// As for [`Records::change_cells`].
    pub async fn change_cells_of(
        &self,
        permit: &Permit,
        record: RecordNo,
        changes: CellChanges,
    ) -> Result<bool, RecordError> {
        let invites =
            |change: &CellChange| matches!(change.table, Table::Invited | Table::ActivationCode);
        let may = match permit.scope() {
            Scope::Everything | Scope::Nothing => true,
            Scope::Desk(own) => own == record && changes.changes.iter().all(invites),
            Scope::Accounts | Scope::Record(_) | Scope::Any => false,
        };
        if !may || changes.changes.iter().any(|change| !change.table.is_of_accounts()) {
            self.needs_everything(permit, Action::Account).await?;
        }
        let trace = self.told(permit, changes.trace);
        self.commit_cells_with(changes.changes, trace.map(|trace| (trace, record))).await
    }

    /// The change itself, which no permit was asked for.
    pub(crate) async fn commit_cells(
        &self,
        changes: Vec<CellChange>,
        trace: Option<Trace>,
    ) -> Result<bool, RecordError> {
        let trace = trace.map(|trace| (trace, RecordNo::REGISTRY));
        self.commit_cells_with(changes, trace).await
    }

    /// The same for what only the gate keeps: it says who may.
    ///
    /// # Errors
    /// When the store fails or a value is too large to seal.
    pub async fn change_cells_as_gate(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        changes: CellChanges,
    ) -> Result<bool, RecordError> {
        let trace = self.told(permit, changes.trace);
        self.commit_cells(changes.changes, trace).await
    }

    /// The same; its trace stands with a record, so that its person reads it.
    ///
    /// # Errors
    /// As for [`Records::change_cells_as_gate`].
    pub async fn change_cells_of_as_gate(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        record: RecordNo,
        changes: CellChanges,
    ) -> Result<bool, RecordError> {
        let trace = self.told(permit, changes.trace);
        self.commit_cells_with(changes.changes, trace.map(|trace| (trace, record))).await
    }

    /// The trace of a change, of who has the permit.
    fn told(&self, permit: &Permit, act: Option<(Action, String, Granted)>) -> Option<Trace> {
        let at = self.clock.now();
        act.map(|(action, what, outcome)| Trace {
            outcome,
            ..Stamp::of(permit).trace(at, action, what)
        })
    }

    /// What changes come to in a commit: what must hold, and what is put.
    pub(crate) async fn cell_ops(
        &self,
        changes: &[CellChange],
    ) -> Result<(Vec<Guard>, Vec<CellOp>), RecordError> {
        let (mut guards, mut cells) = (Vec::new(), Vec::new());
        for change in changes {
            let (table, key) = (change.table as u32, self.cell_place(change.table, &change.name));
            let expected = match &change.expect {
                Expected::Any => None,
                Expected::Absent => Some(None),
                Expected::Is(tag) => Some(Some(tag.0.clone())),
            };
            guards.extend(expected.map(|value| {
                let key = key.clone();
                Guard::CellEquals { table, key, value }
            }));
            cells.push(match &change.value {
                None => CellOp::Delete { table, key },
                Some(value) => self.sealed_cell(change.table, &change.name, value).await?,
            });
        }
        Ok((guards, cells))
    }

    async fn commit_cells_with(
        &self,
        changes: Vec<CellChange>,
        trace: Option<(Trace, RecordNo)>,
    ) -> Result<bool, RecordError> {
        let mut commit = Commit::new(self.commit_id());
        commit.log = self.log;
        (commit.guards, commit.cells) = self.cell_ops(&changes).await?;
        if let Some((trace, record)) = trace {
            let key = self.trace_key(record, trace.at, trace.action).await?;
            commit.traces.push(self.seal_trace(&trace, record, false, &key)?);
        }
        match self.commit(commit).await? {
            Outcome::Done(_) | Outcome::Repeated => Ok(true),
            Outcome::Refused(Refusal::Guard(_)) => Ok(false),
            Outcome::Refused(_) => Err(RecordError::Contended),
        }
    }
}
