//! Dates of the proleptic Gregorian calendar as counts of days (Hinnant,
//! "chrono-compatible low-level date algorithms").

/// Days since 1970-01-01 of a date. The month is 1 to 12; a day beyond its
/// month counts on into the next.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a count of days; the inverse of [`days`].
pub fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The day a calendar month after a day; one that the next month lacks is its last one.
pub fn month_after(day: i64) -> i64 {
    let (year, month, date) = civil(day);
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let after = if next.1 == 12 { (next.0 + 1, 1) } else { (next.0, next.1 + 1) };
    days(next.0, next.1, date).min(days(after.0, after.1, 1) - 1)
}

#[cfg(test)]
mod tests {
    use super::{civil, days};

    #[test]
    fn days_and_dates_are_inverse() {
        for day in -800_000..800_000 {
            let (year, month, date) = civil(day);
            assert_eq!(days(year, month, date), day);
        }
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 2, 29), 11_016);
    }
}
