//! Date parameters (<https://hl7.org/fhir/R4/search.html#date>).

use hygie_base::Timestamp;

use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::prefix::Prefix;
use super::shape::Shape;
use super::split::unescape;
use super::values::{Builder, Value};
use crate::date::{Form, Range, parse};
use crate::json::Json;

/// Adds the range of a date, a period, or the outer limits of a timing.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    let range = match node.shape {
        Shape::Period => period(node.json),
        Shape::Timing => timing(node.json),
        _ => date(node.json),
    };
    if let Some(range) = range {
        builder.push(Value::Date(range));
    }
}

fn date(json: &Json) -> Option<Range> {
    parse(json.as_str()?, Form::DateTime)
}

/// A missing end is open; a period with neither is no period.
fn period(json: &Json) -> Option<Range> {
    let start = json.get("start").map(date);
    let end = json.get("end").map(date);
    if start.is_none() && end.is_none() {
        return None;
    }
    // An end that is there must be readable.
    let start = start.map_or(Some(i64::MIN), |range| range.map(|range| range.start))?;
    let end = end.map_or(Some(i64::MAX), |range| range.map(|range| range.end))?;
    (start < end).then_some(Range { start, end })
}

fn timing(json: &Json) -> Option<Range> {
    let events = json.get("event").and_then(Json::as_array).unwrap_or_default();
    let bounds = json.get("repeat").and_then(|repeat| repeat.get("boundsPeriod"));
    let all = events.iter().filter_map(date).chain(bounds.and_then(period));
    all.reduce(|one, other| Range {
        start: one.start.min(other.start),
        end: one.end.max(other.end),
    })
}

/// What a date is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Criterion {
    prefix: Prefix,
    range: Range,
}

impl Criterion {
    /// `ap` allows a tenth of the time between the date and `now`.
    pub(super) fn parse(text: &str, now: Timestamp) -> Result<Self, Fault> {
        let text = unescape(text)?;
        let (prefix, date) = Prefix::take(&text);
        let range = parse(date, Form::Search).ok_or(invalid("this is no date or time of FHIR"))?;
        let range = if prefix == Prefix::About { about(range, now) } else { range };
        Ok(Self { prefix, range })
    }

    /// What has any time in common with this one.
    pub(super) fn overlapping(text: &str) -> Result<Self, Fault> {
        let range = parse(text, Form::Search).ok_or(invalid("this is no date or time of FHIR"))?;
        Ok(Self { prefix: Prefix::About, range })
    }

    pub(super) const fn matches(&self, value: &Value) -> bool {
        let Value::Date(found) = value else { return false };
        compare(self.prefix, self.range, *found)
    }
}

fn about(range: Range, now: Timestamp) -> Range {
    let distance = if now.0 < range.start {
        range.start - now.0
    } else {
        now.0.saturating_sub(range.end).max(0)
    };
    Range { start: range.start - distance / 10, end: range.end + distance / 10 }
}

/// R4's table of prefixes, `asked` being the parameter's range.
const fn compare(prefix: Prefix, asked: Range, found: Range) -> bool {
    match prefix {
        Prefix::Equal => asked.contains(found),
        Prefix::NotEqual => !asked.contains(found),
        Prefix::Greater => found.end > asked.end,
        Prefix::Less => found.start < asked.start,
        Prefix::GreaterOrEqual => found.end > asked.end || asked.contains(found),
        Prefix::LessOrEqual => found.start < asked.start || asked.contains(found),
        Prefix::After => found.start >= asked.end,
        Prefix::Before => found.end <= asked.start,
        Prefix::About => asked.overlaps(found),
    }
}
