//! Key results: one series an analyte and unit, the latest value first to see.

mod gather;

use hygie_base::Timestamp;

use super::analytes::{self, Analyte};
use super::lists::Buckets;
use crate::block::Block;
use crate::code::System;
use crate::fact::result::{Bounds, Flag, Value};
use crate::kind::Kind;
use crate::limits::{POINTS, POINTS_AT_LEAST, RESULTS};
use crate::moment::Moment;
use crate::order;
use crate::seen::Seen;

/// Values of one analyte in one unit.
pub struct Series<'a> {
    /// The analyte, when it is one of those that matter most.
    pub analyte: Option<&'static Analyte>,
    /// What its latest source calls it.
    pub title: &'a str,
    /// The unit for people, as its latest source writes it; empty when there is none.
    pub unit: &'a str,
    /// The latest value.
    pub last: Point<'a>,
    /// The one before.
    pub previous: Option<Point<'a>>,
    /// Points for a plot, oldest first: of the last two years, or the last twelve.
    pub points: Vec<Point<'a>>,
    /// The reference range of the latest value, as its source gives it.
    pub bounds: Option<&'a Bounds>,
    /// From the value before to the latest.
    pub direction: Direction,
    /// How many values there are in all.
    pub total: usize,
}

/// One value.
#[derive(Clone, Copy)]
pub struct Point<'a> {
    /// When.
    pub at: Moment,
    /// The value; of a blood pressure the systolic.
    pub value: &'a Value,
    /// The diastolic of a blood pressure.
    pub second: Option<&'a Value>,
    /// In or out of range, by the source's flag or the source's range; of two
    /// values the graver.
    pub flag: Flag,
    /// Whether it is preliminary.
    pub preliminary: bool,
    /// Its source.
    pub source: Seen<'a>,
    bounds: Option<&'a Bounds>,
    title: &'a str,
}

impl Point<'_> {
    /// The value as a number, when it is one and not only a bound.
    pub fn number(&self) -> Option<f64> {
        self.value.quantity()?.number()
    }

    /// The second value as a number.
    pub fn second_number(&self) -> Option<f64> {
        self.second?.quantity()?.number()
    }
}

/// Where a series goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum Direction {
    /// There is nothing to compare with.
    #[default]
    Unknown,
    /// Up.
    Rising,
    /// Down.
    Falling,
    /// The same value again.
    Steady,
}

impl Direction {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::Steady => "steady",
        }
    }
}

const DAY: i64 = 86_400_000;
/// How far back a plot goes.
const PLOTTED: i64 = 731 * DAY;
/// How long an abnormal result of no key analyte is news.
const RECENT: i64 = 366 * DAY;

const KINDS: [Kind; 3] = [Kind::Result, Kind::Vital, Kind::Finding];

pub(super) fn results<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Series<'a>> {
    let mut block = match Block::open(&KINDS, buckets.closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let gathered = gather::gather(buckets);
    block.unclear = gathered.unclear;
    let recorded = gathered.recorded;
    let mut ranked: Vec<(bool, usize, Series<'a>)> = Vec::new();
    for (key, points) in gathered.groups {
        let known = if *key.system == System::Loinc { analytes::of(key.code) } else { None };
        let (rank, analyte) = known.map_or((usize::MAX, None), |(rank, one)| (rank, Some(one)));
        let Some(series) = series(points, analyte) else {
            continue;
        };
        let age = now.0.saturating_sub(series.last.at.start().0);
        let alarming = series.last.flag.is_abnormal() && age <= RECENT;
        if analyte.is_some() || alarming {
            ranked.push((age > PLOTTED, rank, series));
        }
    }
    ranked.sort_by(|one, other| {
        (one.0, one.1)
            .cmp(&(other.0, other.1))
            .then_with(|| order::latest(Some(one.2.last.at), Some(other.2.last.at)))
            .then_with(|| one.2.unit.cmp(other.2.unit))
            .then_with(|| one.2.title.cmp(other.2.title))
            .then_with(|| order::name(&one.2.last.source, &other.2.last.source))
    });
    block.lines = ranked.into_iter().map(|(_, _, series)| series).collect();
    // Results that are none of the key ones are results all the same.
    block.past_total = recorded;
    let mut block = block.settle(RESULTS, 0);
    if recorded > 0 && block.total == 0 && block.unclear == 0 {
        block.state = crate::block::State::Known;
    }
    block
}

/// A series of points that come in any order; the same value said twice for the
/// same moment is one point.
fn series<'a>(mut points: Vec<Point<'a>>, analyte: Option<&'static Analyte>) -> Option<Series<'a>> {
    points.sort_by(|one, other| {
        one.at
            .cmp(&other.at)
            .then_with(|| shown(one).cmp(&shown(other)))
            .then_with(|| order::name(&one.source, &other.source))
    });
    points.dedup_by(|one, other| one.at == other.at && shown(one) == shown(other));
    let total = points.len();
    let last = *points.last()?;
    let previous = total.checked_sub(2).and_then(|at| points.get(at)).copied();
    let from = last.at.start().0.saturating_sub(PLOTTED);
    let recent = points.iter().filter(|point| point.at.start().0 >= from).count();
    let plotted = recent.clamp(POINTS_AT_LEAST, POINTS);
    points.drain(..total.saturating_sub(plotted));
    let direction = previous.map_or(Direction::Unknown, |before| direction(&before, &last));
    Some(Series {
        analyte,
        title: last.title,
        unit: last.value.quantity().map_or("", |quantity| &quantity.unit),
        last,
        previous,
        points,
        bounds: last.bounds,
        direction,
        total,
    })
}

fn direction(before: &Point<'_>, last: &Point<'_>) -> Direction {
    match (before.number(), last.number()) {
        (Some(before), Some(last)) if last > before => Direction::Rising,
        (Some(before), Some(last)) if last < before => Direction::Falling,
        (Some(_), Some(_)) => Direction::Steady,
        _ => Direction::Unknown,
    }
}

/// The digits or words of a point, to tell points of one moment apart.
fn shown<'a>(point: &Point<'a>) -> (&'a str, &'a str, &'a str) {
    let text = |value: &'a Value| match value {
        Value::Quantity(quantity) => (&*quantity.value, &*quantity.comparator),
        Value::Text(text) => (&**text, ""),
        Value::Bool(true) => ("true", ""),
        Value::Bool(false) => ("false", ""),
        _ => ("", ""),
    };
    let (value, comparator) = text(point.value);
    (value, comparator, point.second.map_or("", |second| text(second).0))
}
