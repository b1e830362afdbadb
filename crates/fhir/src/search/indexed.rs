//! Parameters that an operator may have indexed across records, beside those
//! that always are ([`super::blind_terms`]). A term is made of what a value is
//! compared by, without system, type or version: it narrows, the unsealed value
//! decides. Every value that a search can match has the term that is looked for.

use std::collections::BTreeSet;

use hygie_base::Timestamp;

use super::blind::is_always_indexed;
use super::condition::{Filter, Test};
use super::parameters::{Param, ParamId, ParamKind, parameters};
use super::query::Criterion;
use super::values::{Value, Values};
use super::{Term, references, uri};
use crate::assign;
use crate::limits::INDEX_TERMS;

/// The one term of a resource with more values than are kept apart. Every
/// search looks for it too.
const MANY: &[u8] = b"*";

/// A search parameter of one resource type that can be indexed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Indexed(ParamId);

/// Why a name is not that of a parameter that can be indexed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotIndexed {
    /// It is not worded so.
    #[error("not written Type.parameter, as `Observation.code` is")]
    Form,
    /// R4 has no such type.
    #[error("there is no resource type `{0}` in R4")]
    NoType(String),
    /// The type has no such parameter.
    #[error("{0} has no search parameter `{1}`; what can be indexed of it: {2}")]
    NoParameter(&'static str, String, String),
    /// It is of another sort.
    #[error("`{0}` is a {1} parameter: only token, reference and uri parameters can be indexed")]
    Sort(String, &'static str),
    /// It is found without a line.
    #[error("`{0}` always has an index")]
    Always(String),
}

impl Indexed {
    /// Reads `Type.parameter`.
    ///
    /// # Errors
    /// When there is no such parameter or it cannot be indexed.
    pub fn parse(name: &str) -> Result<Self, NotIndexed> {
        let found = Self::named(name)?;
        if found.1.code == "_id" || is_always_indexed(found.1.base, found.1.code) {
            return Err(NotIndexed::Always(name.to_owned()));
        }
        Self::of_sort(name, found)
    }

    /// As [`Indexed::parse`] for what was added before, and takes what has an
    /// index always since.
    ///
    /// # Errors
    /// When there is no such parameter or its sort cannot be indexed.
    pub fn stored(name: &str) -> Result<Self, NotIndexed> {
        Self::of_sort(name, Self::named(name)?)
    }

    fn of_sort(name: &str, (found, param): (Self, &Param)) -> Result<Self, NotIndexed> {
        match sort_of(param.kind) {
            Some(sort) => Err(NotIndexed::Sort(name.to_owned(), sort)),
            None => Ok(found),
        }
    }

    fn named(name: &str) -> Result<(Self, &'static Param), NotIndexed> {
        let plain = |text: &str| {
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            (1..=64).contains(&text.len()) && text.bytes().all(letter)
        };
        let parts = name.split_once('.').filter(|(kind, code)| plain(kind) && plain(code));
        let (kind, code) = parts.ok_or(NotIndexed::Form)?;
        let row = assign::row(kind).ok_or_else(|| NotIndexed::NoType(kind.to_owned()))?;
        let found = parameters().find(kind, code).and_then(|id| Some((id, parameters().get(id)?)));
        found.map(|(id, param)| (Self(id), param)).ok_or_else(|| {
            let all = parameters().of(row.kind).filter(|(_, sort)| sort_of(*sort).is_none());
            let all: Vec<&str> = all.map(|(code, _)| code).collect();
            NotIndexed::NoParameter(row.kind, code.to_owned(), all.join(", "))
        })
    }

    /// The parameter by whose index this condition of a search could be served.
    pub fn of(kind: &str, name: &str, value: &str, now: Timestamp) -> Option<Self> {
        let code = name.split_once(':').map_or(name, |(code, _)| code);
        let indexed = Self::parse(&format!("{kind}.{code}")).ok()?;
        indexed.probes(kind, name, value, now).map(|_| indexed)
    }

    /// Type and parameter: `Observation.code`.
    pub fn name(self) -> &'static str {
        self.param().map_or("", |param| param.term.strip_prefix(Param::TERM).unwrap_or_default())
    }

    /// Type and parameter as terms name them, apart from what always has an index.
    pub fn term(self) -> &'static str {
        self.param().map_or("", |param| param.term.as_str())
    }

    /// The resource type.
    pub fn kind(self) -> &'static str {
        self.param().map_or("", |param| param.base)
    }

    fn param(self) -> Option<&'static Param> {
        parameters().get(self.0)
    }

    /// The terms of a resource, distinct, in order.
    pub fn terms(self, values: &Values) -> Vec<Term> {
        let all = values.of(self.0).iter().filter_map(|item| key(&item.value, values));
        let mut all: BTreeSet<Vec<u8>> = all.collect();
        if all.len() > INDEX_TERMS {
            all = BTreeSet::from([MANY.to_vec()]);
        }
        all.into_iter().map(|value| Term { param: self.term(), value }).collect()
    }

    /// The terms of which every resource has one that a condition can match;
    /// `None` when this index does not serve it: it is on another parameter, or
    /// its modifier or value asks for more than equality.
    pub fn probes(self, kind: &str, name: &str, value: &str, now: Timestamp) -> Option<Vec<Term>> {
        let param = self.param().filter(|param| param.base == kind)?;
        let code = name.split_once(':').map_or(name, |(code, _)| code);
        let filter = (code == param.code).then(|| Filter::parse(kind, name, value, now).ok())??;
        let Test::Any(criteria) = &filter.test else { return None };
        let mut all = BTreeSet::from([MANY.to_vec()]);
        for wanted in criteria {
            all.extend(wanted_keys(wanted)?);
        }
        Some(all.into_iter().map(|value| Term { param: self.term(), value }).collect())
    }
}

/// What a parameter is called whose sort cannot be indexed.
const fn sort_of(sort: ParamKind) -> Option<&'static str> {
    match sort {
        ParamKind::Token | ParamKind::Reference | ParamKind::Uri => None,
        ParamKind::Number => Some("number"),
        ParamKind::Date => Some("date"),
        ParamKind::String => Some("string"),
        ParamKind::Composite => Some("composite"),
        ParamKind::Quantity => Some("quantity"),
    }
}

/// What a value is found by. Nothing asks for an empty one.
fn key(value: &Value, values: &Values) -> Option<Vec<u8>> {
    let filled = |text| values.text(text).filter(|text| !text.is_empty());
    match value {
        Value::Token(token) => filled(token.code).map(code),
        Value::Uri(text) => filled(*text).map(address),
        Value::Reference(to) => filled(to.id).map(id).or_else(|| filled(to.text).map(address)),
        _ => None,
    }
}

/// What every value that meets this is found by: one of these.
fn wanted_keys(wanted: &Criterion) -> Option<Vec<Vec<u8>>> {
    match wanted {
        Criterion::Token(wanted) => wanted.code().map(|it| vec![code(it)]),
        Criterion::Uri(uri::Criterion::Equal(it)) => Some(vec![address(it)]),
        Criterion::Reference(references::Criterion::Local { id: it, .. }) => Some(vec![id(it)]),
        Criterion::Reference(references::Criterion::Text(it)) => {
            let local = references::local_id(it).map(id);
            Some(local.into_iter().chain([address(it)]).collect())
        }
        _ => None,
    }
}

fn code(code: &str) -> Vec<u8> {
    [b"=", code.as_bytes()].concat()
}

fn id(id: &str) -> Vec<u8> {
    [b"#", id.as_bytes()].concat()
}

/// A canonical is found with and without its version.
fn address(text: &str) -> Vec<u8> {
    [b"@", text.split('|').next().unwrap_or_default().as_bytes()].concat()
}
