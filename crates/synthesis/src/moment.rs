//! Dates as sources give them: a year stays a year.

use std::fmt;

use hygie_base::Timestamp;
use hygie_base::calendar::{civil, days};
use hygie_fhir::date::{Form, Precision as Given, parse_precise};
use zeroize::DefaultIsZeroes;

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// How fine a date is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Precision {
    /// `2024`
    #[default]
    Year,
    /// `2024-02`
    Month,
    /// `2024-02-29`
    Day,
    /// With a time.
    Instant,
}

/// A date or an instant with the precision and the offset of its source
/// (FHIR `date`, `dateTime` and `instant`). Ordered by its first moment in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub struct Moment {
    /// First millisecond since 1970 in UTC.
    at: i64,
    precision: Precision,
    /// Minutes that the source's clock is ahead of UTC.
    offset: i16,
}

impl DefaultIsZeroes for Moment {}

impl Moment {
    /// Reads a FHIR `date`, `dateTime` or `instant`; `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (range, given) = parse_precise(text, Form::DateTime)?;
        let precision = match given {
            Given::Year => Precision::Year,
            Given::Month => Precision::Month,
            Given::Day => Precision::Day,
            Given::Minute | Given::Second | Given::Fraction => Precision::Instant,
        };
        let offset = if precision == Precision::Instant { offset(text) } else { 0 };
        Some(Self { at: range.start, precision, offset })
    }

    /// An instant, read in UTC.
    pub const fn instant(at: Timestamp) -> Self {
        Self { at: at.0, precision: Precision::Instant, offset: 0 }
    }

    /// How fine it is.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// Its first moment in UTC.
    pub const fn start(self) -> Timestamp {
        Timestamp(self.at)
    }

    /// The first moment after it, in UTC: the next year of a year.
    pub fn end(self) -> Timestamp {
        let (year, month, _) = self.civil();
        Timestamp(match self.precision {
            Precision::Year => days(year + 1, 1, 1) * DAY,
            Precision::Month if month == 12 => days(year + 1, 1, 1) * DAY,
            Precision::Month => days(year, month + 1, 1) * DAY,
            Precision::Day => self.at.saturating_add(DAY),
            Precision::Instant => self.at.saturating_add(1),
        })
    }

    /// The year, on the source's clock.
    pub fn year(self) -> i32 {
        i32::try_from(self.civil().0).unwrap_or(i32::MAX)
    }

    /// The month from 1, when it is known.
    pub fn month(self) -> Option<u8> {
        let month = self.civil().1;
        (self.precision >= Precision::Month).then(|| u8::try_from(month).unwrap_or(1))
    }

    /// The day of the month from 1, when it is known.
    pub fn day(self) -> Option<u8> {
        let day = self.civil().2;
        (self.precision >= Precision::Day).then(|| u8::try_from(day).unwrap_or(1))
    }

    /// Hour and minute on the source's clock, when they are known.
    pub fn time(self) -> Option<(u8, u8)> {
        let minutes = self.local().rem_euclid(DAY) / MINUTE;
        let part = |value: i64| u8::try_from(value).unwrap_or(0);
        (self.precision == Precision::Instant).then(|| (part(minutes / 60), part(minutes % 60)))
    }

    /// Minutes that the source's clock is ahead of UTC; 0 for dates.
    pub const fn offset_minutes(self) -> i16 {
        self.offset
    }

    /// The date alone, an instant's on the source's clock.
    #[must_use]
    pub fn date(self) -> Self {
        if self.precision < Precision::Instant {
            return self;
        }
        let at = self.local().div_euclid(DAY) * DAY;
        Self { at, precision: Precision::Day, offset: 0 }
    }

    fn local(self) -> i64 {
        self.at.saturating_add(i64::from(self.offset) * MINUTE)
    }

    fn civil(self) -> (i64, i64, i64) {
        civil(self.local().div_euclid(DAY))
    }
}

/// As FHIR writes it, instants to the minute: `2024`, `2024-02-29T08:30+01:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}")?;
        if self.precision >= Precision::Month {
            write!(f, "-{month:02}")?;
        }
        if self.precision >= Precision::Day {
            write!(f, "-{day:02}")?;
        }
        if let Some((hour, minute)) = self.time() {
            let (sign, ahead) = (if self.offset < 0 { '-' } else { '+' }, self.offset.abs());
            write!(f, "T{hour:02}:{minute:02}{sign}{:02}:{:02}", ahead / 60, ahead % 60)?;
        }
        Ok(())
    }
}

/// When something was or is: either end may be missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct When {
    /// Its date, or the beginning of its period.
    pub start: Option<Moment>,
    /// The end of its period.
    pub end: Option<Moment>,
}

impl DefaultIsZeroes for When {}

impl When {
    /// What it is sorted by: its beginning, else its end.
    pub fn key(self) -> Option<Moment> {
        self.start.or(self.end)
    }
}

/// Minutes at the end of an instant's text: `Z`, `+01:00`.
fn offset(text: &str) -> i16 {
    let Some((sign, zone)) = text
        .len()
        .checked_sub(6)
        .and_then(|at| text.get(at..))
        .and_then(|tail| tail.split_at_checked(1))
    else {
        return 0;
    };
    let minutes = zone.split_once(':').and_then(|(hours, minutes)| {
        Some(hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?)
    });
    match sign {
        "+" => minutes.unwrap_or(0),
        "-" => -minutes.unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Precision};

    #[test]
    fn a_date_keeps_its_precision() {
        let check = |text: &str, precision, shown: &str| {
            let moment = Moment::parse(text).unwrap();
            assert_eq!((moment.precision(), moment.to_string().as_str()), (precision, shown));
        };
        check("2024", Precision::Year, "2024");
        check("2024-02", Precision::Month, "2024-02");
        check("2024-02-29", Precision::Day, "2024-02-29");
        check("2024-02-29T23:30:00+01:00", Precision::Instant, "2024-02-29T23:30+01:00");
        check("2024-02-29T23:30:00.123-05:30", Precision::Instant, "2024-02-29T23:30-05:30");
        check("2024-02-29T23:30:00Z", Precision::Instant, "2024-02-29T23:30+00:00");
        for bad in ["", "24", "2024-13", "2023-02-29", "hier", "2024-02-29T10:00"] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_source() {
        let late = Moment::parse("2024-03-01T00:30:00+01:00").unwrap();
        assert_eq!((late.year(), late.month(), late.day()), (2024, Some(3), Some(1)));
        assert_eq!(late.date(), Moment::parse("2024-03-01").unwrap());
        assert_eq!(late.time(), Some((0, 30)));
    }

    #[test]
    fn an_end_is_the_first_moment_after() {
        let check = |text: &str, next: &str| {
            let (one, other) = (Moment::parse(text).unwrap(), Moment::parse(next).unwrap());
            assert_eq!(one.end(), other.start(), "{text}");
        };
        check("2024", "2025");
        check("2024-12", "2025-01-01");
        check("2024-02", "2024-03");
        check("2024-02-29", "2024-03-01");
    }
}
