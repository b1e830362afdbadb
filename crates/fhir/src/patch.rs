//! Patches of one resource: JSON Patch (RFC 6902) and FHIRPath Patch
//! (<https://hl7.org/fhir/R4/fhirpatch.html>), on exact JSON, so that a decimal
//! that a patch does not touch keeps its digits. What a patch makes is not
//! valid by that: it is validated as any other resource.

mod fhirpath;
mod json;
mod path;
mod value;

#[cfg(test)]
mod tests;

pub use fhirpath::FhirPathPatch;
pub use json::JsonPatch;

use crate::json::Json;
use crate::limits::{JsonLimits, PATCH_COPY_BYTES, PATCH_COPY_VALUES, PATCH_OPERATIONS};

/// Why a patch cannot be read or applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("operation {operation}: {}", .fault.sentence())]
pub struct PatchError {
    /// Which operation, from 0.
    pub operation: usize,
    /// What is wrong with it.
    pub fault: PatchFault,
}

/// What is wrong with an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum PatchFault {
    NotAList,
    NotParameters,
    TooMany,
    TooLarge,
    Operation,
    Pointer,
    Path,
    Name,
    Value,
    Index,
    Missing,
    Several,
    NotAContainer,
    NotAListElement,
    OutOfRange,
    Within,
    Test,
    Exists,
    Root,
}

impl PatchFault {
    /// The fault as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotAList => "a JSON Patch is an array of operations (RFC 6902)",
            Self::NotParameters => {
                "a FHIRPath Patch is a Parameters of parameters named operation, with parts"
            }
            Self::TooMany => "a patch has 1,000 operations at most",
            Self::TooLarge => "the patch makes the resource too deep or too large",
            Self::Operation => "this is no operation of this kind of patch",
            Self::Pointer => "this needs a JSON Pointer (RFC 6901), beginning with /",
            Self::Path => {
                "this path cannot be read: elements divided by dots, [n], first(), last(), \
                 where(path = 'value'), ofType(Type) and extension('url') are"
            }
            Self::Name => "there is no element of this name here",
            Self::Value => "this needs a value, of a type that fits",
            Self::Index => "this needs whole numbers from 0: index, or source and destination",
            Self::Missing => "the path leads to nothing in this resource",
            Self::Several => "the path leads to several elements: name one",
            Self::NotAContainer => "the path leads through a value that has no members",
            Self::NotAListElement => "the path does not lead to an element that may repeat",
            Self::OutOfRange => "the list is shorter than that",
            Self::Within => "nothing is moved into itself",
            Self::Test => "the value is another one than the test expects",
            Self::Exists => "the element is there already: replace it",
            Self::Root => "the resource as a whole is not removed or replaced by a patch",
        }
    }

    const fn of(self, operation: usize) -> PatchError {
        PatchError { operation, fault: self }
    }
}

/// Reads the operations of a patch, each by itself.
fn read_all<T>(
    all: &[Json],
    operation: impl Fn(&Json) -> Result<T, PatchFault>,
) -> Result<Vec<T>, PatchError> {
    if all.len() > PATCH_OPERATIONS {
        return Err(PatchFault::TooMany.of(PATCH_OPERATIONS));
    }
    let read = all.iter().enumerate();
    read.map(|(at, one)| operation(one).map_err(|fault| fault.of(at))).collect()
}

/// Applies operations in turn, all or nothing.
fn apply_all<T>(
    operations: &[T],
    to: &Json,
    apply: impl Fn(&T, &mut Json, &mut Room) -> Result<(), PatchFault>,
) -> Result<Json, PatchError> {
    let (mut json, mut room) = (to.clone(), Room::new());
    for (at, operation) in operations.iter().enumerate() {
        apply(operation, &mut json, &mut room).map_err(|fault| fault.of(at))?;
    }
    readable(&json, operations.len())?;
    Ok(json)
}

/// What patches may still copy; without it, copies of copies double the
/// resource with every operation.
struct Room {
    bytes: usize,
    values: usize,
}

impl Room {
    const fn new() -> Self {
        Self { bytes: PATCH_COPY_BYTES, values: PATCH_COPY_VALUES }
    }

    /// Takes the room of a value at this depth.
    fn take(&mut self, value: &Json, depth: usize) -> Result<(), PatchFault> {
        if depth.saturating_add(depth_of(value)) > JsonLimits::DEFAULT.depth {
            return Err(PatchFault::TooLarge);
        }
        let left = |room: usize, taken| room.checked_sub(taken).ok_or(PatchFault::TooLarge);
        self.values = left(self.values, values_of(value))?;
        self.bytes = left(self.bytes, value.to_vec().len())?;
        Ok(())
    }
}

/// Values of meta that the server puts in, for which room is left.
const ASSIGNED: usize = 8;

/// Refuses a result that has more values than the parser takes: once stored, it
/// could not be read.
fn readable(json: &Json, operations: usize) -> Result<(), PatchError> {
    if values_of(json) > JsonLimits::DEFAULT.values - ASSIGNED {
        return Err(PatchFault::TooLarge.of(operations.saturating_sub(1)));
    }
    Ok(())
}

/// Values in all, as the parser counts them.
fn values_of(value: &Json) -> usize {
    match value {
        Json::Array(items) => 1 + items.iter().map(values_of).sum::<usize>(),
        Json::Object(object) => 1 + object.iter().map(|(_, value)| values_of(value)).sum::<usize>(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => 1,
    }
}

/// Arrays and objects within one another. Recursion is as deep as the value,
/// which never passes the parser's limit.
fn depth_of(value: &Json) -> usize {
    match value {
        Json::Array(items) => 1 + items.iter().map(depth_of).max().unwrap_or(0),
        Json::Object(object) => {
            1 + object.iter().map(|(_, value)| depth_of(value)).max().unwrap_or(0)
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => 0,
    }
}
