//! Points from observations and their components, by code and unit.

use std::collections::HashMap;

use super::super::analytes::{DIASTOLIC, PRESSURE_PANELS, SYSTOLIC};
use super::super::lists::Buckets;
use super::{KINDS, Point};
use crate::code::{Code, System};
use crate::fact::result::{Bounds, Component, Flag, Measure, Value};
use crate::moment::Moment;
use crate::seen::Seen;
use crate::standing::{Certainty, Standing};

/// What tells series apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key<'a> {
    pub(super) system: &'a System,
    pub(super) code: &'a str,
    pub(super) unit: &'a str,
}

#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub(super) groups: HashMap<Key<'a>, Vec<Point<'a>>>,
    /// How many observations there are.
    pub(super) recorded: usize,
    /// How many of them cannot be interpreted.
    pub(super) unclear: usize,
}

/// One value in its observation.
#[derive(Clone, Copy)]
struct Part<'a> {
    codes: &'a [Code],
    value: &'a Value,
    flag: Flag,
    bounds: Option<&'a Bounds>,
    title: &'a str,
}

/// Blood pressures told apart as two observations, until they are matched.
type Loose<'a> = HashMap<(Moment, &'a str), [Option<Point<'a>>; 2]>;

/// The code that blood pressures are kept under.
static PRESSURE: System = System::Loinc;

pub(super) fn gather<'a>(buckets: &Buckets<'a>) -> Gathered<'a> {
    let mut all = Gathered::default();
    let mut loose: Loose<'a> = HashMap::new();
    for seen in KINDS.iter().flat_map(|kind| buckets.of_kind(*kind)) {
        if seen.fact.standing == Standing::Uninterpretable {
            all.unclear += 1;
        }
        let (true, Some(measure)) = (seen.fact.standing.is_measured(), seen.fact.measure()) else {
            continue;
        };
        all.recorded += 1;
        if let Some(at) = seen.fact.dated().moment() {
            observation(seen, measure, at, &mut all, &mut loose);
        }
    }
    settle(loose, &mut all);
    all
}

fn observation<'a>(
    seen: Seen<'a>,
    measure: &'a Measure,
    at: Moment,
    all: &mut Gathered<'a>,
    loose: &mut Loose<'a>,
) {
    let fact = seen.fact;
    let part = Part {
        codes: &fact.codes,
        value: &measure.value,
        flag: measure.flag,
        bounds: measure.range.as_ref(),
        title: fact.name(),
    };
    add(seen, part, at, all, loose);
    let panel = fact.code_of(&System::Loinc).is_some_and(|code| PRESSURE_PANELS.contains(&code));
    let find = |code| {
        measure
            .components
            .iter()
            .find(|part| part.codes.iter().any(|one| one.is(&System::Loinc, code)))
    };
    let pair = if panel { find(SYSTOLIC).zip(find(DIASTOLIC)) } else { None };
    let pair = pair.and_then(|(high, low)| pressure(seen, high, low, at));
    if let Some((unit, point)) = pair {
        all.groups.entry(pressure_key(unit)).or_default().push(point);
    }
    for part in &measure.components {
        let paired =
            |code| pair.is_some() && part.codes.iter().any(|one| one.is(&System::Loinc, code));
        if !paired(SYSTOLIC) && !paired(DIASTOLIC) {
            let part = Part {
                codes: &part.codes,
                value: &part.value,
                flag: part.flag,
                bounds: part.range.as_ref(),
                title: &part.title,
            };
            add(seen, part, at, all, loose);
        }
    }
}

const fn pressure_key(unit: &str) -> Key<'_> {
    Key { system: &PRESSURE, code: "85354-9", unit }
}

/// Both pressures of a panel as one point, when both are amounts in one unit.
fn pressure<'a>(
    seen: Seen<'a>,
    high: &'a Component,
    low: &'a Component,
    at: Moment,
) -> Option<(&'a str, Point<'a>)> {
    let (systolic, diastolic) = (high.value.quantity()?, low.value.quantity()?);
    let unit = systolic.unit_key();
    let point = Point {
        second: Some(&low.value),
        flag: high.flag.max(low.flag),
        title: seen.fact.name(),
        ..point(seen, at, &high.value, high.flag, high.range.as_ref(), "")
    };
    (unit == diastolic.unit_key()).then_some((unit, point))
}

fn point<'a>(
    source: Seen<'a>,
    at: Moment,
    value: &'a Value,
    flag: Flag,
    bounds: Option<&'a Bounds>,
    title: &'a str,
) -> Point<'a> {
    let preliminary = source.fact.certainty == Certainty::Preliminary;
    Point { at, value, second: None, flag, preliminary, source, bounds, title }
}

fn add<'a>(
    seen: Seen<'a>,
    part: Part<'a>,
    at: Moment,
    all: &mut Gathered<'a>,
    loose: &mut Loose<'a>,
) {
    let Part { codes, value, flag, bounds, title } = part;
    let unit = match value {
        Value::Quantity(quantity) => quantity.unit_key(),
        Value::Text(_) | Value::Bool(_) => "",
        Value::None | Value::Range(_) | Value::Ratio(_) | Value::Sampled(_) => return,
    };
    // LOINC where there is one: it is what analytes are known by.
    let loinc = codes.iter().find(|code| code.system == System::Loinc);
    let Some(code) = loinc.or_else(|| codes.first()) else {
        return;
    };
    let point = point(seen, at, value, flag, bounds, title);
    let side = match &*code.code {
        SYSTOLIC if loinc.is_some() => 0,
        DIASTOLIC if loinc.is_some() => 1,
        _ => {
            let key = Key { system: &code.system, code: &code.code, unit };
            all.groups.entry(key).or_default().push(point);
            return;
        }
    };
    let pair = loose.entry((at, unit)).or_default();
    if let Some(place) = pair.get_mut(side) {
        // Two for one moment: the one whose name comes first, whatever the order.
        let first = |kept: &Point<'a>| crate::order::name(&kept.source, &point.source).is_le();
        if !place.as_ref().is_some_and(first) {
            *place = Some(point);
        }
    }
}

/// Two pressures of one moment are one point; a single one stays by itself
/// unless a panel says it too.
fn settle<'a>(loose: Loose<'a>, all: &mut Gathered<'a>) {
    for ((_, unit), pair) in loose {
        match pair {
            [Some(high), Some(low)] => {
                let point =
                    Point { second: Some(low.value), flag: high.flag.max(low.flag), ..high };
                all.groups.entry(pressure_key(unit)).or_default().push(point);
            }
            [Some(one), None] => alone(one, SYSTOLIC, unit, all),
            [None, Some(one)] => alone(one, DIASTOLIC, unit, all),
            [None, None] => {}
        }
    }
}

fn alone<'a>(point: Point<'a>, code: &'static str, unit: &'a str, all: &mut Gathered<'a>) {
    let key = Key { system: &PRESSURE, code, unit };
    all.groups.entry(key).or_default().push(point);
}
