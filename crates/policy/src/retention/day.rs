//! Days as a calendar on the wall in Paris counts them.

use std::fmt;

use hygie_base::Timestamp;
use hygie_base::calendar::{civil, days};
use hygie_base::paris::paris;

/// A day, by its number since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub i64);

impl Day {
    /// The day of a date; one beyond its month counts on into the next.
    pub fn of(year: i64, month: i64, day: i64) -> Self {
        Self(days(year, month, day))
    }

    /// The day in Paris at a moment.
    pub fn at(moment: Timestamp) -> Self {
        let local = paris(moment);
        Self::of(local.year, local.month, local.day)
    }

    /// The same date so many years later; of a 29 February, in a year without one, 1 March.
    #[must_use]
    pub fn in_years(self, years: i64) -> Self {
        let (year, month, day) = civil(self.0);
        Self::of(year.saturating_add(years), month, day)
    }
}

/// As `2026-11-25`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
