//! What a run did.

use hygie_record::Effect;
use serde::Serialize;

use crate::ExchangeError;
use crate::limits::REFUSALS;

/// Something that was not taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Refused {
    /// The file, as it was named.
    pub file: String,
    /// Where in the file; empty for the file as a whole.
    pub entry: String,
    /// Name of the row of the error table.
    pub code: &'static str,
    /// Why, in a sentence.
    pub why: String,
}

/// The figures of a run.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Report {
    /// Files read.
    pub files: u64,
    /// Resources met: created, updated, unchanged and refused ones.
    pub resources: u64,
    /// First versions written.
    pub created: u64,
    /// Further versions written.
    pub updated: u64,
    /// Resources that were here already with equal content.
    pub unchanged: u64,
    /// Resources not taken.
    pub refused: u64,
    /// What was not taken and why; at most [`REFUSALS`] are listed.
    pub refusals: Vec<Refused>,
}

impl Report {
    /// Whether everything was taken.
    pub const fn complete(&self) -> bool {
        self.refused == 0 && self.refusals.is_empty()
    }

    pub(crate) fn count(&mut self, effect: Effect) {
        self.resources += 1;
        match effect {
            Effect::Created => self.created += 1,
            Effect::Updated | Effect::Deleted => self.updated += 1,
            Effect::Unchanged => self.unchanged += 1,
        }
    }

    pub(crate) fn refuse(
        &mut self,
        file: &str,
        entry: &str,
        resources: u64,
        error: &ExchangeError,
    ) {
        self.resources += resources;
        self.refused += resources;
        if self.refusals.len() < REFUSALS {
            self.refusals.push(Refused {
                file: file.to_owned(),
                entry: entry.to_owned(),
                code: error.code().row().name,
                why: error.to_string(),
            });
        }
    }
}
