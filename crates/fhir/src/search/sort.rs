//! Putting found resources in order
//! (<https://hl7.org/fhir/R4/search.html#sort>).

use std::cmp::Ordering;

use super::decimal::Decimal;
use super::error::{Fault, SearchCode};
use super::parameters::{ParamId, ParamKind};
use super::query::find;
use super::split::pieces;
use super::values::{Interval, Value, Values};
use crate::limits::SEARCH_SORT_KEYS;

/// One key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct SortKey {
    param: ParamId,
    descending: bool,
}

/// Reads `_sort`: parameters' names divided by commas, `-` for descending.
pub(super) fn parse(kind: &str, text: &str) -> Result<Vec<SortKey>, Fault> {
    let mut keys = Vec::new();
    for piece in pieces(text, b',') {
        if keys.len() == SEARCH_SORT_KEYS {
            return Err(Fault(SearchCode::TooLarge, "a search is sorted by 8 keys at most"));
        }
        let name = piece.strip_prefix('-');
        let (param, found) = find(kind, name.unwrap_or(piece))?;
        if found.kind == ParamKind::Composite {
            let why = "a composite parameter has no order to sort by";
            return Err(Fault(SearchCode::UnsupportedParameter, why));
        }
        keys.push(SortKey { param, descending: name.is_some() });
    }
    Ok(keys)
}

/// What a resource is put in order by, for one key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place<'v> {
    Time(i64),
    Amount(Decimal),
    Text(&'v str),
}

/// Sorts by the keys; equal ones stay as they came.
pub(super) fn sort<T>(keys: &[SortKey], found: Vec<(T, &Values)>) -> Vec<T> {
    if keys.is_empty() {
        return found.into_iter().map(|(what, _)| what).collect();
    }
    let placed = |(what, values)| {
        let places: Vec<_> = keys.iter().map(|key| key.place(values)).collect();
        (places, what)
    };
    let mut placed: Vec<_> = found.into_iter().map(placed).collect();
    placed.sort_by(|(one, _), (other, _)| {
        let pairs = keys.iter().zip(one.iter().zip(other));
        pairs.fold(Ordering::Equal, |order, (key, (one, other))| {
            order.then_with(|| key.compare(*one, *other))
        })
    });
    placed.into_iter().map(|(_, what)| what).collect()
}

impl SortKey {
    /// The least of the values, the greatest when descending.
    fn place<'v>(self, values: &'v Values) -> Option<Place<'v>> {
        let places = values
            .of(self.param)
            .iter()
            .filter_map(|item| place(&item.value, values, self.descending));
        if self.descending { places.max() } else { places.min() }
    }

    /// What has no value comes last either way.
    fn compare(self, one: Option<Place<'_>>, other: Option<Place<'_>>) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) if self.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }
}

/// A range counts by its start; when descending by its end.
fn place<'v>(value: &Value, values: &'v Values, descending: bool) -> Option<Place<'v>> {
    let text = |text| values.text(text).map(Place::Text);
    match value {
        Value::Date(range) => Some(Place::Time(if descending { range.end } else { range.start })),
        Value::Number(amount) | Value::Quantity { amount, .. } => {
            amount_place(amount, values, descending)
        }
        Value::String { folded, .. } => text(*folded),
        Value::Token(token) => text(token.code),
        Value::Uri(uri) => text(*uri),
        Value::Reference(pointer) => text(pointer.text),
        Value::Composite { .. } | Value::Nothing => None,
    }
}

fn amount_place<'v>(amount: &Interval, values: &'v Values, descending: bool) -> Option<Place<'v>> {
    let (first, second) =
        if descending { (amount.high, amount.low) } else { (amount.low, amount.high) };
    let text = values.text(first).or_else(|| values.text(second))?;
    Decimal::parse(text).map(Place::Amount)
}
