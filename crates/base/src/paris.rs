//! Local time in metropolitan France.
//!
//! Central European time, UTC+1, and summer time, UTC+2, between the last
//! Sundays of March and October at 01:00 UTC (directive 2000/84/EC, in force
//! in this form since 1996). From 1981 to 1995 France ended summer time on the
//! last Sunday of September. Earlier instants are shown in UTC+1: the clocks
//! of those years followed decrees, not a rule, and no record has hours of them.

use crate::Timestamp;
use crate::calendar::{civil, days};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// A moment as a clock and a calendar on the wall in Paris show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Local {
    /// Year of the Gregorian calendar.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: i64,
    /// Day of the month, 1 to 31.
    pub day: i64,
    /// Hour, 0 to 23.
    pub hour: i64,
    /// Minute, 0 to 59.
    pub minute: i64,
}

/// The moment `at` in Paris.
pub fn paris(at: Timestamp) -> Local {
    let offset = if is_summer(at.0) { 2 * HOUR } else { HOUR };
    let local = at.0.saturating_add(offset);
    let (year, month, day) = civil(local.div_euclid(DAY));
    let of_day = local.rem_euclid(DAY);
    Local { year, month, day, hour: of_day / HOUR, minute: of_day / 60_000 % 60 }
}

/// The day in Paris, by its number since 1970-01-01.
pub fn day(at: Timestamp) -> i64 {
    let local = paris(at);
    days(local.year, local.month, local.day)
}

/// When a day begins in Paris, by its number since 1970-01-01. No clock turns at midnight.
pub fn midnight(day: i64) -> Timestamp {
    let winter = day.saturating_mul(DAY).saturating_sub(HOUR);
    Timestamp(if is_summer(winter) { winter - HOUR } else { winter })
}

fn is_summer(at: i64) -> bool {
    let (year, _, _) = civil(at.div_euclid(DAY));
    let end_month = match year {
        ..=1980 => return false,
        1981..=1995 => 9,
        _ => 10,
    };
    let turn = |month| last_sunday(year, month) * DAY + HOUR;
    (turn(3)..turn(end_month)).contains(&at)
}

/// Days since 1970-01-01 of the month's last Sunday.
fn last_sunday(year: i64, month: i64) -> i64 {
    let last = days(year, month + 1, 1) - 1;
    // 1970-01-01 was a Thursday, four days after a Sunday.
    last - (last + 4).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::{midnight, paris};
    use crate::Timestamp;
    use crate::calendar::days;

    fn at(year: i64, month: i64, day: i64, hour: i64, minute: i64) -> Timestamp {
        Timestamp(days(year, month, day) * 86_400_000 + hour * 3_600_000 + minute * 60_000)
    }

    #[test]
    fn a_day_begins_at_midnight_whatever_the_season() {
        for (month, day, utc) in [(1, 1, 23), (3, 29, 23), (3, 30, 22), (10, 25, 22), (10, 26, 23)]
        {
            let begins = midnight(days(2026, month, day));
            assert_eq!(begins, Timestamp(at(2026, month, day, utc, 0).0 - 86_400_000));
            let shown = paris(begins);
            assert_eq!((shown.month, shown.day, shown.hour, shown.minute), (month, day, 0, 0));
            let number = days(2026, month, day);
            assert_eq!(super::day(begins), number);
            assert_eq!(super::day(Timestamp(begins.0 - 1)), number - 1);
        }
    }

    #[test]
    fn clocks_turn_with_the_directive() {
        let check = |utc, expect: &str| {
            let l = paris(utc);
            let text = format!("{}-{}-{} {}:{:02}", l.year, l.month, l.day, l.hour, l.minute);
            assert_eq!(text, expect);
        };
        check(at(2026, 3, 29, 0, 59), "2026-3-29 1:59");
        check(at(2026, 3, 29, 1, 0), "2026-3-29 3:00");
        check(at(2026, 10, 25, 0, 59), "2026-10-25 2:59");
        check(at(2026, 10, 25, 1, 0), "2026-10-25 2:00");
        check(at(2026, 7, 1, 23, 30), "2026-7-2 1:30");
        check(at(2026, 12, 31, 23, 30), "2027-1-1 0:30");
        check(at(2000, 3, 26, 1, 0), "2000-3-26 3:00");
        check(at(1990, 9, 30, 0, 59), "1990-9-30 2:59");
        check(at(1990, 9, 30, 1, 0), "1990-9-30 2:00");
        check(at(1975, 7, 1, 12, 0), "1975-7-1 13:00");
    }
}
