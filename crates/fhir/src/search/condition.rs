//! What a search asks of one resource: conditions on its own values, on what
//! it refers to, on what refers to it, and their combinations.

use std::cell::Cell;

use hygie_base::Timestamp;

use super::error::{Fault, SearchCode, invalid};
use super::modifier::Modifier;
use super::parameters::{How, Param, ParamId, ParamKind, parameters};
use super::query::Criterion;
use super::split::pieces;
use super::values::{Item, Value, Values};
use super::words::Words;
use super::{composite, filter, hops};
use crate::limits::{SEARCH_LISTS, SEARCH_VALUES};
use crate::reference::is_id;

/// One condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Condition {
    Values(Filter),
    Words(Words),
    /// It refers to such a resource.
    Leads(hops::Chain),
    /// Such a resource refers to it.
    Referred(hops::Has),
    /// One of these Lists names it.
    Listed(Vec<String>),
    All(Vec<Self>),
    Some(Vec<Self>),
    Not(Box<Self>),
}

/// A test of one parameter's values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Filter {
    pub(super) param: ParamId,
    pub(super) test: Test,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Test {
    /// Whether there is no value.
    Missing(bool),
    /// Some value meets one of these.
    Any(Vec<Criterion>),
    /// No value meets any of these.
    None(Vec<Criterion>),
    /// Some value meets none of these.
    Other(Vec<Criterion>),
}

/// How a condition is read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The resource type that is asked.
    pub(super) kind: &'static str,
    pub(super) now: Timestamp,
    /// Whether it may look beyond the extracted values of the resource.
    pub(super) wide: bool,
    /// References that were followed to come here.
    pub(super) hops: usize,
    /// Numbers of conditions that look at other resources.
    pub(super) next: &'a Cell<usize>,
}

/// Names of R4 that this search refuses, each with the reason. Those that only
/// shape an answer are the business of whoever writes it.
const REFUSED: [(&str, &str); 16] = [
    ("_contained", "contained resources are not searched"),
    ("_containedType", "contained resources are not searched"),
    ("_elements", "_elements shapes the answer and is no search parameter here"),
    ("_format", "_format shapes the answer and is no search parameter here"),
    ("_has", "reverse chaining is written _has:Type:parameter:parameter"),
    ("_include", "_include shapes the answer and is no search parameter here"),
    ("_pretty", "_pretty shapes the answer and is no search parameter here"),
    ("_query", "named queries (_query) are not supported"),
    ("_revinclude", "_revinclude shapes the answer and is no search parameter here"),
    ("_score", "_score is not supported"),
    ("_summary", "_summary shapes the answer and is no search parameter here"),
    ("_total", "_total shapes the answer and is no search parameter here"),
    ("_type", "_type is for searches across types"),
    ("_cursor", "a cursor is no search parameter"),
    ("age", "a computed age is not supported"),
    ("near", "distances (near) are not supported"),
];

/// Names of parameters that look beyond the values of the resource.
const WIDE: [&str; 5] = ["_content", "_filter", "_has", "_list", "_text"];

const NARROW: Fault = Fault(
    SearchCode::UnsupportedParameter,
    "this parameter looks at more than one resource, which is not supported here",
);

/// The parameter of this name, or why it cannot be searched.
pub(super) fn find(kind: &str, name: &str) -> Result<(ParamId, &'static Param), Fault> {
    let found = parameters().find(kind, name);
    if let Some((id, param)) = found.and_then(|id| Some((id, parameters().get(id)?))) {
        return Ok((id, param));
    }
    if let Some((_, why)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        return Err(Fault(SearchCode::UnsupportedParameter, why));
    }
    if parameters().unsupported().iter().any(|left| left.base == kind && left.code == name) {
        let why = "this parameter is not supported";
        return Err(Fault(SearchCode::UnsupportedParameter, why));
    }
    let why = "there is no such search parameter for this resource type";
    Err(Fault(SearchCode::UnknownParameter, why))
}

impl Condition {
    /// Reads one parameter with its value.
    pub(super) fn read(reader: Reader<'_>, name: &str, value: &str) -> Result<Self, Fault> {
        let (code, _) = name.split_once(':').unwrap_or((name, ""));
        let chained = code.contains('.') || (name.contains('.') && code != "_has");
        if !reader.wide && (chained || WIDE.contains(&code)) {
            return Err(NARROW);
        }
        if let Some(rest) = name.strip_prefix("_has:") {
            let (kind, param, rest) = hops::has_parts(rest)?;
            return hops::has(reader, kind, param, &|inner| Self::read(inner, rest, value));
        }
        if let Some((first, rest)) = name.split_once('.') {
            return hops::chain(reader, first, &|inner| Self::read(inner, rest, value));
        }
        match name {
            "_text" => Words::parse(value, false).map(Self::Words),
            "_content" => Words::parse(value, true).map(Self::Words),
            "_list" => lists(value).map(Self::Listed),
            "_filter" => filter::read(reader, value),
            _ if WIDE.contains(&code) && name != "_has" => {
                Err(Fault(SearchCode::UnknownModifier, "this parameter takes no modifier"))
            }
            _ => Filter::parse(reader.kind, name, value, reader.now).map(Self::Values),
        }
    }

    /// How long it takes beside others: codes are told apart by a number,
    /// references by long texts that most of a record's entries share, and what
    /// looks at other resources comes last.
    pub(super) fn cost(&self) -> u8 {
        match self {
            Self::Values(filter) => filter.cost(),
            Self::Words(_) | Self::Leads(_) | Self::Referred(_) | Self::Listed(_) => 3,
            Self::All(parts) | Self::Some(parts) => {
                parts.iter().map(Self::cost).max().unwrap_or_default()
            }
            Self::Not(part) => part.cost(),
        }
    }

    /// Whether it asks only for values of the resource itself.
    pub(super) fn is_narrow(&self) -> bool {
        match self {
            Self::Values(_) => true,
            Self::Words(_) | Self::Leads(_) | Self::Referred(_) | Self::Listed(_) => false,
            Self::All(parts) | Self::Some(parts) => parts.iter().all(Self::is_narrow),
            Self::Not(part) => part.is_narrow(),
        }
    }
}

/// Reads `_list`: ids of Lists (<https://hl7.org/fhir/R4/search.html#list>).
fn lists(value: &str) -> Result<Vec<String>, Fault> {
    let mut ids = Vec::new();
    for piece in pieces(value, b',') {
        if piece.starts_with('$') {
            let why = "the functional lists ($current-problems and the like) are not supported: \
                       search by clinical-status or status";
            return Err(Fault(SearchCode::UnsupportedModifier, why));
        }
        let id = piece.strip_prefix("List/").unwrap_or(piece);
        if !is_id(id) {
            return Err(invalid("_list is the id of a List"));
        }
        if ids.len() == SEARCH_LISTS {
            return Err(Fault(SearchCode::TooLarge, "_list names 16 Lists at most"));
        }
        ids.push(id.to_owned());
    }
    Ok(ids)
}

impl Filter {
    pub(super) fn parse(
        kind: &str,
        name: &str,
        value: &str,
        now: Timestamp,
    ) -> Result<Self, Fault> {
        let (code, modifier) = name.split_once(':').map_or((name, None), |(a, b)| (a, Some(b)));
        let (id, param) = find(kind, code)?;
        let modifier = match modifier {
            Some(text) => Modifier::parse(text, param.kind)?,
            None => Modifier::None,
        };
        let test = if modifier == Modifier::Missing {
            Test::Missing(match value {
                "true" => true,
                "false" => false,
                _ => return Err(invalid("after :missing comes true or false")),
            })
        } else {
            let criteria = criteria(param, value, modifier, now)?;
            let negative = matches!(modifier, Modifier::Not | Modifier::NotIn);
            if negative { Test::None(criteria) } else { Test::Any(criteria) }
        };
        Ok(Self { param: id, test })
    }

    /// The codes of which a resource must have one, by hash.
    pub(super) fn codes(&self) -> Option<Vec<u32>> {
        let Test::Any(criteria) = &self.test else { return None };
        let hash = |criterion: &Criterion| match criterion {
            Criterion::Token(wanted) => wanted.code_hash(),
            _ => None,
        };
        criteria.iter().map(hash).collect()
    }

    fn cost(&self) -> u8 {
        let (Test::Any(criteria) | Test::None(criteria) | Test::Other(criteria)) = &self.test
        else {
            return 0;
        };
        let cost = |criterion: &Criterion| match criterion {
            Criterion::Token(_) => 0,
            Criterion::Reference(_) => 2,
            _ => 1,
        };
        criteria.iter().map(cost).max().unwrap_or_default()
    }

    pub(super) fn passes(&self, values: &Values) -> bool {
        let items = values.of(self.param);
        let meets = |item: &Item, criteria: &[Criterion]| {
            criteria.iter().any(|wanted| wanted.matches(&item.value, values))
        };
        match &self.test {
            Test::Missing(missing) => items.is_empty() == *missing,
            Test::Any(criteria) => items.iter().any(|item| meets(item, criteria)),
            Test::None(criteria) => !items.iter().any(|item| meets(item, criteria)),
            Test::Other(criteria) => items.iter().any(|item| {
                // What only says more of another value is no value by itself.
                !matches!(item.value, Value::Typed { .. }) && !meets(item, criteria)
            }),
        }
    }
}

fn criteria(
    param: &Param,
    value: &str,
    modifier: Modifier,
    now: Timestamp,
) -> Result<Vec<Criterion>, Fault> {
    let mut found = Vec::new();
    for piece in pieces(value, b',') {
        if found.len() == SEARCH_VALUES {
            return Err(Fault(SearchCode::TooLarge, "a parameter has 256 values at most"));
        }
        if piece.is_empty() {
            return Err(invalid("a value is empty"));
        }
        found.push(criterion(param, piece, modifier, now)?);
    }
    Ok(found)
}

/// Reads one value, still escaped.
pub(super) fn criterion(
    param: &Param,
    piece: &str,
    modifier: Modifier,
    now: Timestamp,
) -> Result<Criterion, Fault> {
    Ok(match &param.how {
        How::Composite { parts, .. } => Criterion::Composite(composite::parse(piece, parts, now)?),
        How::Simple(_) => Criterion::simple(param.kind, piece, modifier, now)?,
    })
}

/// Whether a parameter's values are references that lead somewhere.
pub(super) fn leads(kind: &str, param: &Param) -> bool {
    param.kind == ParamKind::Reference && !is_merged(kind, param.code)
}

/// `Patient.link` says that two Patients are one person, which is for the gate
/// to weigh: no search follows it.
pub(super) fn is_merged(kind: &str, code: &str) -> bool {
    kind == "Patient" && code == "link"
}
