//! Quantity parameters (<https://hl7.org/fhir/R4/search.html#quantity>). Units
//! are compared as they stand; none is converted.

use super::decimal::Decimal;
use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::number::{self, point, range};
use super::shape::Shape;
use super::split::{pieces, unescape};
use super::values::{Bounds, Builder, Interval, Text, Value, Values};
use crate::json::Json;

/// The system of `Money.currency`.
const CURRENCIES: &str = "urn:iso:std:iso:4217";

/// Adds an amount with its unit.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    let json = node.json;
    let (amount, unit_of) = match node.shape {
        Shape::Money => {
            let amount = json.get("value").and_then(|value| point(value, builder));
            return add_money(amount, json.str("currency"), builder);
        }
        Shape::Range => (range(json, builder), json.get("low").or_else(|| json.get("high"))),
        Shape::SampledData => (sampled(json, builder), json.get("origin")),
        Shape::Number => (point(json, builder), None),
        _ => (compared(json, builder), Some(json)),
    };
    let Some(amount) = amount else { return };
    let mut part = |name| builder.optional(unit_of.and_then(|json| json.str(name)));
    let (system, code, unit) = (part("system"), part("code"), part("unit"));
    builder.push(Value::Quantity { amount, system, code, unit });
}

fn add_money(amount: Option<Interval>, currency: Option<&str>, builder: &mut Builder) {
    if let Some(amount) = amount {
        let system = builder.text(CURRENCIES);
        let code = builder.optional(currency);
        builder.push(Value::Quantity { amount, system, code, unit: Text::NONE });
    }
}

/// A Quantity: with a comparator, everything on that side.
fn compared(json: &Json, builder: &mut Builder) -> Option<Interval> {
    let found = point(json.get("value")?, builder)?;
    let below = Interval { low: Text::NONE, ..found };
    let above = Interval { high: Text::NONE, ..found };
    Some(match json.str("comparator") {
        Some("<") => Interval { bounds: Bounds::HighOpen, ..below },
        Some("<=") => below,
        Some(">") => Interval { bounds: Bounds::LowOpen, ..above },
        Some(">=") => above,
        _ => found,
    })
}

/// SampledData: from the least to the greatest sample, each times the factor,
/// from the origin. Marks for errors and values off the scale are passed over;
/// values off the scale would widen the range unknowably.
fn sampled(json: &Json, builder: &mut Builder) -> Option<Interval> {
    let number = |json: &Json| match json {
        Json::Number(text) => Decimal::parse(text),
        _ => None,
    };
    let origin = json.get("origin")?.get("value").and_then(number)?;
    let factor = json.get("factor").map_or_else(|| Decimal::parse("1"), number)?;
    let samples = json.str("data")?.split_ascii_whitespace().filter_map(Decimal::parse);
    let mut found: Option<(Decimal, Decimal)> = None;
    for sample in samples {
        let value = origin.plus(sample, factor)?;
        let (low, high) = found.unwrap_or((value, value));
        found = Some((low.min(value), high.max(value)));
    }
    let (low, high) = found?;
    let low = builder.text(&low.to_string());
    let high = builder.text(&high.to_string());
    Some(Interval { low, high, bounds: Bounds::Closed })
}

/// What a quantity is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Criterion {
    number: number::Criterion,
    unit: Unit,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Unit {
    /// `5.4`
    Any,
    /// `5.4||mg`: a code of any system, or the unit as people write it.
    Called(String),
    /// `5.4|http://unitsofmeasure.org|mg`
    Coded { system: String, code: String },
}

impl Criterion {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let parts: Vec<_> = pieces(text, b'|').collect();
        let (number, unit) = match parts.as_slice() {
            [number] => (number, Unit::Any),
            [number, "", unit] => (number, Unit::Called(unescape(unit)?.into_owned())),
            [number, system, code] => {
                let system = unescape(system)?.into_owned();
                (number, Unit::Coded { system, code: unescape(code)?.into_owned() })
            }
            _ => return Err(invalid("a quantity is a number, or number|system|code")),
        };
        if parts.get(2).is_some_and(|code| code.is_empty()) {
            return Err(invalid("a quantity's unit is missing after the second bar"));
        }
        Ok(Self { number: number::Criterion::parse(number)?, unit })
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        let Value::Quantity { amount, system, code, unit } = value else { return false };
        let is = |text, wanted: &String| values.text(text) == Some(wanted);
        let right_unit = match &self.unit {
            Unit::Any => true,
            Unit::Called(name) => is(*code, name) || is(*unit, name),
            Unit::Coded { system: wanted, code: name } => is(*system, wanted) && is(*code, name),
        };
        right_unit && self.number.matches_amount(amount, values)
    }
}
