//! Ages as clinicians say them: days, then months to three years, then years.

use hygie_base::Timestamp;

use crate::moment::{Moment, Precision};

/// An age.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Age {
    /// How many.
    pub value: u32,
    /// Of what.
    pub unit: AgeUnit,
    /// Whether the birth date is too coarse to be sure: one less is possible.
    pub approximate: bool,
}

/// The unit of an age.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgeUnit {
    /// Under one month.
    Days,
    /// Under three years.
    Months,
    /// From three years on.
    Years,
}

const DAY: i64 = 86_400_000;

pub(super) fn age(born: Moment, on: Timestamp) -> Option<Age> {
    let today = on.0.div_euclid(DAY);
    let (year, month, day) = hygie_base::calendar::civil(today);
    let birth_year = i64::from(born.year());
    let of = |value: i64, unit, approximate| {
        Some(Age { value: u32::try_from(value).ok()?, unit, approximate })
    };
    let Some(birth_month) = born.month().map(i64::from) else {
        return of(year - birth_year, AgeUnit::Years, true);
    };
    let birth_day = i64::from(born.day().unwrap_or(1));
    let passed = i64::from(day < birth_day);
    let months = (year - birth_year) * 12 + month - birth_month - passed;
    let approximate = born.precision() < Precision::Day;
    let sure = !approximate || month != birth_month;
    match months {
        ..0 => None,
        0 if !approximate => of(
            today - hygie_base::calendar::days(birth_year, birth_month, birth_day),
            AgeUnit::Days,
            false,
        ),
        0..36 => of(months, AgeUnit::Months, approximate),
        _ => of(months / 12, AgeUnit::Years, !sure),
    }
}
