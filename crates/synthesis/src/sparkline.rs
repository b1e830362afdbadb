//! A small plot as numbers for SVG: where the values went, over the range that
//! their source gives.

use crate::fact::result::Bounds;
use crate::synthesis::results::Series;

/// A plot in a box of `width` by `height`. Coordinates have one decimal.
#[derive(Clone, PartialEq, Debug)]
pub struct Sparkline {
    /// `x,y` pairs for a polyline, oldest first; empty with fewer than two points.
    pub line: String,
    /// Top and height of the reference range, when it has a part in the box.
    pub band: Option<(f64, f64)>,
    /// The latest point.
    pub last: (f64, f64),
}

/// Plots points of (milliseconds, value) in a box; `None` without a point or a
/// box. A range that is open at one end reaches to the edge.
pub fn sparkline(
    points: &[(i64, f64)],
    width: f64,
    height: f64,
    band: Option<(Option<f64>, Option<f64>)>,
) -> Option<Sparkline> {
    let usable = |size: f64| size.is_finite() && size > 0.0;
    let mut points: Vec<(i64, f64)> =
        points.iter().copied().filter(|(_, value)| value.is_finite()).collect();
    points.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let (first, last) = (*points.first()?, *points.last()?);
    if !usable(width) || !usable(height) {
        return None;
    }
    let band = band.filter(|(low, high)| match (low, high) {
        (Some(low), Some(high)) => low <= high,
        (low, high) => low.or(*high).is_some_and(f64::is_finite),
    });
    let limits = band.into_iter().flat_map(|(low, high)| [low, high]).flatten();
    let values = || points.iter().map(|(_, value)| *value);
    let (low, high) = values()
        .chain(limits.filter(|limit| limit.is_finite()))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    // Room for half a stroke and the last dot.
    let inset = (height / 8.0).min(width / 8.0);
    let scale = Scale { first: first.0, last: last.0, low, high, width, height, inset };
    let place = |(at, value): (i64, f64)| (scale.x(at), scale.y(value));
    let line = if points.len() < 2 {
        String::new()
    } else {
        let pairs = points.iter().map(|point| {
            let (x, y) = place(*point);
            format!("{x:.1},{y:.1}")
        });
        pairs.collect::<Vec<_>>().join(" ")
    };
    let band = band.map(|(low, high)| {
        let top = high.map_or(0.0, |high| scale.y(high));
        let bottom = low.map_or(height, |low| scale.y(low));
        (tenth(top), tenth((bottom - top).max(0.0)))
    });
    let (x, y) = place(last);
    Some(Sparkline { line, band, last: (tenth(x), tenth(y)) })
}

impl Series<'_> {
    /// Its plot, over the reference range of its latest value.
    pub fn sparkline(&self, width: f64, height: f64) -> Option<Sparkline> {
        let points: Vec<(i64, f64)> = self
            .points
            .iter()
            .filter_map(|point| Some((point.at.start().0, point.number()?)))
            .collect();
        let band = self.bounds.map(|bounds: &Bounds| (bounds.low(), bounds.high()));
        sparkline(&points, width, height, band)
    }
}

struct Scale {
    first: i64,
    last: i64,
    low: f64,
    high: f64,
    width: f64,
    height: f64,
    inset: f64,
}

impl Scale {
    fn x(&self, at: i64) -> f64 {
        let span = millis(self.last.saturating_sub(self.first));
        let room = self.width - 2.0 * self.inset;
        if span <= 0.0 {
            return self.width - self.inset;
        }
        self.inset + millis(at.saturating_sub(self.first)) / span * room
    }

    fn y(&self, value: f64) -> f64 {
        // Halved first: the span of two huge values may overflow.
        let span = self.high / 2.0 - self.low / 2.0;
        let room = self.height - 2.0 * self.inset;
        if span <= 0.0 {
            return self.height / 2.0;
        }
        self.inset + (self.high / 2.0 - value / 2.0) / span * room
    }
}

/// Milliseconds as a number of tenths of seconds: exact enough for a plot.
fn millis(span: i64) -> f64 {
    let tenths = span / 100;
    i32::try_from(tenths / 36_000).map_or(f64::from(i32::MAX), f64::from) * 36_000.0
        + i32::try_from(tenths % 36_000).map_or(0.0, f64::from)
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{Sparkline, sparkline};

    fn plot(points: &[(i64, f64)], band: Option<(Option<f64>, Option<f64>)>) -> Sparkline {
        sparkline(points, 80.0, 40.0, band).unwrap()
    }

    #[test]
    fn values_rise_to_the_top_and_time_runs_right() {
        let plot = plot(&[(0, 1.0), (1_000_000, 3.0), (500_000, 2.0)], None);
        assert_eq!(plot.line, "5.0,35.0 40.0,20.0 75.0,5.0");
        assert_eq!((plot.band, plot.last), (None, (75.0, 5.0)));
    }

    #[test]
    fn the_band_is_in_the_picture() {
        let both = plot(&[(0, 5.0), (1_000, 5.0)], Some((Some(1.0), Some(9.0))));
        assert_eq!(both.band, Some((5.0, 30.0)));
        let open = plot(&[(0, 5.0), (1_000, 1.0)], Some((None, Some(9.0))));
        assert_eq!(open.band, Some((5.0, 35.0)));
        assert_eq!(plot(&[(0, 5.0)], Some((None, None))).band, None);
        assert_eq!(plot(&[(0, 5.0)], Some((Some(9.0), Some(1.0)))).band, None);
    }

    #[test]
    fn odd_points_make_no_odd_plot() {
        let single = plot(&[(7, 2.0)], None);
        assert_eq!((single.line.as_str(), single.last), ("", (75.0, 20.0)));
        let extreme = plot(&[(i64::MIN, f64::MAX), (i64::MAX, f64::MIN), (0, f64::NAN)], None);
        assert!(!extreme.line.contains("NaN") && !extreme.line.contains("inf"), "{}", extreme.line);
        assert_eq!(sparkline(&[], 80.0, 40.0, None), None);
        assert_eq!(sparkline(&[(0, f64::NAN)], 80.0, 40.0, None), None);
        assert_eq!(sparkline(&[(0, 1.0)], 0.0, 40.0, None), None);
    }
}
