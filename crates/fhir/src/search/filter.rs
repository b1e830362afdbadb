//! `_filter` (<https://hl7.org/fhir/R4/search_filter.html>): conditions joined
//! by and, or and not.
//!
//! As R4 says there, values are compared without case, codes too. Not here:
//! `ss` and `sb`, which need a terminology, and paths into the parts of a
//! composite parameter.

mod parse;
#[cfg(test)]
mod tests;

use super::condition::{Condition, Filter, Reader, Test, criterion, find};
use super::error::{Fault, SearchCode, invalid};
use super::modifier::Modifier;
use super::parameters::{Param, ParamKind, parameters};
use super::query::Criterion;
use super::{dates, hops, string, token};
use parse::{Expr, Step};

const UNSUITED: Fault = Fault(
    SearchCode::InvalidValue,
    "_filter: this operator does not suit a parameter of that sort",
);

/// Code systems that have a short name in filters.
const SHORT: [(&str, &str); 4] = [
    ("loinc", "http://loinc.org"),
    ("rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm"),
    ("snomed", "http://snomed.info/sct"),
    ("ucum", "http://unitsofmeasure.org"),
];

/// Reads a filter on the resources of one type.
pub(super) fn read(reader: Reader<'_>, text: &str) -> Result<Condition, Fault> {
    compile(reader, &parse::parse(text)?)
}

fn compile(reader: Reader<'_>, expr: &Expr) -> Result<Condition, Fault> {
    let all = |parts: &[Expr]| {
        parts.iter().map(|part| compile(reader, part)).collect::<Result<Vec<_>, Fault>>()
    };
    Ok(match expr {
        Expr::Both(parts) => Condition::All(all(parts)?),
        Expr::Either(parts) => Condition::Some(all(parts)?),
        Expr::Not(part) => Condition::Not(Box::new(compile(reader, part)?)),
        Expr::Test { path, operator, value } => along(reader, path, operator, value)?,
    })
}

/// Follows a path to the parameter at its end.
fn along(
    reader: Reader<'_>,
    path: &[Step],
    operator: &str,
    value: &str,
) -> Result<Condition, Fault> {
    let Some((step, rest)) = path.split_first() else { return Err(UNSUITED) };
    if let Some(inner) = step.name.strip_prefix("_has:") {
        let (kind, param, last) = hops::has_parts(inner)?;
        let mut steps = vec![Step { name: last.to_owned(), filter: step.filter.clone() }];
        steps.extend(rest.iter().cloned());
        return hops::has(reader, kind, param, &|inner| along(inner, &steps, operator, value));
    }
    if rest.is_empty() {
        return test(reader, &step.name, operator, value).map(Condition::Values);
    }
    hops::chain(reader, &step.name, &|inner| {
        let end = along(inner, rest, operator, value)?;
        Ok(match &step.filter {
            Some(filter) => Condition::All(vec![compile(inner, filter)?, end]),
            None => end,
        })
    })
}

/// One test of a parameter.
fn test(reader: Reader<'_>, name: &str, operator: &str, value: &str) -> Result<Filter, Fault> {
    // R4's own examples say `id`.
    let known = parameters().find(reader.kind, name).is_some();
    let name = if name == "id" && !known { "_id" } else { name };
    let (id, param) = find(reader.kind, name)?;
    let one = |criterion| vec![criterion];
    let test = match operator {
        "pr" => match value {
            "true" => Test::Missing(false),
            "false" => Test::Missing(true),
            _ => return Err(invalid("_filter: after pr comes true or false")),
        },
        "ne" => Test::Other(one(compared(reader, param, "eq", value)?)),
        "ni" => Test::None(one(compared(reader, param, "in", value)?)),
        other => Test::Any(one(compared(reader, param, other, value)?)),
    };
    Ok(Filter { param: id, test })
}

fn compared(
    reader: Reader<'_>,
    param: &Param,
    operator: &str,
    value: &str,
) -> Result<Criterion, Fault> {
    if value.is_empty() {
        return Err(invalid("_filter: a test has a value"));
    }
    let escaped = value.replace('\\', "\\\\");
    let plain = |text: &str| criterion(param, text, Modifier::None, reader.now);
    let prefixed = || plain(&format!("{operator}{escaped}"));
    match (param.kind, operator) {
        (ParamKind::String, _) => {
            let found = string::Criterion::operator(operator, value).ok_or(UNSUITED)?;
            found.map(Criterion::String)
        }
        (ParamKind::Date, "po") => dates::Criterion::overlapping(value).map(Criterion::Date),
        (
            ParamKind::Date | ParamKind::Number | ParamKind::Quantity,
            "eq" | "gt" | "lt" | "ge" | "le" | "ap" | "sa" | "eb",
        ) => prefixed(),
        (ParamKind::Token, "eq") => {
            token::Criterion::folded(&with_system(&escaped)).map(Criterion::Token)
        }
        (ParamKind::Token, "in") => criterion(param, &escaped, Modifier::In, reader.now),
        (ParamKind::Token, "ss" | "sb") => Err(Fault(
            SearchCode::UnsupportedModifier,
            "_filter: ss and sb need a terminology, which this search does not have",
        )),
        (ParamKind::Reference, "eq" | "re") | (ParamKind::Uri, "eq") => plain(&escaped),
        (ParamKind::Composite, "eq") => plain(value),
        _ => Err(UNSUITED),
    }
}

/// With the address of a code system in place of its short name.
fn with_system(value: &str) -> String {
    match value.split_once('|') {
        Some((short, code)) => {
            let known = SHORT.iter().find(|(name, _)| *name == short);
            format!("{}|{code}", known.map_or(short, |(_, address)| address))
        }
        None => value.to_owned(),
    }
}
