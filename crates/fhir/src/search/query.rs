//! A search of one resource type, read and checked before anything is looked at.

use std::cell::Cell;

use hygie_base::Timestamp;

use super::condition::{Condition, Reader};
use super::error::{Fault, SearchCode, SearchError, invalid};
use super::modifier::Modifier;
use super::parameters::{ParamId, ParamKind};
use super::sort::{self, SortKey};
use super::values::{Value, Values};
use super::{composite, dates, number, quantity, references, string, token, uri};
use crate::assign;
use crate::limits::{SEARCH_NAME_BYTES, SEARCH_PARAMETERS, SEARCH_VALUE_BYTES};

/// A search: what must hold of a resource, and in which order it is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    kind: &'static str,
    conditions: Vec<Condition>,
    pub(super) sort: Vec<SortKey>,
    count: Option<u32>,
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

impl Query {
    /// Reads a search of a resource type that asks for values of the resource
    /// alone: names and values as they stand after percent-decoding, each pair
    /// one condition, all of which must hold. `now` is what `ap` on dates is
    /// measured from.
    ///
    /// # Errors
    /// The first parameter that is unknown, not supported, cannot be read, or
    /// passes a named limit.
    pub fn parse<N: AsRef<str>, V: AsRef<str>>(
        kind: &str,
        params: &[(N, V)],
        now: Timestamp,
    ) -> Result<Self, SearchError> {
        Self::read_all(kind, params, now, false)
    }

    /// As [`Query::parse`], and takes what looks beyond the values of the
    /// resource too: chains, `_has`, `_list`, `_text`, `_content`, `_filter`.
    /// It is matched by [`super::Matching`].
    ///
    /// # Errors
    /// As for [`Query::parse`].
    pub fn parse_wide<N: AsRef<str>, V: AsRef<str>>(
        kind: &str,
        params: &[(N, V)],
        now: Timestamp,
    ) -> Result<Self, SearchError> {
        Self::read_all(kind, params, now, true)
    }

    fn read_all<N: AsRef<str>, V: AsRef<str>>(
        kind: &str,
        params: &[(N, V)],
        now: Timestamp,
        wide: bool,
    ) -> Result<Self, SearchError> {
        let whole = |code, sentence| SearchError { code, index: None, name: None, sentence };
        let kind = assign::row(kind)
            .ok_or_else(|| whole(SearchCode::UnknownType, "there is no such resource type"))?
            .kind;
        if params.len() > SEARCH_PARAMETERS {
            return Err(whole(SearchCode::TooLarge, "a search has 64 parameters at most"));
        }
        let mut query = Self { kind, conditions: Vec::new(), sort: Vec::new(), count: None };
        let next = Cell::new(0);
        let reader = Reader { kind, now, wide, hops: 0, next: &next };
        for (at, (name, value)) in params.iter().enumerate() {
            let (name, value) = (name.as_ref(), value.as_ref());
            query.read(reader, name, value).map_err(|fault| fault.at(at + 1, name))?;
        }
        // All must hold, so the order is ours: most fail at the cheapest.
        query.conditions.sort_by_key(Condition::cost);
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

    /// Whether it asks for values of the resource alone.
    pub fn is_narrow(&self) -> bool {
        self.conditions.iter().all(Condition::is_narrow)
    }

    /// A parameter and the codes, by hash, of which whatever is found has one:
    /// [`Values::codes`] tells those of a resource.
    pub fn codes(&self) -> Option<(ParamId, Vec<u32>)> {
        self.conditions.iter().find_map(|condition| match condition {
            Condition::Values(filter) => Some((filter.param, filter.codes()?)),
            _ => None,
        })
    }

    pub(super) fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Whether a resource of these values is found. What looks beyond them is
    /// not met.
    pub fn matches(&self, values: &Values) -> bool {
        let holds = |condition: &Condition| match condition {
            Condition::Values(filter) => filter.passes(values),
            _ => false,
        };
        self.kind == values.kind && self.conditions.iter().all(holds)
    }

    /// Those found, in the order asked for; equal ones stay in the order they
    /// came. `_count` is not applied: what may be seen is settled first.
    pub fn select<'v, T>(&self, all: impl IntoIterator<Item = (T, &'v Values)>) -> Vec<T> {
        let found = all.into_iter().filter(|(_, values)| self.matches(values)).collect();
        sort::sort(&self.sort, found)
    }

    fn read(&mut self, reader: Reader<'_>, name: &str, value: &str) -> Result<(), Fault> {
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
                self.conditions.push(Condition::read(reader, name, value)?);
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
