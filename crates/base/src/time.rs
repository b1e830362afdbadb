//! The one clock, injected everywhere (design I10), and its unit.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::calendar::civil;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Timestamp(pub i64);

const MILLIS_PER_DAY: i64 = 86_400_000;

impl Timestamp {
    /// Calendar year in UTC; trace keys are kept by record and year.
    pub fn year(self) -> i32 {
        let (year, _, _) = civil(self.0.div_euclid(MILLIS_PER_DAY));
        i32::try_from(year).unwrap_or(i32::MAX)
    }

    /// Calendar month in UTC, counted from January of the year 0.
    pub fn month(self) -> i64 {
        let (year, month, _) = civil(self.0.div_euclid(MILLIS_PER_DAY));
        year * 12 + month - 1
    }
}

/// As a FHIR `instant` in UTC with milliseconds: `2026-11-22T13:16:00.000Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.div_euclid(MILLIS_PER_DAY));
        let millis = self.0.rem_euclid(MILLIS_PER_DAY);
        let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
        let (second, milli) = (millis / 1000 % 60, millis % 1000);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
    }
}

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Timestamp(since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// A clock that stands where a test puts it.
#[derive(Debug, Default)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stands at `at`.
    pub fn new(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Moves to `at`.
    pub fn set(&self, at: Timestamp) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves on by `millis` milliseconds.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_read_as_fhir() {
        let check = |millis, expect: &str| assert_eq!(Timestamp(millis).to_string(), expect);
        check(0, "1970-01-01T00:00:00.000Z");
        check(951_782_400_000, "2000-02-29T00:00:00.000Z");
        check(1_795_353_360_123, "2026-11-22T13:16:00.123Z");
        check(-1, "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn years_turn_at_midnight_utc() {
        assert_eq!(Timestamp(1_798_761_599_999).year(), 2026);
        assert_eq!(Timestamp(1_798_761_600_000).year(), 2027);
        assert_eq!(Timestamp(1_798_761_599_999).month(), 2026 * 12 + 11);
        assert_eq!(Timestamp(1_798_761_600_000).month(), 2027 * 12);
    }
}
