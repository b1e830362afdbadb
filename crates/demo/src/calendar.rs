//! Days and moments of a world whose dates move with today, on the clock of Paris.

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

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub i64);

impl Day {
    /// The day of a date.
    pub fn of(year: i64, month: i64, day: i64) -> Self {
        Self(days(year, month, day))
    }

    /// Year, month, day of the month.
    pub fn civil(self) -> (i64, i64, i64) {
        civil(self.0)
    }

    /// So many days later; earlier when negative.
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// So many months later, on the same day of the month where it has one.
    pub fn plus_months(self, months: i64) -> Self {
        let (year, month, day) = self.civil();
        let count = year * 12 + month - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let next = Self::of(year + month / 12, month % 12 + 1, 1);
        Self(Self::of(year, month, day).0.min(next.0 - 1))
    }

    /// So many years earlier.
    pub fn years_ago(self, years: i64) -> Self {
        self.plus_months(-12 * years)
    }

    /// Whole years from a birth to this day.
    pub fn age(self, born: Self) -> i64 {
        let ((y, m, d), (by, bm, bd)) = (self.civil(), born.civil());
        y - by - i64::from((m, d) < (bm, bd))
    }

    /// Monday is 0.
    pub const fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// This day, or the Monday after a weekend day.
    pub const fn working(self) -> Self {
        let after = self.weekday();
        if after >= 5 { self.plus(7 - after) } else { self }
    }

    /// The last 20 October that is not after this day: vaccination against
    /// influenza has begun by then.
    pub fn autumn(self) -> Self {
        let (year, _, _) = self.civil();
        let this = Self::of(year, 10, 20);
        if this <= self { this } else { Self::of(year - 1, 10, 20) }
    }

    /// `2026-11-26`
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// `26 novembre 2026`
    pub fn long(self) -> String {
        let (year, month, day) = self.civil();
        let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
        let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
        format!("{day} {name} {year}")
    }

    /// `novembre 2026`
    pub fn month(self) -> String {
        let (year, month, _) = self.civil();
        let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
        format!("{name} {year}")
    }

    /// `26/11/2026`
    pub fn short(self) -> String {
        let (year, month, day) = self.civil();
        format!("{day:02}/{month:02}/{year:04}")
    }

    /// At an hour and minute of this day.
    pub const fn at(self, hour: i64, minute: i64) -> Moment {
        Moment { day: self, minute: hour * 60 + minute }
    }

    /// Whether clocks show summer time at noon: from the last Sunday of March to
    /// the last of October (directive 2000/84/CE).
    fn is_summer(self) -> bool {
        let (year, _, _) = self.civil();
        let last_sunday = |month| {
            let last = Self::of(year, month, 31);
            last.plus(-(last.weekday() + 1) % 7)
        };
        last_sunday(3) <= self && self < last_sunday(10)
    }
}

/// A minute of a day, as clocks in Paris show it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Minutes since midnight, below 1,440.
    pub minute: i64,
}

impl Moment {
    /// So many minutes later; earlier when negative.
    pub const fn plus(self, minutes: i64) -> Self {
        let count = self.minute + minutes;
        Self { day: self.day.plus(count.div_euclid(1440)), minute: count.rem_euclid(1440) }
    }

    /// `08:05`
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }

    /// Minutes that this clock is ahead of UTC.
    pub fn offset_minutes(self) -> i64 {
        if self.day.is_summer() { 120 } else { 60 }
    }

    /// `2026-11-26T08:05:00+01:00`
    pub fn iso(self) -> String {
        let offset = if self.day.is_summer() { "+02:00" } else { "+01:00" };
        format!("{}T{}:00{offset}", self.day.iso(), self.clock())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_told_as_the_french_tell_them() {
        let day = Day::of(2026, 11, 1);
        assert_eq!(
            (day.long(), day.short(), day.month()),
            ("1er novembre 2026".to_owned(), "01/11/2026".to_owned(), "novembre 2026".to_owned())
        );
        assert_eq!(day.weekday(), 6, "a Sunday");
        assert_eq!(day.working().iso(), "2026-11-02");
        assert_eq!(Day::of(2024, 2, 29).years_ago(1).iso(), "2023-02-28");
        assert_eq!(Day::of(2026, 12, 31).plus_months(2).iso(), "2027-02-28");
        assert_eq!(Day::of(2026, 11, 26).age(Day::of(1968, 11, 27)), 57);
        assert_eq!(Day::of(2026, 10, 19).autumn().iso(), "2025-10-20");
        assert_eq!(Day::of(2026, 10, 20).autumn().iso(), "2026-10-20");
    }

    #[test]
    fn clocks_change_on_the_last_sundays() {
        let offset = |y, m, d| Day::of(y, m, d).at(12, 0).iso().split_off(19);
        assert_eq!(offset(2026, 3, 28), "+01:00");
        assert_eq!(offset(2026, 3, 29), "+02:00");
        assert_eq!(offset(2026, 10, 24), "+02:00");
        assert_eq!(offset(2026, 10, 25), "+01:00");
    }

    proptest! {
        #[test]
        fn months_keep_the_day_or_its_months_last(day in -20_000_i64..40_000, months in -900_i64..900) {
            let later = Day(day).plus_months(months);
            let ((y, m, d), (ly, lm, ld)) = (Day(day).civil(), later.civil());
            prop_assert_eq!(y * 12 + m + months, ly * 12 + lm);
            prop_assert!(ld == d || (ld < d && later.plus(1).civil().2 == 1));
        }

        #[test]
        fn minutes_add_up(day in 0_i64..30_000, minute in 0_i64..1440, more in -100_000_i64..100_000) {
            let later = Day(day).at(0, minute).plus(more);
            prop_assert!((0..1440).contains(&later.minute));
            prop_assert_eq!(later.day.0 * 1440 + later.minute, day * 1440 + minute + more);
        }
    }
}
