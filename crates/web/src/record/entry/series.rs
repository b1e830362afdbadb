//! Where the value of a measurement stood before: a plot and its table.

use hygie_synthesis::{Bounds, Code, Measure, Moment, Quantity, Seen, Value};

use crate::Page;
use crate::record::limits::SERIES_ROWS;
use crate::record::path::Path;
use crate::record::plot::{Plot, Samples, chart as plot};
use crate::record::timeline::items::measured;
use crate::record::unit::unit;
use crate::record::value::{flag, range};
use crate::record::words::{day, instant};

/// A series of one measurement.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Chart {
    /// The picture; `None` where the values are no numbers.
    pub(crate) plot: Option<Plot>,
    /// The picture in words.
    pub(crate) alt: String,
    /// Unit of the value axis.
    pub(crate) unit: String,
    /// First and last date.
    pub(crate) from: String,
    pub(crate) until: String,
    /// Names of the lines, where there are two.
    pub(crate) names: Vec<String>,
    /// Reference range in words; empty when the source gives none.
    pub(crate) range: String,
    /// Values, latest first.
    pub(crate) rows: Vec<Earlier>,
    /// How many values there are in all, in words.
    pub(crate) count: String,
}

/// One row of the table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Earlier {
    pub(crate) date: String,
    pub(crate) value: String,
    pub(crate) flag: String,
    pub(crate) href: String,
    pub(crate) here: bool,
}

/// The measurements that are the same as this one: same code, same unit.
/// `None` with fewer than two.
pub(crate) fn chart(
    page: &Page,
    path: &Path,
    here: &Seen<'_>,
    facts: &[Seen<'_>],
) -> Option<Chart> {
    let measure = here.fact.measure()?;
    let code = here.fact.codes.first()?;
    let unit_key = main(measure).map(Quantity::unit_key).unwrap_or_default();
    let mut kin: Vec<(Moment, &Seen<'_>, &Measure)> = facts
        .iter()
        .filter(|seen| seen.fact.standing.is_measured() && seen.fact.codes.first() == Some(code))
        .filter_map(|seen| Some((seen.fact.dated().moment()?, seen, seen.fact.measure()?)))
        .filter(|(_, _, one)| main(one).map(Quantity::unit_key).unwrap_or_default() == unit_key)
        .collect();
    kin.sort_by(|one, other| (one.0, one.1.id).cmp(&(other.0, other.1.id)));
    if kin.len() < 2 {
        return None;
    }
    let total = kin.len();
    let shown = kin.split_off(total.saturating_sub(SERIES_ROWS));
    let samples = samples(&shown, measure);
    let (first, last) = (shown.first()?, shown.last()?);
    Some(Chart {
        plot: if samples.points.len() > 1 { plot(page, &samples) } else { None },
        alt: page.t3(
            "spark-alt",
            ("count", shown.len().to_string()),
            ("from", day(page, first.0)),
            ("until", day(page, last.0)),
        ),
        unit: main(measure).map(|quantity| unit(page.lang, &quantity.unit)).unwrap_or_default(),
        from: day(page, first.0),
        until: day(page, last.0),
        names: names(page, measure),
        range: measure.range.as_ref().map(|bounds| range(page, bounds)).unwrap_or_default(),
        count: page.t2("series-count", "shown", shown.len(), "total", total),
        rows: shown
            .iter()
            .rev()
            .map(|(at, seen, one)| row(page, path, here, *at, seen, one))
            .collect(),
    })
}

fn row(
    page: &Page,
    path: &Path,
    here: &Seen<'_>,
    at: Moment,
    seen: &Seen<'_>,
    measure: &Measure,
) -> Earlier {
    Earlier {
        date: instant(page, at),
        value: measured(page, measure),
        flag: flag(page, measure.flag),
        href: path.entry(seen.resource_type, seen.id),
        here: seen == here,
    }
}

/// The amount that is drawn: the value, or the first part of a panel.
fn main(measure: &Measure) -> Option<&Quantity> {
    measure.value.quantity().or_else(|| measure.components.first()?.value.quantity())
}

/// The second part of a panel of two, in the same unit.
fn second(measure: &Measure) -> Option<&Quantity> {
    if measure.value.is_some() {
        return None;
    }
    let unit = main(measure)?.unit_key();
    measure.components.get(1)?.value.quantity().filter(|quantity| quantity.unit_key() == unit)
}

fn names(page: &Page, measure: &Measure) -> Vec<String> {
    if second(measure).is_none() {
        return Vec::new();
    }
    let name = |part: &hygie_synthesis::Component| {
        let ours =
            part.codes.iter().find_map(|code: &Code| super::super::terms::named(page.lang, code));
        ours.unwrap_or(&part.title).to_owned()
    };
    measure.components.iter().take(2).map(name).collect()
}

fn samples(shown: &[(Moment, &Seen<'_>, &Measure)], here: &Measure) -> Samples {
    let points = |of: fn(&Measure) -> Option<&Quantity>| {
        let point = |(at, _, measure): &(Moment, &Seen<'_>, &Measure)| {
            Some((at.start().0, of(measure)?.number()?, measure.flag.is_abnormal()))
        };
        shown.iter().filter_map(point).collect()
    };
    let bounds = here.range.as_ref().filter(|_| matches!(here.value, Value::Quantity(_)));
    Samples {
        points: points(main),
        second: points(second),
        low: bounds.and_then(Bounds::low),
        high: bounds.and_then(Bounds::high),
    }
}
