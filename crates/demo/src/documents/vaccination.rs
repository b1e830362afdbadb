//! A vaccination note: what was given, of which lot, by whom.

use super::letter::{Block, Head, Letter, Table};
use crate::calendar::Day;
use crate::codes::Vaccine;

/// One dose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dose {
    /// The vaccine.
    pub vaccine: Vaccine,
    /// The day it was given.
    pub given: Day,
    /// Its place in the series, from 1; a booster has none.
    pub rank: Option<u32>,
    /// Number of the lot.
    pub lot: String,
}

/// What one vaccinator gave; the author gave it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VaccinationNote {
    /// What the header of the document says.
    pub head: Head,
    /// The doses.
    pub doses: Vec<Dose>,
}

impl Dose {
    /// `1re dose`, `2e dose`, `Rappel`.
    pub(super) fn rank_shown(&self) -> String {
        match self.rank {
            Some(1) => "1re dose".to_owned(),
            Some(rank) => format!("{rank}e dose"),
            None => "Rappel".to_owned(),
        }
    }
}

impl VaccinationNote {
    /// The same note for people, to be made a PDF.
    pub fn letter(&self) -> Letter {
        let columns = [("Date", 14), ("Vaccin", 32), ("Valences", 26), ("Rang", 12), ("Lot", 16)];
        let row = |dose: &Dose| {
            let Dose { vaccine, given, lot, .. } = dose;
            let (name, valences) = (vaccine.name.to_owned(), vaccine.valences.to_owned());
            vec![given.short(), name, valences, dose.rank_shown(), lot.clone()]
        };
        let table = Table {
            columns: columns.map(|(title, share)| (title.to_owned(), share)).to_vec(),
            rows: self.doses.iter().map(row).collect(),
        };
        Letter {
            head: self.head.clone(),
            subject: self.head.title.clone(),
            body: vec![Block::Table(table)],
            signature: format!("Vaccinateur, le {}", self.head.created.day.short()),
        }
    }
}
