//! Composite parameters (<https://hl7.org/fhir/R4/search.html#combining>).

use super::error::{Fault, invalid};
use super::modifier::Modifier;
use super::parameters::ParamKind;
use super::query::Criterion;
use super::split::pieces;
use super::values::{Value, Values};
use hygie_base::Timestamp;

/// Reads `part$part…`, one for each part of the parameter.
pub(super) fn parse(
    text: &str,
    kinds: &[ParamKind],
    now: Timestamp,
) -> Result<Vec<Criterion>, Fault> {
    let parts: Vec<_> = pieces(text, b'$').collect();
    if parts.len() != kinds.len() {
        return Err(invalid("a composite value has as many parts, divided by $, as the parameter"));
    }
    let pairs = kinds.iter().zip(parts);
    pairs.map(|(kind, part)| Criterion::simple(*kind, part, Modifier::None, now)).collect()
}

/// Whether each part is met by one of the same value's.
pub(super) fn matches(parts: &[Criterion], value: &Value, values: &Values) -> bool {
    let Value::Composite { first, count } = value else { return false };
    let found = values.parts(*first, *count);
    parts.iter().zip(0_u8..).all(|(wanted, at)| {
        found.iter().any(|part| part.part == at && wanted.matches(&part.value, values))
    })
}
