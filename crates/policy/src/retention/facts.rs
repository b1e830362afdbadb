//! What the rules of retention rest on.

use super::Day;

/// Whose the part is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeper {
    /// An organisation's: its own file, and what it shares of it.
    Organisation,
    /// No organisation's: what was decided about the record, which is left when no
    /// organisation keeps anything of it.
    Record,
}

/// The life of the shared record (CSP, R.1111-40, L.1111-18).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shared {
    /// It is open.
    Open,
    /// It was closed, or opposed, on this day, where that is known. \[B\] The sources known
    /// here have no word on what was shared before the person opposed: it is kept as if
    /// closed then.
    Ended(Option<Day>),
}

/// What is known of one part of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Whose it is.
    pub keeper: Keeper,
    /// The life of the shared record.
    pub shared: Shared,
    /// The latest day of which the part tells an act.
    pub last_act: Option<Day>,
    /// Whether a stay or a consultation is under way.
    pub underway: bool,
    /// The latest day of a transfusion that the part tells of; none where it tells of none.
    pub transfused: Option<Day>,
    /// When the person was born.
    pub born: Option<Day>,
    /// When the person died. None also where only the day is not known: without it the part
    /// is kept as of who lives, which is longer.
    pub died: Option<Day>,
}

impl Facts {
    /// The day of a death less than ten years after the last act.
    pub(super) fn died_soon(&self) -> Option<Day> {
        let within = self.last_act?.in_years(super::rules::DEATH_YEARS);
        self.died.filter(|died| *died < within)
    }
}
