//! Documents as real files: a PDF with its text, a page that looks scanned, and
//! CDA R2 with the French header. Each is a pure function of what it tells.

mod cda;
mod face;
mod layout;
mod letter;
mod pdf;
mod people;
mod report;
mod scan;
mod world;

pub use cda::{cda_level_1, cda_level_3};
pub use letter::{Block, Head, Letter, Table};
pub use pdf::pdf;
pub use people::{Address, Code, Identifier, Organisation, Patient, Place, Professional, Sex};
pub use report::{BiologyReport, Chapter, Flag, Outcome};
pub use scan::scan;

/// What every page says, so that nobody takes it for a real one.
pub const FICTION: &str = "Document fictif – données de démonstration";

#[cfg(test)]
mod samples;
