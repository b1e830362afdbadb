//! Conditions on other resources: chains (`subject:Patient.name`) and reverse
//! chains (`_has`), <https://hl7.org/fhir/R4/search.html#chaining>.

use super::condition::{Condition, Reader, find, is_merged, leads};
use super::error::{Fault, SearchCode, invalid};
use super::parameters::ParamId;
use crate::assign;
use crate::limits::SEARCH_HOPS;

/// The resource refers, by this parameter, to one of a type that meets that
/// type's condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Chain {
    pub(super) number: usize,
    pub(super) param: ParamId,
    pub(super) targets: Vec<(&'static str, Condition)>,
}

/// A resource of this type refers to it, by this parameter of its own, and
/// meets the condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Has {
    pub(super) number: usize,
    pub(super) kind: &'static str,
    pub(super) param: ParamId,
    pub(super) inner: Box<Condition>,
}

/// Reads the rest of a condition on another resource.
pub(super) type Inner<'a> = &'a dyn Fn(Reader<'_>) -> Result<Condition, Fault>;

pub(super) const NEVER_FOLLOWED: Fault =
    Fault(SearchCode::UnsupportedParameter, "Patient.link is never followed");

const NO_INDEX: Fault = Fault(
    SearchCode::TooCostly,
    "nothing tells what refers to it, or from where: search for what refers, and name a person",
);

impl<'a> Reader<'a> {
    /// One reference further.
    fn beyond(self, kind: &'static str) -> Result<Self, Fault> {
        if self.hops == SEARCH_HOPS {
            return Err(Fault(
                SearchCode::TooLarge,
                "a search follows 3 references in a row at most",
            ));
        }
        Ok(Self { kind, hops: self.hops + 1, ..self })
    }

    fn number(&self) -> usize {
        let number = self.next.get();
        self.next.set(number + 1);
        number
    }
}

/// Reads a chain whose first part is `parameter` or `parameter:Type`. Without a
/// type, every type counts that it may refer to and that has what is asked.
pub(super) fn chain(reader: Reader<'_>, first: &str, inner: Inner<'_>) -> Result<Condition, Fault> {
    let (code, only) = first.split_once(':').map_or((first, None), |(a, b)| (a, Some(b)));
    if is_merged(reader.kind, code) {
        return Err(NEVER_FOLLOWED);
    }
    let (param, found) = find(reader.kind, code)?;
    if !leads(reader.kind, found) {
        return Err(invalid("only a reference leads on to another resource"));
    }
    let mut targets = Vec::new();
    let mut first_fault = None;
    let number = reader.number();
    for kind in found.targets.iter().filter(|kind| only.is_none_or(|only| **kind == only)) {
        let Some(row) = assign::row(kind) else { continue };
        match inner(reader.beyond(row.kind)?) {
            Ok(condition) => targets.push((row.kind, condition)),
            Err(fault) if only.is_some() => return Err(fault),
            Err(fault) => {
                let worse = fault.0 != SearchCode::UnknownParameter;
                if first_fault.is_none() || worse {
                    first_fault = Some(fault);
                }
            }
        }
    }
    if targets.is_empty() {
        let never = invalid("this parameter never refers to a resource of that type");
        return Err(first_fault.unwrap_or(never));
    }
    Ok(Condition::Leads(Chain { number, param, targets }))
}

/// Takes `Type:parameter:rest` apart.
pub(super) fn has_parts(text: &str) -> Result<(&str, &str, &str), Fault> {
    let wrong = invalid("reverse chaining is written _has:Type:parameter:parameter");
    let (kind, rest) = text.split_once(':').ok_or(wrong)?;
    let (param, rest) = rest.split_once(':').ok_or(wrong)?;
    Ok((kind, param, rest))
}

/// Reads `_has:Type:parameter:…`.
pub(super) fn has(
    reader: Reader<'_>,
    kind: &str,
    code: &str,
    inner: Inner<'_>,
) -> Result<Condition, Fault> {
    let row = assign::row(kind)
        .ok_or(Fault(SearchCode::UnknownParameter, "there is no such resource type"))?;
    if is_merged(row.kind, code) {
        return Err(NEVER_FOLLOWED);
    }
    let (param, found) = find(row.kind, code)?;
    if !leads(row.kind, found) || !found.targets.contains(&reader.kind) {
        return Err(invalid("this parameter never refers to a resource of that type"));
    }
    known_referrers(reader.kind, row.kind)?;
    let number = reader.number();
    let inner = Box::new(inner(reader.beyond(row.kind)?)?);
    Ok(Condition::Referred(Has { number, kind: row.kind, param, inner }))
}

/// What refers to a resource is known within a person's record alone.
pub(super) fn known_referrers(to: &str, from: &str) -> Result<(), Fault> {
    let within = |kind| assign::is_resource_type(kind) && !assign::is_of_registry(kind);
    if within(to) && within(from) { Ok(()) } else { Err(NO_INDEX) }
}
