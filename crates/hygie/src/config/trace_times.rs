//! The lines `access_trace_years` and `technical_trace_months`: for how long traces are kept.

use std::ops::RangeInclusive;
use std::path::Path;

use anyhow::Context as _;
use hygie_record::TraceTimes;
use hygie_record::limits::{ACCESS_YEARS, TECHNICAL_MONTHS};

use super::{Chosen, Source};

/// Years and months, each with where it comes from.
#[derive(Clone, Debug)]
pub struct Times {
    pub access_years: Chosen<i64>,
    pub technical_months: Chosen<i64>,
}

impl Times {
    /// Both.
    ///
    /// # Errors
    /// Never for what [`read`] gave.
    pub fn value(&self) -> anyhow::Result<TraceTimes> {
        let times = TraceTimes::new(self.access_years.value, self.technical_months.value);
        times.context("the times of traces are out of their limits")
    }
}

/// # Errors
/// For what is no number, or one out of its limits.
pub fn read(
    file: &Path,
    years: Option<&toml::Value>,
    months: Option<&toml::Value>,
) -> anyhow::Result<Times> {
    let default = TraceTimes::default();
    let line = |key: &str, written: Option<&toml::Value>, within: RangeInclusive<i64>, default| {
        let Some(written) = written else {
            return Ok(Chosen { value: default, source: Source::Default });
        };
        let value = written.as_integer().filter(|value| within.contains(value));
        let value = value.with_context(|| {
            format!(
                "the line `{key}` in {} is no number from {} to {}",
                file.display(),
                within.start(),
                within.end()
            )
        })?;
        anyhow::Ok(Chosen { value, source: Source::File(file.to_owned()) })
    };
    Ok(Times {
        access_years: line("access_trace_years", years, ACCESS_YEARS, default.access_years())?,
        technical_months: line(
            "technical_trace_months",
            months,
            TECHNICAL_MONTHS,
            default.technical_months(),
        )?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_within_their_limits() {
        let file = Path::new("hygie.toml");
        let read =
            |years: i64, months: i64| super::read(file, Some(&years.into()), Some(&months.into()));
        for (years, months) in [(3, 6), (100, 12)] {
            let times = read(years, months).expect("within").value().expect("times");
            assert_eq!((times.access_years(), times.technical_months()), (years, months));
        }
        for (years, months, says) in [
            (2, 6, "`access_trace_years` in hygie.toml is no number from 3 to 100"),
            (101, 6, "from 3 to 100"),
            (3, 5, "`technical_trace_months` in hygie.toml is no number from 6 to 12"),
            (3, 13, "from 6 to 12"),
        ] {
            let said = read(years, months).expect_err("outside").to_string();
            assert!(said.contains(says), "{said}");
        }
        let none = super::read(file, None, None).expect("defaults");
        assert_eq!(none.value().expect("times"), TraceTimes::default());
    }
}
