//! JSON Patch (RFC 6902) with JSON Pointers (RFC 6901).

use super::{PatchError, PatchFault, Room, apply_all, read_all};
use crate::json::Json;

/// A JSON Patch, read.
#[derive(Clone, Debug)]
pub struct JsonPatch(Vec<Operation>);

#[derive(Clone, Debug)]
enum Operation {
    Add(Pointer, Json),
    Remove(Pointer),
    Replace(Pointer, Json),
    Move(Pointer, Pointer),
    Copy(Pointer, Pointer),
    Test(Pointer, Json),
}

/// The tokens of a JSON Pointer, unescaped.
type Pointer = Vec<String>;

impl JsonPatch {
    /// Reads the array of operations.
    ///
    /// # Errors
    /// The first operation that cannot be read, and why.
    pub fn read(json: &Json) -> Result<Self, PatchError> {
        let all = json.as_array().ok_or(PatchFault::NotAList.of(0))?;
        read_all(all, operation).map(Self)
    }

    /// Applies it, all or nothing.
    ///
    /// # Errors
    /// The first operation that cannot be applied, and why.
    pub fn apply(&self, to: &Json) -> Result<Json, PatchError> {
        apply_all(&self.0, to, Operation::apply)
    }
}

fn operation(json: &Json) -> Result<Operation, PatchFault> {
    let at = |name| pointer(json.str(name).ok_or(PatchFault::Pointer)?);
    let value = || json.get("value").cloned().ok_or(PatchFault::Value);
    Ok(match json.str("op") {
        Some("add") => Operation::Add(at("path")?, value()?),
        Some("remove") => Operation::Remove(at("path")?),
        Some("replace") => Operation::Replace(at("path")?, value()?),
        Some("move") => Operation::Move(at("from")?, at("path")?),
        Some("copy") => Operation::Copy(at("from")?, at("path")?),
        Some("test") => Operation::Test(at("path")?, value()?),
        _ => return Err(PatchFault::Operation),
    })
}

fn pointer(text: &str) -> Result<Pointer, PatchFault> {
    if text.is_empty() {
        return Ok(Pointer::new());
    }
    let rest = text.strip_prefix('/').ok_or(PatchFault::Pointer)?;
    rest.split('/').map(unescaped).collect()
}

/// `~1` is a slash and `~0` a tilde; no other tilde stands.
fn unescaped(token: &str) -> Result<String, PatchFault> {
    let mut parts = token.split('~');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (sign, rest) = match part.as_bytes().first() {
            Some(b'0') => ('~', part.get(1..)),
            Some(b'1') => ('/', part.get(1..)),
            _ => return Err(PatchFault::Pointer),
        };
        out.push(sign);
        out.push_str(rest.unwrap_or_default());
    }
    Ok(out)
}

impl Operation {
    fn apply(&self, json: &mut Json, room: &mut Room) -> Result<(), PatchFault> {
        match self {
            Self::Add(at, value) => {
                room.take(value, at.len())?;
                add(json, at, value.clone())
            }
            Self::Remove(at) => remove(json, at).map(drop),
            Self::Replace(at, value) => {
                room.take(value, at.len())?;
                let place = if at.is_empty() { None } else { find_mut(json, at)? };
                *place.ok_or(PatchFault::Root)? = value.clone();
                Ok(())
            }
            Self::Move(from, to) if from == to => find(json, from).map(drop),
            Self::Move(from, to) => {
                if to.starts_with(from) {
                    return Err(PatchFault::Within);
                }
                let value = remove(json, from)?;
                room.take(&value, to.len())?;
                add(json, to, value)
            }
            Self::Copy(from, to) => {
                let value = find(json, from)?.clone();
                room.take(&value, to.len())?;
                add(json, to, value)
            }
            Self::Test(at, value) => {
                let found = find(json, at)?;
                if equal(found, value) { Ok(()) } else { Err(PatchFault::Test) }
            }
        }
    }
}

/// The place of an existing item: digits without a leading zero (RFC 6901, section 4).
fn index(token: &str) -> Result<usize, PatchFault> {
    let plain = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let plain = plain && (token == "0" || !token.starts_with('0'));
    if plain { token.parse().map_err(|_| PatchFault::OutOfRange) } else { Err(PatchFault::Missing) }
}

fn find<'a>(json: &'a Json, at: &[String]) -> Result<&'a Json, PatchFault> {
    let mut here = json;
    for token in at {
        here = match here {
            Json::Object(object) => object.get(token),
            Json::Array(items) => items.get(index(token)?),
            _ => return Err(PatchFault::NotAContainer),
        }
        .ok_or(PatchFault::Missing)?;
    }
    Ok(here)
}

fn find_mut<'a>(json: &'a mut Json, at: &[String]) -> Result<Option<&'a mut Json>, PatchFault> {
    let mut here = json;
    for token in at {
        here = match here {
            Json::Object(object) => object.get_mut(token),
            Json::Array(items) => items.get_mut(index(token)?),
            _ => return Err(PatchFault::NotAContainer),
        }
        .ok_or(PatchFault::Missing)?;
    }
    Ok(Some(here))
}

fn parent<'a, 'b>(
    json: &'a mut Json,
    at: &'b [String],
) -> Result<(&'a mut Json, &'b str), PatchFault> {
    let (last, path) = at.split_last().ok_or(PatchFault::Root)?;
    Ok((find_mut(json, path)?.ok_or(PatchFault::Root)?, last))
}

fn add(json: &mut Json, at: &[String], value: Json) -> Result<(), PatchFault> {
    match parent(json, at)? {
        (Json::Object(object), name) => object.set(name, value),
        (Json::Array(items), "-") => items.push(value),
        (Json::Array(items), token) => {
            let at = index(token)?;
            if at > items.len() {
                return Err(PatchFault::OutOfRange);
            }
            items.insert(at, value);
        }
        _ => return Err(PatchFault::NotAContainer),
    }
    Ok(())
}

fn remove(json: &mut Json, at: &[String]) -> Result<Json, PatchFault> {
    match parent(json, at)? {
        (Json::Object(object), name) => object.remove(name).ok_or(PatchFault::Missing),
        (Json::Array(items), token) => {
            let at = index(token)?;
            if at < items.len() { Ok(items.remove(at)) } else { Err(PatchFault::Missing) }
        }
        _ => Err(PatchFault::NotAContainer),
    }
}

/// Equal as RFC 6902, section 4.6, has it, but for numbers: FHIR tells 1.50
/// from 1.5, and so does a test. Members may stand in any order.
fn equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let has = |(name, value)| other.get(name).is_some_and(|other| equal(value, other));
            one.len() == other.len() && one.iter().all(has)
        }
        _ => one == other,
    }
}
