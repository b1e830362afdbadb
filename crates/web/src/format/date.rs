//! Dates and times of FHIR, as people of each language write them.

use hygie_base::Timestamp;
use hygie_base::calendar::{civil, days};
use hygie_base::paris::{Local, paris};

use crate::lang::Lang;

/// A FHIR `date`, `dateTime` or `instant` (R4, 2.24.0.1), as far as it says:
/// a year alone stays a year. A time with an offset is told in Paris time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Date {
    /// Year of the Gregorian calendar.
    pub year: i64,
    /// Month, 1 to 12, when known.
    pub month: Option<i64>,
    /// Day of the month, when known; only beside a month.
    pub day: Option<i64>,
    /// Hour and minute, when known; only beside a day.
    pub time: Option<(i64, i64)>,
}

impl Date {
    /// Reads FHIR's text; `None` when it is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = part(parts.next(), 1..=12)?;
        let day = part(parts.next(), 1..=31)?;
        if parts.next().is_some() {
            return None;
        }
        let Some(time) = time else { return Some(Self { year, month, day, time: None }) };
        let minutes = days(year, month?, day?) * 1440 + utc_minutes(time)?;
        Some(Self::from(paris(Timestamp(minutes * 60_000))))
    }

    /// A whole day that the calendar has, with its number since 1970-01-01; `None` for any
    /// other text.
    pub fn whole_day(text: &str) -> Option<(Self, i64)> {
        let date = Self::parse(text).filter(|date| date.time.is_none())?;
        let (year, month, day) = (date.year, date.month?, date.day?);
        let number = days(year, month, day);
        // No such day is another one.
        (civil(number) == (year, month, day)).then_some((date, number))
    }

    /// As digits and dashes, as far as known: a sort key and a `<time datetime>`.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

impl From<Local> for Date {
    fn from(local: Local) -> Self {
        let Local { year, month, day, hour, minute } = local;
        Self { year, month: Some(month), day: Some(day), time: Some((hour, minute)) }
    }
}

/// A date for tables and identities: `12/03/1942`, `12 Mar 1942`; without a
/// day `mars 1942`, `Mar 1942`.
pub fn date(lang: Lang, date: &Date) -> String {
    match (lang, date.month, date.day) {
        (Lang::Fr, Some(month), Some(day)) => format!("{day:02}/{month:02}/{:04}", date.year),
        _ => day(lang, date),
    }
}

/// A date with its month in letters: `19 nov. 2026`, `19 Nov 2026`.
pub fn day(lang: Lang, date: &Date) -> String {
    let Date { year, month, day, .. } = *date;
    let Some(name) = month.and_then(|month| month_name(lang, month)) else {
        return format!("{year:04}");
    };
    match (lang, day) {
        (_, None) => format!("{name} {year:04}"),
        (Lang::Fr, Some(1)) => format!("1er {name} {year:04}"),
        (_, Some(day)) => format!("{day} {name} {year:04}"),
    }
}

/// A moment: the day and the time of a clock in Paris.
pub fn moment(lang: Lang, at: Timestamp) -> String {
    let date = Date::from(paris(at));
    match clock_time(lang, &date) {
        Some(time) => match lang {
            Lang::Fr => format!("{} à {time}", day(lang, &date)),
            Lang::En => format!("{}, {time}", day(lang, &date)),
        },
        None => day(lang, &date),
    }
}

/// The time of day, when known: `9 h 30`, `09:30`.
pub fn clock_time(lang: Lang, date: &Date) -> Option<String> {
    let (hour, minute) = date.time?;
    Some(match lang {
        Lang::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        Lang::En => format!("{hour:02}:{minute:02}"),
    })
}

/// Usual abbreviations: Imprimerie nationale for French, three letters in English.
fn month_name(lang: Lang, month: i64) -> Option<&'static str> {
    const FR: [&str; 12] = [
        "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ];
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let names = if lang == Lang::Fr { FR } else { EN };
    names.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

/// Absent is fine, malformed is not.
#[expect(clippy::option_option, reason = "malformed and absent differ")]
fn part(text: Option<&str>, range: std::ops::RangeInclusive<i64>) -> Option<Option<i64>> {
    let Some(text) = text else { return Some(None) };
    digits(text, 2).filter(|number| range.contains(number)).map(Some)
}

fn digits(text: &str, length: usize) -> Option<i64> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Minutes after midnight UTC of `hh:mm[:ss[.fff]](Z|±hh:mm)`.
fn utc_minutes(time: &str) -> Option<i64> {
    let (clock, offset) = match time.strip_suffix('Z') {
        Some(clock) => (clock, 0),
        None => {
            let at = time.rfind(['+', '-'])?;
            let (clock, offset) = time.split_at_checked(at)?;
            let minutes = minutes(offset.get(1..)?)?;
            (clock, if offset.starts_with('-') { -minutes } else { minutes })
        }
    };
    Some(minutes(clock)? - offset)
}

fn minutes(clock: &str) -> Option<i64> {
    let mut parts = clock.split(':');
    let hour = digits(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = digits(parts.next()?, 2).filter(|minute| *minute < 60)?;
    Some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::{Date, clock_time, date, day, moment};
    use crate::lang::Lang;
    use hygie_base::Timestamp;

    #[test]
    fn dates_read_as_far_as_they_say() {
        let check = |text: &str, fr: &str, en: &str| {
            let parsed = Date::parse(text).unwrap();
            assert_eq!(date(Lang::Fr, &parsed), fr);
            assert_eq!(date(Lang::En, &parsed), en);
        };
        check("1942-03-12", "12/03/1942", "12 Mar 1942");
        check("1942-03", "mars 1942", "Mar 1942");
        check("1942", "1942", "1942");
        check("2026-11-20T23:30:00Z", "21/11/2026", "21 Nov 2026");
        check("2026-11-20T23:30:00.123+01:00", "20/11/2026", "20 Nov 2026");
        check("2026-11-20T20:30:00-04:00", "21/11/2026", "21 Nov 2026");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in
            ["", "42", "1942-13", "1942-00-01", "1942-03-12T", "1942-03-12T10:00", "é942", "1942-3"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_name_their_month() {
        let check = |text: &str, fr: &str, en: &str| {
            let parsed = Date::parse(text).unwrap();
            assert_eq!(day(Lang::Fr, &parsed), fr);
            assert_eq!(day(Lang::En, &parsed), en);
        };
        check("2026-11-19", "19 nov. 2026", "19 Nov 2026");
        check("2026-08-01", "1er août 2026", "1 Aug 2026");
        check("2026-05", "mai 2026", "May 2026");
    }

    #[test]
    fn moments_are_told_in_paris() {
        let at = Timestamp(1_795_353_360_123);
        assert_eq!(moment(Lang::Fr, at), "22 nov. 2026 à 14\u{a0}h\u{a0}16");
        assert_eq!(moment(Lang::En, at), "22 Nov 2026, 14:16");
        let known = Date::parse("2026-11-20T08:05:00+01:00").unwrap();
        assert_eq!(clock_time(Lang::Fr, &known).as_deref(), Some("8\u{a0}h\u{a0}05"));
        assert_eq!(clock_time(Lang::En, &known).as_deref(), Some("08:05"));
        assert_eq!(clock_time(Lang::En, &Date::parse("2026").unwrap()), None);
    }
}
