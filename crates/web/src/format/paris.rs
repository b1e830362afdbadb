//! Local time in metropolitan France.
//!
//! Central European time, UTC+1, and summer time, UTC+2, between the last
//! Sundays of March and October at 01:00 UTC (directive 2000/84/EC, in force
//! in this form since 1996). From 1981 to 1995 France ended summer time on the
//! last Sunday of September. Earlier instants are shown in UTC+1: the clocks
//! of those years followed decrees, not a rule, and no record has hours of them.

use hygie_base::Timestamp;

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

/// Days since 1970-01-01 of a date of the Gregorian calendar (Hinnant,
/// "chrono-compatible low-level date algorithms").
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a day count since 1970-01-01 (same source).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;

    use super::{civil, days, paris};

    fn at(year: i64, month: i64, day: i64, hour: i64, minute: i64) -> Timestamp {
        Timestamp(days(year, month, day) * 86_400_000 + hour * 3_600_000 + minute * 60_000)
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

    #[test]
    fn days_and_dates_are_inverse() {
        for day in (-800_000..800_000).step_by(17) {
            let (y, m, d) = civil(day);
            assert_eq!(days(y, m, d), day);
        }
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 2, 29), 11_016);
    }
}
