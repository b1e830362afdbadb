//! Series of values as pictures: geometry only, in the units of an SVG view
//! box. Templates draw it with presentation attributes; the values stand beside
//! it as text.

use crate::Page;

/// What is drawn.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Samples {
    /// Moment in milliseconds, value, whether it is out of range; oldest first.
    pub(crate) points: Vec<(i64, f64, bool)>,
    /// Second values of a pair, such as diastolic pressures.
    pub(crate) second: Vec<(i64, f64, bool)>,
    /// Lowest value within the reference range.
    pub(crate) low: Option<f64>,
    /// Highest value within it.
    pub(crate) high: Option<f64>,
}

/// A picture, its coordinates ready to be written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Plot {
    /// Width of the view box.
    pub(crate) width: u32,
    /// Height of the view box.
    pub(crate) height: u32,
    /// Left edge of the plotting area.
    pub(crate) left: u32,
    /// Right edge of the plotting area.
    pub(crate) right: u32,
    /// Lower edge of the plotting area.
    pub(crate) floor: u32,
    /// The reference range: top and height.
    pub(crate) band: Option<(String, String)>,
    /// `points` of each line.
    pub(crate) lines: Vec<String>,
    /// Every value.
    pub(crate) dots: Vec<Dot>,
    /// Marks of the value axis: height and words.
    pub(crate) ticks: Vec<(String, String)>,
}

/// A value in the picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Dot {
    /// From the left.
    pub(crate) x: String,
    /// From the top.
    pub(crate) y: String,
    /// Whether it is out of range.
    pub(crate) out: bool,
}

struct Area {
    left: f64,
    right: f64,
    top: f64,
    floor: f64,
    from: i64,
    until: i64,
    low: f64,
    high: f64,
}

impl Area {
    fn x(&self, at: i64) -> f64 {
        let (passed, whole) = ((at - self.from) as f64, (self.until - self.from) as f64);
        if whole > 0.0 { self.left + (self.right - self.left) * passed / whole } else { self.right }
    }

    fn y(&self, value: f64) -> f64 {
        // Halved first: the span of two huge values overflows.
        let part = (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0);
        let part = part.clamp(0.0, 1.0);
        self.floor - (self.floor - self.top) * part
    }

    fn dot(&self, (at, value, out): (i64, f64, bool)) -> Dot {
        Dot { x: tenth(self.x(at)), y: tenth(self.y(value)), out }
    }

    fn line(&self, points: &[(i64, f64, bool)]) -> String {
        let pair = |point: &(i64, f64, bool)| {
            format!("{},{}", tenth(self.x(point.0)), tenth(self.y(point.1)))
        };
        points.iter().map(pair).collect::<Vec<_>>().join(" ")
    }

    fn band(&self, samples: &Samples) -> Option<(String, String)> {
        if samples.low.is_none() && samples.high.is_none() {
            return None;
        }
        let top = samples.high.map_or(self.top, |high| self.y(high));
        let floor = samples.low.map_or(self.floor, |low| self.y(low));
        Some((tenth(top), tenth((floor - top).max(1.0))))
    }
}

/// A large plot with a value axis; `None` without values.
pub(crate) fn chart(page: &Page, samples: &Samples) -> Option<Plot> {
    let (width, height, left, right, floor) = (640, 220, 64, 628, 196);
    let area = area(
        samples,
        (f64::from(left) + 8.0, f64::from(right) - 8.0),
        (14.0, f64::from(floor)),
        0.08,
    )?;
    let all = samples.points.iter().chain(&samples.second);
    let ticks = ticks(area.low, area.high);
    Some(Plot {
        width,
        height,
        left,
        right,
        floor,
        band: area.band(samples),
        lines: lines(&area, samples),
        dots: all.map(|point| area.dot(*point)).collect(),
        ticks: ticks
            .into_iter()
            .map(|(value, text)| (tenth(area.y(value)), page.number(&text)))
            .collect(),
    })
}

fn lines(area: &Area, samples: &Samples) -> Vec<String> {
    let lines = [&samples.points, &samples.second];
    lines.into_iter().filter(|points| points.len() > 1).map(|points| area.line(points)).collect()
}

/// The area that holds every value and the reference range, widened by a part
/// of itself.
fn area(
    samples: &Samples,
    (left, right): (f64, f64),
    (top, floor): (f64, f64),
    widened: f64,
) -> Option<Area> {
    let values = samples.points.iter().chain(&samples.second);
    let bounds = samples.low.into_iter().chain(samples.high);
    let all = values.clone().map(|point| point.1).chain(bounds).filter(|value| value.is_finite());
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let (from, until) = values
        .fold((i64::MAX, i64::MIN), |(from, until), point| (from.min(point.0), until.max(point.0)));
    if !low.is_finite() || from > until {
        return None;
    }
    // One value alone, or the same again and again, stands in the middle.
    let wide = if high > low { (high - low) * widened } else { low.abs().max(1.0) * 0.1 };
    let fits = (low - wide).is_finite() && (high + wide).is_finite();
    let wide = if fits { wide } else { 0.0 };
    Some(Area { left, right, top, floor, from, until, low: low - wide, high: high + wide })
}

/// Characters of a mark beside the axis; longer numbers are written as powers.
const TICK_DIGITS: usize = 6;

/// Three to seven round values within a range, and their digits.
fn ticks(low: f64, high: f64) -> Vec<(f64, String)> {
    let rough = high / 5.0 - low / 5.0;
    let power = rough.log10().floor();
    let unit = 10_f64.powf(power);
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|part| part * unit).find(|step| *step >= rough);
    let Some(step) = step.filter(|step| step.is_finite() && *step > 0.0) else {
        return Vec::new();
    };
    // Digits after the point that the step needs, at most nine.
    let decimals = (0..=9_usize).find(|digits| {
        let shifted = step * 10_f64.powf(*digits as f64);
        (shifted - shifted.round()).abs() < 1e-6
    });
    let first = (low / step).ceil();
    (0..12_u32)
        .map(|at| (first + f64::from(at)) * step)
        .take_while(|value| *value <= high)
        .map(|value| {
            let text = format!("{value:.*}", decimals.unwrap_or(9));
            (value, if text.len() > TICK_DIGITS { format!("{value:e}") } else { text })
        })
        .collect()
}

/// A coordinate with one decimal.
fn tenth(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Samples, chart, ticks};
    use crate::Lang;
    use crate::page::promises::sample;

    fn of(values: &[f64]) -> Samples {
        let points = values.iter().zip(0..).map(|(value, at)| (at, *value, false)).collect();
        Samples { points, ..Samples::default() }
    }

    #[test]
    fn the_band_lies_where_the_range_is() {
        let page = sample(Lang::Fr);
        let band =
            |low, high| chart(&page, &Samples { low, high, ..of(&[1.0, 3.0]) }).unwrap().band;
        assert_eq!(band(None, None), None);
        let both = band(Some(1.0), Some(3.0)).unwrap();
        let (top, height): (f64, f64) = (both.0.parse().unwrap(), both.1.parse().unwrap());
        assert!(top > 14.0 && top + height < 196.0, "{both:?}");
        assert_eq!(band(None, Some(3.0)).unwrap().0, both.0);
    }

    #[test]
    fn odd_series_are_drawn_or_left_out() {
        let page = sample(Lang::Fr);
        assert_eq!(chart(&page, &of(&[])), None);
        assert_eq!(chart(&page, &of(&[7.0])).unwrap().dots.len(), 1);
        for extreme in [&[f64::MAX, f64::MIN][..], &[1e-300, 2e-300], &[0.0, 0.0]] {
            let plot = chart(&page, &of(extreme)).unwrap();
            let text = format!("{plot:?}");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }

    #[test]
    fn ticks_are_round() {
        let check = |low, high, expect: &[&str]| {
            let texts: Vec<String> = ticks(low, high).into_iter().map(|(_, text)| text).collect();
            assert_eq!(texts, expect);
        };
        check(0.0, 10.0, &["0", "2", "4", "6", "8", "10"]);
        check(98.0, 131.0, &["100", "110", "120", "130"]);
        check(0.61, 0.93, &["0.7", "0.8", "0.9"]);
        check(0.0, 3e18, &["0", "1e18", "2e18", "3e18"]);
        check(1.0, 1.0, &[]);
    }
}
