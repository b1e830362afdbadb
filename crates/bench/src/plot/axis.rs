//! A logarithmic axis.

/// From one power of ten to another.
pub(super) struct Axis {
    pub(super) from: i32,
    pub(super) to: i32,
    /// Where the lower end is drawn.
    pub(super) begin: f64,
    /// How far from there the upper end is.
    pub(super) length: f64,
}

impl Axis {
    /// Where a value is drawn.
    pub(super) fn at(&self, value: f64) -> f64 {
        let part = (value.log10() - f64::from(self.from)) / f64::from(self.to - self.from);
        self.begin + part * self.length
    }

    /// Values that get a line: powers of ten, which are said, and between them
    /// their multiples.
    pub(super) fn lines(&self) -> Vec<(f64, bool)> {
        let mut lines = Vec::new();
        for power in self.from..self.to {
            for times in 1..10 {
                lines.push((f64::from(times) * 10_f64.powi(power), times == 1));
            }
        }
        lines.push((10_f64.powi(self.to), true));
        // What is said is drawn over what is not.
        lines.sort_by_key(|(_, strong)| *strong);
        lines
    }
}

/// The powers of ten around these values, at least one apart; `None` without
/// any that is above zero.
#[expect(clippy::cast_possible_truncation, reason = "exponents of ten are small")]
pub(super) fn decades(values: impl Iterator<Item = f64>) -> Option<(i32, i32)> {
    let logs: Vec<f64> = values.filter(|value| *value > 0.0).map(f64::log10).collect();
    let low = logs.iter().copied().reduce(f64::min)?.floor() as i32;
    let high = logs.iter().copied().reduce(f64::max)?.ceil() as i32;
    Some((low, high.max(low + 1)))
}

/// A power of ten as people write it: thousands apart, no digits for nothing.
pub(super) fn grouped(value: f64) -> String {
    if value < 1.0 {
        return format!("{value:.6}").trim_end_matches('0').to_owned();
    }
    let digits = format!("{value:.0}");
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::{Axis, decades, grouped};

    #[test]
    fn powers_of_ten_are_said_as_people_write_them() {
        let check = |value, expect| assert_eq!(grouped(value), expect);
        check(0.01, "0.01");
        check(0.1, "0.1");
        check(1.0, "1");
        check(100.0, "100");
        check(1000.0, "1,000");
        check(1_000_000.0, "1,000,000");
    }

    #[test]
    fn an_axis_goes_around_its_values() {
        assert_eq!(decades([0.3, 4.0].into_iter()), Some((-1, 1)));
        assert_eq!(decades([1000.0, 100_000.0].into_iter()), Some((3, 5)));
        assert_eq!(decades([10.0].into_iter()), Some((1, 2)));
        assert_eq!(decades([0.0].into_iter()), None);
        let axis = Axis { from: 0, to: 2, begin: 100.0, length: -50.0 };
        assert!((axis.at(10.0) - 75.0).abs() < 1e-9);
        assert_eq!(axis.lines().iter().filter(|(_, strong)| *strong).count(), 3);
    }
}
