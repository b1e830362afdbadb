//! Editions of the policy's tables: those that came with the program, and newer ones that
//! the house put in force. One cell a table; every node on the store follows it.

use std::sync::{Arc, PoisonError, RwLock};

use hygie_base::{Code, RecordNo, Timestamp};
use hygie_policy::Policy;
use hygie_policy::tables::{Table, TableError, Tables};
use hygie_record::{CellChange, CellChanges, Expected, Permit, RecordError, Table as Cells};
use hygie_trace::{Action, Outcome};
use serde::{Deserialize, Serialize};

use crate::{Asker, Gate, GateError, Refusal};

/// A table as it is in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// Which table.
    pub table: Table,
    /// What its text calls itself.
    pub name: String,
    /// When it was put in force and by whom; `None` for what came with the program.
    pub put: Option<(Timestamp, String)>,
}

/// Why no other edition is in force.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// The text is wrong; the edition in force stays.
    #[error("{0}")]
    Table(#[from] TableError),
    /// Another text calls itself the same.
    #[error(
        "the table {table} has an edition {edition:?} already, which says something else: \
         give the new one a name of its own"
    )]
    SameName {
        /// Which table.
        table: &'static str,
        /// Its edition.
        edition: String,
    },
    /// What was put in force is not read by this version of the program.
    #[error(
        "the edition {edition:?} of a table, which was put in force, is not read: {why}. Put \
         another one in force, or the one that came with the program \
         (hygie policy reset {table})"
    )]
    Unread {
        /// Which table.
        table: &'static str,
        /// Its edition.
        edition: String,
        /// What is wrong with it.
        why: TableError,
    },
    /// No, or the store failed.
    #[error(transparent)]
    Gate(#[from] GateError),
}

impl From<RecordError> for EditionError {
    fn from(error: RecordError) -> Self {
        Self::Gate(error.into())
    }
}

impl EditionError {
    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Table(_) | Self::SameName { .. } => Code::BusinessRule,
            Self::Unread { .. } => Code::Corrupt,
            Self::Gate(error) => error.code(),
        }
    }
}

/// What a cell holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Kept {
    table: String,
    edition: String,
    at: i64,
    by: String,
    text: String,
}

impl Kept {
    fn table(&self) -> Option<Table> {
        Table::named(&self.table)
    }
}

/// The policy that decides now, and what of it was put in force.
pub(crate) struct InForce(RwLock<Arc<Now>>);

struct Now {
    policy: Policy,
    /// By name.
    kept: Vec<Kept>,
}

impl Now {
    fn of(&self, table: Table) -> Option<&Kept> {
        kept_of(&self.kept, table)
    }
}

fn kept_of(kept: &[Kept], table: Table) -> Option<&Kept> {
    kept.iter().find(|it| it.table() == Some(table))
}

impl InForce {
    pub(crate) fn built_in() -> Result<Self, TableError> {
        let now = Now { policy: Policy::built_in()?, kept: Vec::new() };
        Ok(Self(RwLock::new(Arc::new(now))))
    }

    pub(crate) fn policy(&self) -> Policy {
        self.read().policy.clone()
    }

    // A poisoned lock still holds a whole policy: it is replaced at once or not at all.
    fn read(&self) -> Arc<Now> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, now: Now) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
    }
}

impl Gate {
    /// Each table as it is in force.
    pub fn editions(&self) -> [Edition; 4] {
        Table::ALL.map(|table| self.edition(table))
    }

    /// A table as it is in force.
    pub fn edition(&self, table: Table) -> Edition {
        let now = self.in_force().read();
        Edition {
            table,
            name: now.policy.tables().edition(table).to_owned(),
            put: now.of(table).map(|it| (Timestamp(it.at), it.by.clone())),
        }
    }

    /// The text of a table as it is in force.
    pub fn table_text(&self, table: Table) -> String {
        let now = self.in_force().read();
        now.of(table).map_or_else(|| text_of_the_program(table), |it| it.text.clone())
    }

    /// Checks a text and puts it in force, by a user of the command line: here at once, on
    /// other nodes when they look again. Traced. `false` when it is in force already.
    ///
    /// # Errors
    /// What is wrong with the text, by line; the edition in force stays. When the store
    /// fails.
    pub async fn put_table(
        &self,
        user: &str,
        table: Table,
        text: &str,
    ) -> Result<bool, EditionError> {
        self.put(&self.command_line(user), user, table, text).await
    }

    /// The same by the privacy officer.
    ///
    /// # Errors
    /// As for [`Gate::put_table`]; refused to everybody else, traced.
    pub async fn put_table_as(
        &self,
        asker: &Asker,
        table: Table,
        text: &str,
    ) -> Result<bool, EditionError> {
        self.changes_tables(asker).await?;
        self.put(&self.itself(asker), &asker.name, table, text).await
    }

    /// Whether somebody may change the tables by the pages.
    ///
    /// # Errors
    /// Why not; traced.
    pub async fn changes_tables(&self, asker: &Asker) -> Result<(), GateError> {
        self.officer(asker, None, Refusal::PrivacyOfficersOnly).await
    }

    async fn put(
        &self,
        permit: &Permit,
        by: &str,
        table: Table,
        text: &str,
    ) -> Result<bool, EditionError> {
        let edition = table.check(text.as_bytes())?;
        let all = self.kept_tables().await?;
        let before = kept_of(&all, table);
        let of_the_program = (table.check(table.built_in())?, text_of_the_program(table));
        let said = before.map(|it| (it.edition.clone(), it.text.clone()));
        let mut named = said.into_iter().chain([of_the_program]);
        if named.any(|(other, says)| other == edition && says != text) {
            return Err(EditionError::SameName { table: table.name(), edition });
        }
        if before.is_some_and(|it| it.text == text) {
            self.follow_tables().await?;
            return Ok(false);
        }
        let kept = Kept {
            table: table.name().to_owned(),
            edition: edition.clone(),
            at: self.records.clock().now().0,
            by: by.to_owned(),
            text: text.to_owned(),
        };
        let value = serde_json::to_vec(&kept).map_err(|_| damaged())?;
        let what = format!("put edition {edition:?} of the table {} in force", table.name());
        self.change_table(permit, table, Some(value), what).await?;
        Ok(true)
    }

    /// Puts the table that came with the program in force again. Traced. `false` when no
    /// other one was.
    ///
    /// # Errors
    /// When the store fails, or another table that was put in force is not read.
    pub async fn reset_table(&self, user: &str, table: Table) -> Result<bool, EditionError> {
        self.reset(&self.command_line(user), table).await
    }

    /// The same by the privacy officer.
    ///
    /// # Errors
    /// As for [`Gate::reset_table`]; refused to everybody else, traced.
    pub async fn reset_table_as(&self, asker: &Asker, table: Table) -> Result<bool, EditionError> {
        self.changes_tables(asker).await?;
        self.reset(&self.itself(asker), table).await
    }

    async fn reset(&self, permit: &Permit, table: Table) -> Result<bool, EditionError> {
        let kept = self.records.cell(Cells::PolicyTable, table.name()).await?;
        if kept.is_none() {
            return Ok(false);
        }
        let what = format!("put the table {} in force that came with the program", table.name());
        self.change_table(permit, table, None, what).await?;
        Ok(true)
    }

    /// Takes up what was put in force on any node; whether something changed.
    ///
    /// # Errors
    /// When the store fails, or what was put in force is not read; the policy stays as it
    /// was.
    pub async fn follow_tables(&self) -> Result<bool, EditionError> {
        let kept = self.kept_tables().await?;
        if self.in_force().read().kept == kept {
            return Ok(false);
        }
        let mut tables = Tables::built_in()?;
        for one in &kept {
            let Some(table) = one.table() else { continue };
            tables.put(table, one.text.as_bytes()).map_err(|why| EditionError::Unread {
                table: table.name(),
                edition: one.edition.clone(),
                why,
            })?;
        }
        self.in_force().put(Now { policy: Policy::new(tables), kept });
        Ok(true)
    }

    async fn change_table(
        &self,
        permit: &Permit,
        table: Table,
        value: Option<Vec<u8>>,
        what: String,
    ) -> Result<(), EditionError> {
        let name = table.name().to_owned();
        let change = CellChange { table: Cells::PolicyTable, name, value, expect: Expected::Any };
        let trace = Some((Action::Rights, what, Outcome::Granted));
        let changes = CellChanges { changes: vec![change], trace };
        // Nothing is expected of what was there, so that it is always written.
        self.records.change_cells_as_gate(&self.mint, permit, changes).await?;
        self.follow_tables().await?;
        Ok(())
    }

    async fn kept_tables(&self) -> Result<Vec<Kept>, EditionError> {
        let mut all = Vec::new();
        for cell in self.records.cells(Cells::PolicyTable).await? {
            let read = serde_json::from_slice::<Kept>(&cell.value);
            all.push(read.map_err(|_| damaged())?);
        }
        all.sort_by(|one, other| one.table.cmp(&other.table));
        Ok(all)
    }
}

const fn damaged() -> RecordError {
    RecordError::Damaged { record: RecordNo::REGISTRY, seq: 0, what: "a table of the policy" }
}

fn text_of_the_program(table: Table) -> String {
    String::from_utf8_lossy(table.built_in()).into_owned()
}
