//! Number parameters (<https://hl7.org/fhir/R4/search.html#number>), and the
//! amounts that they share with quantities.

use super::decimal::{Decimal, Rounded};
use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::prefix::Prefix;
use super::shape::Shape;
use super::split::unescape;
use super::values::{Bounds, Builder, Interval, Text, Value, Values};
use crate::json::Json;

/// Adds a number, or a range of numbers.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    let amount = match node.shape {
        Shape::Range => range(node.json, builder),
        _ => point(node.json, builder),
    };
    if let Some(amount) = amount {
        builder.push(Value::Number(amount));
    }
}

/// A number by itself.
pub(super) fn point(json: &Json, builder: &mut Builder) -> Option<Interval> {
    let Json::Number(text) = json else { return None };
    Decimal::parse(text)?;
    let at = builder.text(text);
    Some(Interval { low: at, high: at, bounds: Bounds::Closed })
}

/// A `Range`; a missing end is open.
pub(super) fn range(json: &Json, builder: &mut Builder) -> Option<Interval> {
    let mut end = |name| {
        let value = json.get(name).and_then(|end| end.get("value"))?;
        point(value, builder)
    };
    let (low, high) = (end("low"), end("high"));
    if low.is_none() && high.is_none() {
        return None;
    }
    let text = |end: Option<Interval>| end.map_or(Text::NONE, |end| end.low);
    Some(Interval { low: text(low), high: text(high), bounds: Bounds::Closed })
}

/// What an amount is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Criterion {
    prefix: Prefix,
    asked: Rounded,
}

impl Criterion {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let text = unescape(text)?;
        let (prefix, number) = Prefix::take(&text);
        let asked = Rounded::parse(number).ok_or(invalid("this is no number of FHIR"))?;
        Ok(Self { prefix, asked })
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        let Value::Number(amount) = value else { return false };
        self.matches_amount(amount, values)
    }

    pub(super) fn matches_amount(&self, amount: &Interval, values: &Values) -> bool {
        let end = |text| values.text(text).and_then(Decimal::parse);
        compare(self.prefix, &self.asked, end(amount.low), end(amount.high), amount.bounds)
    }
}

/// R4's table of prefixes. Only `eq`, `ne` use the width of the asked number's
/// last digit; `ap` a tenth of it; the others take it as exact. An absent end
/// of what is found is open.
fn compare(
    prefix: Prefix,
    asked: &Rounded,
    low: Option<Decimal>,
    high: Option<Decimal>,
    bounds: Bounds,
) -> bool {
    let exact = asked.exact;
    let high_open = bounds == Bounds::HighOpen;
    let low_open = bounds == Bounds::LowOpen;
    let within = || {
        low.is_some_and(|low| low >= asked.low)
            && high.is_some_and(|high| high < asked.high || (high_open && high == asked.high))
    };
    match prefix {
        Prefix::Equal => within(),
        Prefix::NotEqual => !within(),
        Prefix::Greater => high.is_none_or(|high| high > exact),
        Prefix::Less => low.is_none_or(|low| low < exact),
        Prefix::GreaterOrEqual => {
            high.is_none_or(|high| high > exact || (high == exact && !high_open))
        }
        Prefix::LessOrEqual => low.is_none_or(|low| low < exact || (low == exact && !low_open)),
        Prefix::After => low.is_some_and(|low| low > exact || (low == exact && low_open)),
        Prefix::Before => high.is_some_and(|high| high < exact || (high == exact && high_open)),
        Prefix::About => {
            let (least, most) = exact.within_a_tenth();
            low.is_none_or(|low| low < most || (low == most && !low_open))
                && high.is_none_or(|high| high > least || (high == least && !high_open))
        }
    }
}
