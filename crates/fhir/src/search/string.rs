//! String parameters (<https://hl7.org/fhir/R4/search.html#string>).

use std::cmp::Ordering;

use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::modifier::Modifier;
use super::normalise::normalise;
use super::shape::Shape;
use super::split::unescape;
use super::values::{Builder, Value, Values};
use crate::json::Json;

const NAME: [&str; 5] = ["text", "family", "given", "prefix", "suffix"];
const ADDRESS: [&str; 7] = ["text", "line", "city", "district", "state", "postalCode", "country"];

/// Adds the strings of a value: each part of a name or address is one.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    match node.shape {
        Shape::HumanName => add_members(node.json, &NAME, builder),
        Shape::Address => add_members(node.json, &ADDRESS, builder),
        _ => add_each(node.json, builder),
    }
}

fn add_members(json: &Json, names: &[&str], builder: &mut Builder) {
    for value in names.iter().filter_map(|name| json.get(name)) {
        add_each(value, builder);
    }
}

fn add_each(value: &Json, builder: &mut Builder) {
    match value {
        Json::String(text) => {
            let folded = builder.text(&normalise(text));
            let exact = builder.text(text);
            builder.push(Value::String { folded, exact });
        }
        Json::Array(items) => items.iter().for_each(|item| add_each(item, builder)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => {}
    }
}

/// What a string is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Criterion {
    Starts(String),
    Contains(String),
    Exact(String),
    Ends(String),
    Equal(String),
    /// In the order of the letters' numbers.
    Order(Vec<Ordering>, String),
}

impl Criterion {
    pub(super) fn parse(text: &str, modifier: Modifier) -> Result<Self, Fault> {
        let plain = unescape(text)?;
        if modifier == Modifier::Exact {
            return Ok(Self::Exact(plain.into_owned()));
        }
        let folded = normalise(&plain);
        if folded.is_empty() {
            return Err(invalid("a text needs at least one letter or digit"));
        }
        Ok(if modifier == Modifier::Contains {
            Self::Contains(folded)
        } else {
            Self::Starts(folded)
        })
    }

    /// Reads a text behind an operator of `_filter`; `None` for one that texts
    /// do not have.
    pub(super) fn operator(operator: &str, text: &str) -> Option<Result<Self, Fault>> {
        let folded = normalise(text);
        let order = |orders: &[Ordering], text| Self::Order(orders.to_vec(), text);
        let make: &dyn Fn(String) -> Self = match operator {
            "eq" => &Self::Equal,
            "co" => &Self::Contains,
            "sw" => &Self::Starts,
            "ew" => &Self::Ends,
            "gt" => &|text| order(&[Ordering::Greater], text),
            "lt" => &|text| order(&[Ordering::Less], text),
            "ge" => &|text| order(&[Ordering::Greater, Ordering::Equal], text),
            "le" => &|text| order(&[Ordering::Less, Ordering::Equal], text),
            _ => return None,
        };
        let empty = invalid("a text needs at least one letter or digit");
        Some(if folded.is_empty() { Err(empty) } else { Ok(make(folded)) })
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        let Value::String { folded, exact } = value else { return false };
        let text = |text| values.text(text).unwrap_or_default();
        match self {
            Self::Starts(start) => text(*folded).starts_with(start.as_str()),
            Self::Contains(part) => text(*folded).contains(part.as_str()),
            Self::Exact(whole) => text(*exact) == whole,
            Self::Ends(end) => text(*folded).ends_with(end.as_str()),
            Self::Equal(whole) => text(*folded) == whole,
            Self::Order(orders, other) => orders.contains(&text(*folded).cmp(other.as_str())),
        }
    }
}
