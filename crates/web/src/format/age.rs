//! Age, in the unit that says most: days, months, then years.

use hygie_base::calendar::days;

use super::date::Date;

/// An age, to be said by the messages `age-days`, `age-months`, `age-years`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Up to a month old.
    Days(u32),
    /// Up to two years old.
    Months(u32),
    /// Two years and more.
    Years(u32),
}

/// Age on the day `on` of someone born on `born`. `None` before birth, or when
/// a date is too vague: a year alone only tells years between 1 January and
/// the day, so it gives the smaller age.
pub fn age(born: &Date, on: &Date) -> Option<Age> {
    let (Some(on_month), Some(on_day)) = (on.month, on.day) else { return None };
    // A missing month or day counts as the latest, so an age is never overstated.
    let (month, day) = (born.month.unwrap_or(12), born.day.unwrap_or(31));
    let before = on_day < day && born.day.is_some();
    let months = (on.year - born.year) * 12 + on_month - month - i64::from(before);
    let passed = days(on.year, on_month, on_day) - days(born.year, month, born.day.unwrap_or(1));
    let count = |number: i64| u32::try_from(number).ok();
    match months {
        ..0 => None,
        0 if born.day.is_some() => count(passed).map(Age::Days),
        0..24 => count(months).map(Age::Months),
        _ => count(months / 12).map(Age::Years),
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, age};
    use crate::format::Date;

    #[test]
    fn ages_turn_on_the_birthday() {
        let check = |born: &str, on: &str, expect| {
            let (born, on) = (Date::parse(born).unwrap(), Date::parse(on).unwrap());
            assert_eq!(age(&born, &on), expect, "{born:?} {on:?}");
        };
        check("1942-03-12", "2026-11-25", Some(Age::Years(84)));
        check("1942-03-12", "2026-03-12", Some(Age::Years(84)));
        check("1942-03-12", "2026-03-11", Some(Age::Years(83)));
        check("2024-11-26", "2026-11-25", Some(Age::Months(23)));
        check("2024-11-25", "2026-11-25", Some(Age::Years(2)));
        check("2026-11-25", "2026-11-25", Some(Age::Days(0)));
        check("2026-10-26", "2026-11-25", Some(Age::Days(30)));
        check("2026-11-26", "2026-11-25", None);
        check("1942", "2026-11-25", Some(Age::Years(83)));
        check("1942-11", "2026-11-25", Some(Age::Years(84)));
        check("2026", "2026-11-25", None);
    }
}
