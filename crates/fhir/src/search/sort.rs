//! Putting found resources in order
//! (<https://hl7.org/fhir/R4/search.html#sort>).

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::condition::find;
use super::decimal::Decimal;
use super::error::{Fault, SearchCode};
use super::parameters::{ParamId, ParamKind};
use super::query::Query;
use super::split::pieces;
use super::values::{Interval, Value, Values};
use crate::limits::{SEARCH_SORT_KEYS, SORT_TEXT_BYTES};

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
    fn compare<T: Ord>(self, one: Option<T>, other: Option<T>) -> Ordering {
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
        Value::Typed { .. } | Value::Composite { .. } | Value::Nothing => None,
    }
}

fn amount_place<'v>(amount: &Interval, values: &'v Values, descending: bool) -> Option<Place<'v>> {
    let (first, second) =
        if descending { (amount.high, amount.low) } else { (amount.low, amount.high) };
    let text = values.text(first).or_else(|| values.text(second))?;
    Decimal::parse(text).map(Place::Amount)
}

/// Where a resource stands in the order of a search, apart from the resource:
/// what a page that ends with it is continued from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Position(Vec<Option<Own>>);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Own {
    Time(i64),
    Amount(Decimal),
    Text(String),
}

impl Own {
    fn of(place: Place<'_>) -> Self {
        match place {
            Place::Time(time) => Self::Time(time),
            Place::Amount(amount) => Self::Amount(amount),
            Place::Text(text) => Self::Text(shortened(text).to_owned()),
        }
    }
}

/// As much of a text as counts.
fn shortened(text: &str) -> &str {
    let most = SORT_TEXT_BYTES.min(text.len());
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

impl Query {
    /// Where a resource stands. Searches of several types compare positions
    /// among one another when they are sorted alike.
    pub fn position(&self, values: &Values) -> Position {
        Position(self.sort.iter().map(|key| key.place(values).map(Own::of)).collect())
    }

    /// Which of two positions comes first; equal ones are told apart by whoever
    /// asks.
    pub fn order(&self, one: &Position, other: &Position) -> Ordering {
        let pairs = self.sort.iter().zip(one.0.iter().zip(&other.0));
        pairs.fold(Ordering::Equal, |order, (key, (one, other))| {
            order.then_with(|| key.compare(one.as_ref(), other.as_ref()))
        })
    }
}

impl Position {
    /// As text, for a cursor.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for own in &self.0 {
            // Writing to a string cannot fail.
            let _ = match own {
                None => write!(text, "-"),
                Some(Own::Time(time)) => write!(text, "T{time};"),
                Some(Own::Amount(amount)) => write!(text, "A{amount};"),
                Some(Own::Text(found)) => write!(text, "S{};{found}", found.len()),
            };
        }
        text
    }

    /// Reads it again; `None` for what [`Position::to_text`] did not write.
    pub fn from_text(mut text: &str) -> Option<Self> {
        let mut all = Vec::new();
        while let Some(sort) = text.chars().next() {
            let rest = text.get(1..)?;
            if sort == '-' {
                all.push(None);
                text = rest;
                continue;
            }
            let (value, after) = rest.split_once(';')?;
            text = after;
            all.push(Some(match sort {
                'T' => Own::Time(value.parse().ok()?),
                'A' => Own::Amount(Decimal::parse(value)?),
                'S' => {
                    let (found, after) = after.split_at_checked(value.parse().ok()?)?;
                    text = after;
                    Own::Text(found.to_owned())
                }
                _ => return None,
            }));
        }
        Some(Self(all))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn own() -> impl Strategy<Value = Option<Own>> {
        let amount = (any::<i64>(), -20_i32..20).prop_map(|(digits, power)| {
            Own::Amount(Decimal::parse(&format!("{digits}e{power}")).unwrap())
        });
        let some = prop_oneof![
            any::<i64>().prop_map(Own::Time),
            amount,
            "[a;é-]{0,8}".prop_map(Own::Text)
        ];
        prop::option::of(some)
    }

    proptest! {
        #[test]
        fn positions_come_back(all in prop::collection::vec(own(), 0..4)) {
            let position = Position(all);
            prop_assert_eq!(Position::from_text(&position.to_text()), Some(position));
        }
    }

    #[test]
    fn texts_count_up_to_a_limit() {
        let text = |bytes: usize| "a".repeat(bytes);
        assert_eq!(shortened(&text(SORT_TEXT_BYTES)).len(), SORT_TEXT_BYTES);
        assert_eq!(shortened(&text(SORT_TEXT_BYTES + 1)).len(), SORT_TEXT_BYTES);
        assert_eq!(
            shortened(&format!("{}é", text(SORT_TEXT_BYTES - 1))).len(),
            SORT_TEXT_BYTES - 1
        );
        assert!(Position::from_text("x").is_none() && Position::from_text("S9;a").is_none());
    }
}
