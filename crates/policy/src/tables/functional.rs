//! The functional matrix: which actor does what in which mode.

use super::sheet::{Fault, Sheet, TableError};
use crate::facts::{Asker, Interaction, Mode, Physician, Profession, Situation};

/// Columns of the matrix, in the order of its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// Health professional who is no physician, normal mode.
    OtherNormal,
    /// The same, regulation.
    OtherRegulation,
    /// The same, bris de glace.
    OtherEmergency,
    /// Physician, normal mode.
    PhysicianNormal,
    /// The same, regulation.
    PhysicianRegulation,
    /// The same, bris de glace.
    PhysicianEmergency,
    /// Occupational physician.
    Occupational,
    /// Médecin traitant, normal mode.
    TreatingNormal,
    /// The same, bris de glace.
    TreatingEmergency,
    /// Secretary.
    Secretary,
    /// An establishment's machine, normal mode.
    MachineNormal,
    /// The same, regulation.
    MachineRegulation,
}

/// A cell of the matrix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell {
    /// No; or the matrix does not know who asks or what for.
    No,
    /// Yes.
    Yes,
    /// Yes, on the condition of this note, 1 to 9.
    Note(u8),
}

/// The functional matrix.
#[derive(Clone, Debug)]
pub struct FunctionalMatrix {
    edition: String,
    cells: Vec<[Cell; COLUMNS]>,
}

const COLUMNS: usize = 12;
/// The highest note.
const NOTES: u8 = 9;
const NAMES: [&str; 2 + COLUMNS] = [
    "transaction",
    "action",
    "PSnonMed_normal",
    "PSnonMed_regulation",
    "PSnonMed_brisdeglace",
    "Med_normal",
    "Med_regulation",
    "Med_brisdeglace",
    "MedTravail",
    "MT_normal",
    "MT_brisdeglace",
    "CPE_nonPS",
    "CertES_normal",
    "CertES_regulation",
];
/// The rows, in the order of [`Interaction::ALL`].
const ROWS: [(&str, &str); Interaction::ROWS] = [
    ("TD0.1", "authenticate"),
    ("TD0.2", "test existence + authorisation status"),
    ("TD0.3", "declare self authorised"),
    ("TD0.3", "remove own authorisation"),
    ("TD0.3", "remove own MT status"),
    ("TD0.4", "list authorised DMPs"),
    ("TD0.5", "search patient without INS"),
    ("TD0.9", "contextual web PS access"),
    ("TD1.3a", "read admin data"),
    ("TD1.6", "list authorised/blocked PS"),
    ("TD2.1", "feed"),
    ("TD2.2", "feed by secretary CPE"),
    ("TD3.1", "search metadata"),
    ("TD3.1", "search a document reference"),
    ("TD3.2", "read non-masked doc"),
    ("TD3.2", "read doc masked to PS"),
    ("TD3.2", "read doc invisible to patient/legal reps"),
    ("TD3.2", "read archived"),
    ("TD3.2", "read obsolete version"),
    ("TD3.2", "read deleted"),
    ("TD3.3a", "mask to PS"),
    ("TD3.3a", "unmask to PS"),
    ("TD3.3b", "make visible to patient"),
    ("TD3.3d", "archive*"),
    ("TD3.3d", "unarchive*"),
    ("TD3.3c", "delete*"),
];

impl FunctionalMatrix {
    /// Reads it.
    ///
    /// # Errors
    /// The first line that is wrong, or a row that is not there.
    pub fn parse(bytes: &[u8]) -> Result<Self, TableError> {
        let sheet = Sheet::parse("functional_matrix", bytes, &NAMES, 2)?;
        let mut found: Vec<Option<[Cell; COLUMNS]>> = vec![None; ROWS.len()];
        for row in &sheet.rows {
            let name = (row.field(0), row.field(1));
            let place = ROWS.iter().position(|known| *known == name);
            let slot = place.and_then(|place| found.get_mut(place));
            let slot = slot.ok_or_else(|| sheet.unknown(row, "action", name.1))?;
            let mut cells = [Cell::No; COLUMNS];
            for ((cell, name), column) in cells.iter_mut().zip(NAMES.iter().skip(2)).zip(2..) {
                let text = row.field(column);
                *cell = read(text).ok_or_else(|| sheet.unknown(row, name, text))?;
            }
            *slot = Some(cells);
        }
        let whole = found.into_iter().zip(ROWS).map(|(cells, (transaction, action))| {
            let fault = || Fault::MissingRow(format!("{transaction} {action}"));
            cells.ok_or_else(|| TableError { table: sheet.table, line: 0, fault: fault() })
        });
        let cells = whole.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { edition: sheet.edition, cells })
    }

    /// Its edition.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The cell of an interaction and a column.
    pub fn cell(&self, interaction: Interaction, column: Column) -> Cell {
        let row = interaction.row().and_then(|row| self.cells.get(row));
        row.and_then(|cells| cells.get(column as usize)).copied().unwrap_or(Cell::No)
    }
}

impl Column {
    /// The column of who asks and in which mode. `None` where the matrix is silent:
    /// those who are no professionals, social professionals, and modes that an actor
    /// does not have. The médecin traitant regulates as any physician.
    pub fn of(situation: &Situation) -> Option<Self> {
        let three = |normal, regulation, emergency| match situation.mode {
            Mode::Normal => Some(normal),
            Mode::Regulation { .. } => Some(regulation),
            Mode::Emergency { .. } => Some(emergency),
        };
        let normal = |column| (situation.mode == Mode::Normal).then_some(column);
        match situation.asker {
            Asker::Health(Profession::Physician(Physician::Other)) => {
                three(Self::PhysicianNormal, Self::PhysicianRegulation, Self::PhysicianEmergency)
            }
            Asker::Health(Profession::Physician(Physician::Treating)) => {
                three(Self::TreatingNormal, Self::PhysicianRegulation, Self::TreatingEmergency)
            }
            Asker::Health(Profession::Physician(Physician::Occupational)) => {
                normal(Self::Occupational)
            }
            Asker::Health(_) => {
                three(Self::OtherNormal, Self::OtherRegulation, Self::OtherEmergency)
            }
            Asker::Secretary => normal(Self::Secretary),
            Asker::System => match situation.mode {
                Mode::Normal => Some(Self::MachineNormal),
                Mode::Regulation { .. } => Some(Self::MachineRegulation),
                Mode::Emergency { .. } => None,
            },
            Asker::Social(_)
            | Asker::Administrator
            | Asker::PrivacyOfficer
            | Asker::SecurityOfficer
            | Asker::Person
            | Asker::Representative(..)
            | Asker::Carer(_) => None,
        }
    }
}

fn read(text: &str) -> Option<Cell> {
    match text {
        "Y" => Some(Cell::Yes),
        "N" => Some(Cell::No),
        _ => {
            let note = text.strip_prefix("Y(")?.strip_suffix(')')?.parse().ok()?;
            (1..=NOTES).contains(&note).then_some(Cell::Note(note))
        }
    }
}
