//! What a document says, before it is any file.

use super::people::{Code, Patient, Professional};
use super::report::Outcome;
use crate::calendar::Moment;

/// What the header of any document says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// OID of this version of the document.
    pub id: String,
    /// OID that all its versions share.
    pub set_id: String,
    /// Number of this version, from 1.
    pub version: u32,
    /// Type of document (JDV_J07).
    pub kind: Code,
    /// Its title; CDA takes the first 128 characters.
    pub title: String,
    /// When it was made.
    pub created: Moment,
    /// Whom it is about.
    pub patient: Patient,
    /// Who wrote and signed it; the organisation keeps it.
    pub author: Professional,
    /// Whom it is sent to.
    pub recipient: Option<Professional>,
    /// The act it tells of.
    pub act: Code,
    /// The kind of encounter (JDV_J142).
    pub encounter: Code,
    /// When the act and the encounter began.
    pub from: Moment,
    /// When they ended.
    pub until: Option<Moment>,
}

/// A document for people: one letter, of one page or more.
#[derive(Clone, PartialEq, Debug)]
pub struct Letter {
    /// What the header says.
    pub head: Head,
    /// The line after `Objet :`.
    pub subject: String,
    /// The text.
    pub body: Vec<Block>,
    /// The line under the name of who signed.
    pub signature: String,
}

/// A piece of the text.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list of points.
    Bullets(Vec<String>),
    /// Results of biology: name, value, unit, range, flag.
    Results(Vec<Outcome>),
    /// Any other table.
    Table(Table),
}

/// A table with a line of headings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Headings and how wide their columns are, in shares of the whole.
    pub columns: Vec<(String, u16)>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Results as a table; what lies outside its range is marked in the last column.
    pub(super) fn of_results(results: &[Outcome]) -> Self {
        let columns =
            [("Analyse", 38), ("Résultat", 14), ("Unité", 18), ("Références", 18), ("Écart", 12)];
        let row = |one: &Outcome| {
            let (name, unit) = (one.lab.name.to_owned(), one.lab.shown.to_owned());
            vec![name, one.value_shown(), unit, one.range_shown(), one.flag.shown().to_owned()]
        };
        Self {
            columns: columns.map(|(title, share)| (title.to_owned(), share)).to_vec(),
            rows: results.iter().map(row).collect(),
        }
    }
}
