//! Days and moments as French documents and HL7 write them.

use hygie_base::Timestamp;
use hygie_base::calendar::{civil, days};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MILLIS_PER_MINUTE: i64 = 60_000;
const MINUTES_PER_DAY: i64 = 1440;
const MILLIS_PER_HOUR: i64 = 3_600_000;
const MILLIS_PER_DAY: i64 = 86_400_000;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(pub i64);

impl Day {
    /// The day of a date; the month is 1 to 12.
    pub fn of(year: i64, month: i64, day: i64) -> Self {
        Self(days(year, month, day))
    }

    /// `12/03/1950`.
    pub fn slashed(self) -> String {
        let (year, month, day) = civil(self.0);
        format!("{day:02}/{month:02}/{year:04}")
    }

    /// `12 mars 1950`, and `1er mars 1950`.
    pub fn worded(self) -> String {
        let (year, month, day) = civil(self.0);
        let month = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
        let first = if day == 1 { "er" } else { "" };
        format!("{day}{first} {month} {year}")
    }

    /// `19500312`.
    pub fn hl7(self) -> String {
        let (year, month, day) = civil(self.0);
        format!("{year:04}{month:02}{day:02}")
    }

    /// Whole years lived on this day by somebody born on `birth`.
    pub fn age(self, birth: Self) -> i64 {
        let ((year, month, day), (born, born_month, born_day)) = (civil(self.0), civil(birth.0));
        year - born - i64::from((month, day) < (born_month, born_day))
    }
}

/// An instant and what the clock on the wall there showed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// Minutes that the local clock is ahead of UTC.
    pub offset_minutes: i64,
}

impl Moment {
    /// An instant in metropolitan France: summer time from the last Sunday of
    /// March to the last Sunday of October, 1 h UTC (directive 2000/84/EC).
    pub fn in_france(at: Timestamp) -> Self {
        let year = i64::from(at.year());
        let turn = |month| last_sunday(year, month) * MILLIS_PER_DAY + MILLIS_PER_HOUR;
        let summer = (turn(3)..turn(10)).contains(&at.0);
        Self { at, offset_minutes: if summer { 120 } else { 60 } }
    }

    /// The local day.
    pub fn day(self) -> Day {
        Day(self.local_minutes().div_euclid(MINUTES_PER_DAY))
    }

    /// The local hour and minute.
    pub fn clock(self) -> (i64, i64) {
        let minutes = self.local_minutes().rem_euclid(MINUTES_PER_DAY);
        (minutes / 60, minutes % 60)
    }

    /// `12/03/2026 à 14:05`.
    pub fn shown(self) -> String {
        let (hour, minute) = self.clock();
        format!("{} à {hour:02}:{minute:02}", self.day().slashed())
    }

    /// `20260312140500+0100`.
    pub fn hl7(self) -> String {
        let (hour, minute) = self.clock();
        let second = self.at.0.div_euclid(1000).rem_euclid(60);
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let ahead = self.offset_minutes.abs();
        let (ahead_hours, ahead_minutes) = (ahead / 60, ahead % 60);
        let day = self.day().hl7();
        format!("{day}{hour:02}{minute:02}{second:02}{sign}{ahead_hours:02}{ahead_minutes:02}")
    }

    fn local_minutes(self) -> i64 {
        self.at.0.div_euclid(MILLIS_PER_MINUTE) + self.offset_minutes
    }
}

fn last_sunday(year: i64, month: i64) -> i64 {
    // 1970-01-01 was a Thursday: Sundays are three days on.
    let last = days(year, month, 31);
    last - (last - 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::{Day, Moment};
    use hygie_base::Timestamp;

    #[test]
    fn days_read_as_french_and_hl7_write_them() {
        let day = Day::of(1950, 3, 12);
        assert_eq!((day.slashed().as_str(), day.worded().as_str()), ("12/03/1950", "12 mars 1950"));
        assert_eq!(Day::of(2026, 8, 1).worded(), "1er août 2026");
        assert_eq!(day.hl7(), "19500312");
    }

    #[test]
    fn age_turns_on_the_birthday() {
        let birth = Day::of(1950, 3, 12);
        assert_eq!(Day::of(2026, 3, 11).age(birth), 75);
        assert_eq!(Day::of(2026, 3, 12).age(birth), 76);
    }

    #[test]
    fn clocks_turn_on_the_last_sundays() {
        let check = |millis, hl7: &str| {
            assert_eq!(Moment::in_france(Timestamp(millis)).hl7(), hl7);
        };
        check(1_774_745_999_000, "20260329015959+0100");
        check(1_774_746_000_000, "20260329030000+0200");
        check(1_792_889_999_000, "20261025025959+0200");
        check(1_792_890_000_000, "20261025020000+0100");
    }

    #[test]
    fn behind_utc_is_another_day() {
        let moment = Moment { at: Timestamp(3_600_000), offset_minutes: -240 };
        assert_eq!(moment.hl7(), "19691231210000-0400");
        assert_eq!(moment.shown(), "31/12/1969 à 21:00");
    }
}
