//! A search of one resource type, read and checked before anything is looked at.

use hygie_base::Timestamp;

use super::error::{Fault, SearchCode, SearchError, invalid};
use super::modifier::Modifier;
use super::parameters::{How, Param, ParamId, ParamKind, parameters};
use super::sort::{self, SortKey};
use super::split::pieces;
use super::values::{Item, Value, Values};
use super::{composite, dates, number, quantity, references, string, token, uri};
use crate::assign;
use crate::limits::{SEARCH_NAME_BYTES, SEARCH_PARAMETERS, SEARCH_VALUE_BYTES, SEARCH_VALUES};

/// A search: what must hold of a resource, and in which order it is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    kind: &'static str,
    filters: Vec<Filter>,
    pub(super) sort: Vec<SortKey>,
    count: Option<u32>,
}

/// What one parameter asks.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Filter {
    param: ParamId,
    test: Test,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Test {
    /// Whether there is no value.
    Missing(bool),
    /// Some value meets one of these.
    Any(Vec<Criterion>),
    /// No value meets any of these.
    None(Vec<Criterion>),
}

/// What one value is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Criterion {
    String(string::Criterion),
    Token(token::Criterion),
    Date(dates::Criterion),
    Number(number::Criterion),
    Quantity(quantity::Criterion),
    Reference(references::Criterion),
    Uri(uri::Criterion),
    Composite(Vec<Criterion>),
}

/// Names of R4 that this search refuses, each with the reason. Those that only
/// shape an answer are the business of whoever writes it.
const REFUSED: [(&str, &str); 19] = [
    ("_contained", "contained resources are not searched"),
    ("_containedType", "contained resources are not searched"),
    ("_content", "full-text search is not supported"),
    ("_elements", "_elements shapes the answer and is no search parameter here"),
    ("_filter", "_filter is not supported"),
    ("_format", "_format shapes the answer and is no search parameter here"),
    ("_has", "reverse chaining (_has) is not supported"),
    ("_include", "_include is not supported"),
    ("_list", "_list is not supported"),
    ("_pretty", "_pretty shapes the answer and is no search parameter here"),
    ("_query", "named queries (_query) are not supported"),
    ("_revinclude", "_revinclude is not supported"),
    ("_score", "_score is not supported"),
    ("_summary", "_summary shapes the answer and is no search parameter here"),
    ("_text", "full-text search is not supported"),
    ("_total", "_total shapes the answer and is no search parameter here"),
    ("_type", "a search is of one resource type"),
    ("age", "a computed age is not supported"),
    ("near", "distances (near) are not supported"),
];

impl Query {
    /// Reads a search of a resource type: names and values as they stand after
    /// percent-decoding, each pair one condition, all of which must hold.
    /// `now` is what `ap` on dates is measured from.
    ///
    /// # Errors
    /// The first parameter that is unknown, not supported, cannot be read, or
    /// passes a named limit.
    pub fn parse<N: AsRef<str>, V: AsRef<str>>(
        kind: &str,
        params: &[(N, V)],
        now: Timestamp,
    ) -> Result<Self, SearchError> {
        let whole = |code, sentence| SearchError { code, index: None, name: None, sentence };
        let kind = assign::row(kind)
            .ok_or_else(|| whole(SearchCode::UnknownType, "there is no such resource type"))?
            .kind;
        if params.len() > SEARCH_PARAMETERS {
            return Err(whole(SearchCode::TooLarge, "a search has 64 parameters at most"));
        }
        let mut query = Self { kind, filters: Vec::new(), sort: Vec::new(), count: None };
        for (at, (name, value)) in params.iter().enumerate() {
            let (name, value) = (name.as_ref(), value.as_ref());
            query.read(name, value, now).map_err(|fault| fault.at(at + 1, name))?;
        }
        Ok(query)
    }

    /// The resource type searched.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// How many resources of a page are asked for (`_count`).
    pub const fn count(&self) -> Option<u32> {
        self.count
    }

    /// Whether a resource of these values is found.
    pub fn matches(&self, values: &Values) -> bool {
        self.kind == values.kind && self.filters.iter().all(|filter| filter.passes(values))
    }

    /// Those found, in the order asked for; equal ones stay in the order they
    /// came. `_count` is not applied: what may be seen is settled first.
    pub fn select<'v, T>(&self, all: impl IntoIterator<Item = (T, &'v Values)>) -> Vec<T> {
        let found = all.into_iter().filter(|(_, values)| self.matches(values)).collect();
        sort::sort(&self.sort, found)
    }

    fn read(&mut self, name: &str, value: &str, now: Timestamp) -> Result<(), Fault> {
        if name.len() > SEARCH_NAME_BYTES {
            return Err(Fault(SearchCode::TooLarge, "a parameter's name has 128 bytes at most"));
        }
        if value.len() > SEARCH_VALUE_BYTES {
            return Err(Fault(SearchCode::TooLarge, "a parameter's value has 32 KiB at most"));
        }
        match name {
            "_count" => self.read_count(value),
            "_sort" if self.sort.is_empty() => {
                self.sort = sort::parse(self.kind, value)?;
                Ok(())
            }
            "_sort" => Err(Fault(SearchCode::Repeated, "_sort may stand once")),
            _ => {
                self.filters.push(Filter::parse(self.kind, name, value, now)?);
                Ok(())
            }
        }
    }

    fn read_count(&mut self, value: &str) -> Result<(), Fault> {
        if self.count.is_some() {
            return Err(Fault(SearchCode::Repeated, "_count may stand once"));
        }
        let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        let count = if digits { value.parse().ok() } else { None };
        self.count = Some(count.ok_or(invalid("_count is a whole number"))?);
        Ok(())
    }
}

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

impl Filter {
    fn parse(kind: &str, name: &str, value: &str, now: Timestamp) -> Result<Self, Fault> {
        let (code, modifier) = name.split_once(':').map_or((name, None), |(a, b)| (a, Some(b)));
        let chained = code.contains('.') || modifier.is_some_and(|text| text.contains('.'));
        if chained && code != "_has" {
            let why = "chained parameters are not supported";
            return Err(Fault(SearchCode::UnsupportedParameter, why));
        }
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
            if modifier == Modifier::Not { Test::None(criteria) } else { Test::Any(criteria) }
        };
        Ok(Self { param: id, test })
    }

    fn passes(&self, values: &Values) -> bool {
        let items = values.of(self.param);
        match &self.test {
            Test::Missing(missing) => items.is_empty() == *missing,
            Test::Any(criteria) => any(criteria, items, values),
            Test::None(criteria) => !any(criteria, items, values),
        }
    }
}

fn any(criteria: &[Criterion], items: &[Item], values: &Values) -> bool {
    items.iter().any(|item| criteria.iter().any(|wanted| wanted.matches(&item.value, values)))
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
        found.push(match &param.how {
            How::Composite { parts, .. } => {
                Criterion::Composite(composite::parse(piece, parts, now)?)
            }
            How::Simple(_) => Criterion::simple(param.kind, piece, modifier, now)?,
        });
    }
    Ok(found)
}

impl Criterion {
    /// Reads one value, still escaped, of a parameter that is not composite.
    pub(super) fn simple(
        kind: ParamKind,
        text: &str,
        modifier: Modifier,
        now: Timestamp,
    ) -> Result<Self, Fault> {
        Ok(match kind {
            ParamKind::String => Self::String(string::Criterion::parse(text, modifier)?),
            ParamKind::Token => Self::Token(token::Criterion::parse(text, modifier)?),
            ParamKind::Date => Self::Date(dates::Criterion::parse(text, now)?),
            ParamKind::Number => Self::Number(number::Criterion::parse(text)?),
            ParamKind::Quantity => Self::Quantity(quantity::Criterion::parse(text)?),
            ParamKind::Reference => Self::Reference(references::Criterion::parse(text, modifier)?),
            ParamKind::Uri => Self::Uri(uri::Criterion::parse(text, modifier)?),
            ParamKind::Composite => return Err(invalid("a composite has no composite parts")),
        })
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        match self {
            Self::String(wanted) => wanted.matches(value, values),
            Self::Token(wanted) => wanted.matches(value, values),
            Self::Date(wanted) => wanted.matches(value),
            Self::Number(wanted) => wanted.matches(value, values),
            Self::Quantity(wanted) => wanted.matches(value, values),
            Self::Reference(wanted) => wanted.matches(value, values),
            Self::Uri(wanted) => wanted.matches(value, values),
            Self::Composite(parts) => composite::matches(parts, value, values),
        }
    }
}
