//! FHIR's dates and times as ranges of UTC milliseconds, as wide as the
//! precision given: `2024-02` is the whole of February
//! (<https://hl7.org/fhir/R4/datatypes.html#dateTime>).
//!
//! A date without a time has no zone and is read in UTC on both sides of a
//! comparison. Second 60 is the first second of the next minute, as in POSIX.
//! Fractions finer than a millisecond are cut to the millisecond.

#[cfg(test)]
mod tests;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From `start` up to but not including `end`, in UTC milliseconds since 1970.
/// `i64::MIN` and `i64::MAX` stand for open ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Range {
    /// First millisecond within.
    pub start: i64,
    /// First millisecond after.
    pub end: i64,
}

impl Range {
    /// All of time.
    pub const ALWAYS: Self = Self { start: i64::MIN, end: i64::MAX };

    /// Whether `other` lies wholly within.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a moment.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Which texts are allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// `date`: year, month or day.
    Date,
    /// `dateTime`: a date, or a time with seconds and zone.
    DateTime,
    /// `instant`: a time with seconds and zone.
    Instant,
    /// A search parameter's value: like `dateTime`, seconds and zone optional.
    Search,
}

/// How fine a text is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Precision {
    /// `2024`
    Year,
    /// `2024-02`
    Month,
    /// `2024-02-29`
    Day,
    /// `2024-02-29T10:30`
    Minute,
    /// `2024-02-29T10:30:00`
    Second,
    /// With a fraction of a second.
    Fraction,
}

/// Reads a text of this form; `None` when it is not one.
pub fn parse(text: &str, form: Form) -> Option<Range> {
    parse_precise(text, form).map(|(range, _)| range)
}

/// Reads a text of this form, with the precision it has.
pub fn parse_precise(text: &str, form: Form) -> Option<(Range, Precision)> {
    let mut reader = Reader(text.as_bytes());
    let (start, end, precision) = reader.date()?;
    let (range, precision) = if precision == Precision::Day && reader.take(b'T') {
        let (time, width, precision) = reader.time(form == Form::Search)?;
        let zone = if reader.0.is_empty() { None } else { Some(reader.zone()?) };
        if zone.is_none() && form != Form::Search {
            return None;
        }
        let start = start + time - zone.unwrap_or(0);
        (Range { start, end: start + width }, precision)
    } else {
        (Range { start, end }, precision)
    };
    let allowed = match form {
        Form::Date => precision <= Precision::Day,
        Form::Instant => precision >= Precision::Second,
        Form::DateTime | Form::Search => true,
    };
    (allowed && reader.0.is_empty()).then_some((range, precision))
}

/// Reads a `time` (`10:30:00`, no zone) as a range of milliseconds of the day.
pub fn parse_time(text: &str) -> Option<Range> {
    let mut reader = Reader(text.as_bytes());
    let (start, width, _) = reader.time(false)?;
    reader.0.is_empty().then_some(Range { start, end: start + width })
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// Takes one byte when it is this one.
    fn take(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes exactly so many digits, as a number.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let mut number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            number = number * 10 + i64::from(digit - b'0');
        }
        self.0 = rest;
        Some(number)
    }

    /// Start, end and precision of a date.
    fn date(&mut self) -> Option<(i64, i64, Precision)> {
        let year = self.digits(4).filter(|year| *year > 0)?;
        if !self.take(b'-') {
            return Some((day(year, 1, 1), day(year + 1, 1, 1), Precision::Year));
        }
        let month = self.digits(2).filter(|month| (1..=12).contains(month))?;
        let next = if month == 12 { day(year + 1, 1, 1) } else { day(year, month + 1, 1) };
        if !self.take(b'-') {
            return Some((day(year, month, 1), next, Precision::Month));
        }
        let start = day(year, month, self.digits(2).filter(|day| *day > 0)?);
        (start < next).then_some((start, start + DAY, Precision::Day))
    }

    /// Milliseconds of the day, width and precision of a time.
    fn time(&mut self, seconds_optional: bool) -> Option<(i64, i64, Precision)> {
        let hour = self.digits(2).filter(|hour| *hour < 24)?;
        let minute = self.take(b':').then(|| self.digits(2))?.filter(|minute| *minute < 60)?;
        let start = hour * HOUR + minute * MINUTE;
        if !self.take(b':') {
            return seconds_optional.then_some((start, MINUTE, Precision::Minute));
        }
        let second = self.digits(2).filter(|second| *second <= 60)?;
        let start = start + second * SECOND;
        if !self.take(b'.') {
            return Some((start, SECOND, Precision::Second));
        }
        let (mut offset, mut width, mut count) = (0, SECOND, 0_u32);
        while let Some(digit) = self.digits(1) {
            if width > 1 {
                width /= 10;
                offset += digit * width;
            }
            count += 1;
        }
        (count > 0).then_some((start + offset, width, Precision::Fraction))
    }

    /// Milliseconds that the zone is ahead of UTC.
    fn zone(&mut self) -> Option<i64> {
        if self.take(b'Z') {
            return Some(0);
        }
        let sign = if self.take(b'+') {
            1
        } else if self.take(b'-') {
            -1
        } else {
            return None;
        };
        let hour = self.digits(2)?;
        let minute = self.take(b':').then(|| self.digits(2))?.filter(|minute| *minute < 60)?;
        let ahead = hour * HOUR + minute * MINUTE;
        (ahead <= 14 * HOUR).then_some(sign * ahead)
    }
}

/// First millisecond of a day.
fn day(year: i64, month: i64, day: i64) -> i64 {
    hygie_base::calendar::days(year, month, day) * DAY
}
