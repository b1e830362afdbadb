//! Decimals compared exactly, whatever their scale, as their text says them.

use std::cmp::Ordering;
use std::fmt;

use crate::limits::DECIMAL_DIGITS;

/// `mantissa × 10^exponent`. Zero has exponent 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    /// At most two digits more than [`DECIMAL_DIGITS`].
    mantissa: i128,
    exponent: i64,
}

/// A decimal as a search value says it: with the width of its last digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Rounded {
    pub(super) exact: Decimal,
    /// Half a unit of the last digit below, included.
    pub(super) low: Decimal,
    /// Half a unit of the last digit above, not included.
    pub(super) high: Decimal,
}

impl Decimal {
    /// Reads JSON's number syntax, leading zeros and `+` allowed. Digits past
    /// the limit are cut off.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (digits, exponent) = scan(text)?;
        Some(Self { mantissa: digits, exponent }.reduced())
    }

    fn new(mantissa: i128, exponent: i64) -> Self {
        Self { mantissa, exponent }.reduced()
    }

    fn reduced(mut self) -> Self {
        while self.mantissa != 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.exponent += 1;
        }
        if self.mantissa == 0 {
            self.exponent = 0;
        }
        self
    }

    /// A tenth of it added to it and taken from it, the smaller first.
    pub(super) fn within_a_tenth(self) -> (Self, Self) {
        let less = Self::new(self.mantissa * 9, self.exponent - 1);
        let more = Self::new(self.mantissa * 11, self.exponent - 1);
        if self.mantissa < 0 { (more, less) } else { (less, more) }
    }

    /// `self + step × factor`; `None` when it takes more digits than are kept.
    pub(super) fn plus(self, step: Self, factor: Self) -> Option<Self> {
        let product = Self::new(
            step.mantissa.checked_mul(factor.mantissa)?,
            step.exponent.checked_add(factor.exponent)?,
        );
        let exponent = self.exponent.min(product.exponent);
        let sum = self.scaled_to(exponent)?.checked_add(product.scaled_to(exponent)?)?;
        Some(Self::new(sum, exponent))
    }

    fn scaled_to(self, exponent: i64) -> Option<i128> {
        let shift = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        self.mantissa.checked_mul(10_i128.checked_pow(shift)?)
    }

    /// Power of ten above the first digit.
    fn magnitude(self) -> i64 {
        i64::from(self.mantissa.unsigned_abs().checked_ilog10().unwrap_or(0)) + self.exponent
    }
}

impl Rounded {
    /// Reads a search value: `100` is 99.5 to 100.5, `5.40` is 5.395 to 5.405,
    /// `1e2` is 50 to 150. More digits than the limit are refused.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.split(['e', 'E']).next()?.bytes().filter(u8::is_ascii_digit).count();
        if digits > DECIMAL_DIGITS {
            return None;
        }
        let (mantissa, exponent) = scan(text)?;
        let tenth = exponent - 1;
        Some(Self {
            exact: Decimal::new(mantissa, exponent),
            low: Decimal::new(mantissa * 10 - 5, tenth),
            high: Decimal::new(mantissa * 10 + 5, tenth),
        })
    }
}

/// Mantissa and exponent as written.
fn scan(text: &str) -> Option<(i128, i64)> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, small(exponent)?),
        None => (text, 0),
    };
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    if whole.is_empty() || part.is_empty() {
        return None;
    }
    let part = if digits.contains('.') { part } else { "" };
    let (mut mantissa, mut kept, mut shift) = (0_i128, 0_usize, 0_i64);
    for (at, byte) in whole.bytes().chain(part.bytes()).enumerate() {
        if !byte.is_ascii_digit() {
            return None;
        }
        let after_point = at >= whole.len();
        if kept < DECIMAL_DIGITS {
            mantissa = mantissa * 10 + i128::from(byte - b'0');
            kept += usize::from(mantissa != 0);
            shift -= i64::from(after_point);
        } else {
            shift += i64::from(!after_point);
        }
    }
    Some((if negative { -mantissa } else { mantissa }, exponent + shift))
}

/// An exponent of at most nine digits: the comparison never overflows.
fn small(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.strip_prefix('+').unwrap_or(text).parse().ok() } else { None }
}

/// In a form that [`Decimal::parse`] reads back.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}e{}", self.mantissa, self.exponent)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let signs = self.mantissa.signum().cmp(&other.mantissa.signum());
        if signs != Ordering::Equal || self.mantissa == 0 {
            return signs;
        }
        let sizes = self.magnitude().cmp(&other.magnitude()).then_with(|| {
            let exponent = self.exponent.min(other.exponent);
            // Equal magnitudes: scaled to one exponent, both have as many
            // digits as the longer of the two, which fits.
            let this = self.scaled_to(exponent).unwrap_or(i128::MAX).unsigned_abs();
            let that = other.scaled_to(exponent).unwrap_or(i128::MAX).unsigned_abs();
            this.cmp(&that)
        });
        if self.mantissa < 0 { sizes.reverse() } else { sizes }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::{Decimal, Rounded};

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn decimals_compare_exactly() {
        let check = |one, other, expect: Ordering| {
            assert_eq!(decimal(one).cmp(&decimal(other)), expect, "{one} {other}");
            assert_eq!(decimal(other).cmp(&decimal(one)), expect.reverse(), "{other} {one}");
        };
        check("1.50", "1.5", Ordering::Equal);
        check("1e2", "100", Ordering::Equal);
        check("0.0", "-0", Ordering::Equal);
        check("0.1", "0.10000000000000000000000001", Ordering::Less);
        check("-2", "-1", Ordering::Less);
        check("-1", "1", Ordering::Less);
        check("0", "0.000001", Ordering::Less);
        check("-0.001", "0", Ordering::Less);
        check("9", "10", Ordering::Less);
        check("1e999999999", "1e-999999999", Ordering::Greater);
        check("999999999999999999999999999999999999", "1e36", Ordering::Less);
    }

    #[test]
    fn digits_past_the_limit_are_cut_from_values_and_refused_in_searches() {
        let fits = "1".repeat(36);
        let long = "1".repeat(37);
        assert_eq!(decimal(&long), decimal(&format!("{fits}e1")));
        assert_eq!(decimal(&format!("0.{fits}9")), decimal(&format!("0.{fits}")));
        assert!(Rounded::parse(&fits).is_some() && Rounded::parse(&long).is_none());
    }

    #[test]
    fn search_values_have_the_width_of_their_last_digit() {
        let check = |text, low, high| {
            let found = Rounded::parse(text).unwrap();
            assert_eq!((found.low, found.high), (decimal(low), decimal(high)), "{text}");
        };
        check("100", "99.5", "100.5");
        check("100.00", "99.995", "100.005");
        check("1e2", "50", "150");
        check("5.40e-3", "0.005395", "0.005405");
        check("-5", "-5.5", "-4.5");
        check("0", "-0.5", "0.5");
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1e",
            "1e+",
            "e1",
            "1e1.5",
            "1e1234567890",
            "--1",
            "1 ",
            "٣",
            "NaN",
        ] {
            assert!(Decimal::parse(text).is_none() && Rounded::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_tenth_either_way() {
        assert_eq!(decimal("100").within_a_tenth(), (decimal("90"), decimal("110")));
        assert_eq!(decimal("-1.5").within_a_tenth(), (decimal("-1.65"), decimal("-1.35")));
    }

    #[test]
    fn sums_of_products() {
        assert_eq!(decimal("2048").plus(decimal("-14"), decimal("1.5")), Some(decimal("2027")));
        assert_eq!(decimal("1e40").plus(decimal("1"), decimal("1")), None);
    }

    proptest! {
        #[test]
        fn order_is_that_of_scaled_integers(
            one in -10_000_000_i64..10_000_000,
            other in -10_000_000_i64..10_000_000,
            scale in 0_usize..9,
        ) {
            let text = |number: i64| {
                let sign = if number < 0 { "-" } else { "" };
                let digits = format!("{:0width$}", number.abs(), width = scale + 1);
                let (whole, part) = digits.split_at(digits.len() - scale);
                if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
            };
            prop_assert_eq!(decimal(&text(one)).cmp(&decimal(&text(other))), one.cmp(&other));
        }

        #[test]
        fn no_text_breaks_the_parser(text in "[-+]?[0-9]{0,60}[.]?[0-9]{0,60}([eE][-+]?[0-9]{0,12})?") {
            if let Some(found) = Rounded::parse(&text) {
                prop_assert!(found.low < found.exact && found.exact < found.high);
            }
            let _ = Decimal::parse(&text);
        }
    }
}
