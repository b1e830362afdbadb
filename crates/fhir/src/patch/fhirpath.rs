//! FHIRPath Patch (<https://hl7.org/fhir/R4/fhirpatch.html>): add, insert,
//! delete, replace, move.

use super::path::{Found, Key, Step, at, element, find, read};
use super::value::{Valued, valued};
use super::{PatchError, PatchFault, Room, apply_all, read_all};
use crate::definitions::{Definitions, Type};
use crate::json::{Json, Object};

/// A FHIRPath Patch, read.
#[derive(Clone, Debug)]
pub struct FhirPathPatch(Vec<Operation>);

#[derive(Clone, Debug)]
struct Operation {
    path: Vec<Step>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Add(String, Json),
    Insert(usize, Json),
    Delete,
    Replace(Json),
    Move(usize, usize),
}

impl FhirPathPatch {
    /// Reads a Parameters resource.
    ///
    /// # Errors
    /// The first operation that cannot be read, and why.
    pub fn read(parameters: &Json) -> Result<Self, PatchError> {
        let none = PatchFault::NotParameters.of(0);
        if parameters.resource_type() != Some("Parameters") {
            return Err(none);
        }
        let all = parameters.get("parameter").and_then(Json::as_array).ok_or(none)?;
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
    let parts = json.get("part").and_then(Json::as_array);
    let parts = parts.filter(|_| json.str("name") == Some("operation"));
    let parts = parts.ok_or(PatchFault::NotParameters)?;
    let part = |name: &str| {
        let mut named = parts.iter().filter(|part| part.str("name") == Some(name));
        named.next().filter(|_| named.next().is_none())
    };
    let text = |name: &str| {
        part(name)?.as_object()?.iter().find_map(|(member, value)| {
            matches!(member, "valueCode" | "valueString").then(|| value.as_str())?
        })
    };
    let number = |name: &str| -> Result<usize, PatchFault> {
        let members = part(name).and_then(Json::as_object).ok_or(PatchFault::Index)?;
        members
            .iter()
            .find_map(|(_, value)| match value {
                Json::Number(number) => number.parse().ok(),
                _ => None,
            })
            .ok_or(PatchFault::Index)
    };
    let value = || part("value").cloned().ok_or(PatchFault::Value);
    let what = match text("type") {
        Some("add") => What::Add(text("name").ok_or(PatchFault::Name)?.to_owned(), value()?),
        Some("insert") => What::Insert(number("index")?, value()?),
        Some("delete") => What::Delete,
        Some("replace") => What::Replace(value()?),
        Some("move") => What::Move(number("source")?, number("destination")?),
        _ => return Err(PatchFault::Operation),
    };
    Ok(Operation { path: read(text("path").ok_or(PatchFault::Path)?)?, what })
}

impl Operation {
    fn apply(&self, json: &mut Json, room: &mut Room) -> Result<(), PatchFault> {
        match &self.what {
            What::Add(name, part) => {
                let one = single(find(json, &self.path)?)?;
                let of = holder(json, &one);
                let valued = valued(of, name, part)?;
                room.take(&valued.value, one.keys.len() + 2)?;
                add(object_at(json, &one.keys)?, valued)
            }
            What::Delete => match find(json, &self.path)?.as_slice() {
                [] => Ok(()),
                [one] => take_out(json, &one.keys),
                _ => Err(PatchFault::Several),
            },
            What::Replace(part) => {
                let one = single(find(json, &self.path)?)?;
                replace(json, &one.keys, part, room)
            }
            What::Insert(index, part) => {
                let (one, name) = self.list(json)?;
                let Valued { member, value, .. } = valued(holder(json, &one), name, part)?;
                room.take(&value, one.keys.len() + 2)?;
                let object = object_at(json, &one.keys)?;
                if object.get(&member).is_none() && *index == 0 {
                    object.push(member.into(), Json::Array(vec![value]));
                    return Ok(());
                }
                each_list(object, &member, |items, beside| {
                    if *index > items.len() && !beside {
                        return Err(PatchFault::OutOfRange);
                    }
                    let value = if beside { Json::Null } else { value.clone() };
                    items.insert((*index).min(items.len()), value);
                    Ok(())
                })
            }
            What::Move(from, to) => {
                let (one, name) = self.list(json)?;
                let member = name.to_owned();
                each_list(object_at(json, &one.keys)?, &member, |items, _| {
                    if *from >= items.len() || *to >= items.len() {
                        return Err(PatchFault::OutOfRange);
                    }
                    let value = items.remove(*from);
                    items.insert(*to, value);
                    Ok(())
                })
            }
        }
    }

    /// The element that holds the list that the path names, and its name.
    fn list(&self, json: &Json) -> Result<(Found, &str), PatchFault> {
        let Some((Step::Name(name), before)) = self.path.split_last() else {
            return Err(PatchFault::NotAListElement);
        };
        let one = single(find(json, before)?)?;
        let (element, _) = element(json, &one, name)?;
        if element.many { Ok((one, name)) } else { Err(PatchFault::NotAListElement) }
    }
}

fn single(mut found: Vec<Found>) -> Result<Found, PatchFault> {
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => Err(PatchFault::Several),
        (None, _) => Err(PatchFault::Missing),
    }
}

/// The type whose elements an element has: a contained resource's is its own.
fn holder(json: &Json, one: &Found) -> &'static Type {
    let own = at(json, &one.keys).and_then(Json::resource_type);
    let own = own.and_then(|kind| Definitions::r4().resource_type(kind));
    own.unwrap_or(one.of)
}

fn add(object: &mut Object, valued: Valued) -> Result<(), PatchFault> {
    let Valued { member, value, many } = valued;
    if !many {
        if object.get(&member).is_some() {
            return Err(PatchFault::Exists);
        }
        object.push(member.into(), value);
        return Ok(());
    }
    if object.get(&member).is_none() {
        object.push(member.into(), Json::Array(vec![value]));
        return Ok(());
    }
    each_list(object, &member, |items, beside| {
        items.push(if beside { Json::Null } else { value.clone() });
        Ok(())
    })
}

fn replace(json: &mut Json, keys: &[Key], part: &Json, room: &mut Room) -> Result<(), PatchFault> {
    let (listed, name, above) = match keys {
        [above @ .., Key::Name(name), Key::At(at)] => (Some(*at), name, above),
        [above @ .., Key::Name(name)] => (None, name, above),
        _ => return Err(PatchFault::Root),
    };
    let of = type_at(json, above)?;
    let field = of.field(name).ok_or(PatchFault::Name)?;
    let Valued { member, value, .. } = valued(of, field.element.name, part)?;
    room.take(&value, keys.len())?;
    let object = object_at(json, above)?;
    let Some(at) = listed else {
        if member != *name && object.get(&member).is_some() {
            return Err(PatchFault::Exists);
        }
        let place = object.iter().position(|(other, _)| other == name).unwrap_or(usize::MAX);
        object.remove(name);
        // What was said beside the old value is not said of the new one.
        object.remove(&format!("_{name}"));
        object.insert(place, &member, value);
        return Ok(());
    };
    each_list(object, name, |items, beside| {
        if let Some(item) = items.get_mut(at) {
            *item = if beside { Json::Null } else { value.clone() };
        }
        Ok(())
    })
}

fn take_out(json: &mut Json, keys: &[Key]) -> Result<(), PatchFault> {
    match keys {
        [above @ .., Key::Name(name), Key::At(at)] => {
            let object = object_at(json, above)?;
            each_list(object, name, |items, _| {
                if *at < items.len() {
                    items.remove(*at);
                }
                Ok(())
            })?;
            for member in [name.clone(), format!("_{name}")] {
                let empty = |items: &[Json]| items.iter().all(|item| *item == Json::Null);
                if object.get(&member).and_then(Json::as_array).is_some_and(empty) {
                    object.remove(&member);
                }
            }
            Ok(())
        }
        [above @ .., Key::Name(name)] => {
            let object = object_at(json, above)?;
            object.remove(name);
            object.remove(&format!("_{name}"));
            Ok(())
        }
        _ => Err(PatchFault::Root),
    }
}

/// Changes a list, and the list beside it that has the extensions of its
/// primitive values, in the same way.
fn each_list(
    object: &mut Object,
    member: &str,
    mut change: impl FnMut(&mut Vec<Json>, bool) -> Result<(), PatchFault>,
) -> Result<(), PatchFault> {
    let Some(Json::Array(items)) = object.get_mut(member) else {
        return Err(PatchFault::Missing);
    };
    let length = items.len();
    change(items, false)?;
    if let Some(Json::Array(items)) = object.get_mut(&format!("_{member}")) {
        items.resize(length, Json::Null);
        change(items, true)?;
    }
    Ok(())
}

fn object_at<'a>(json: &'a mut Json, keys: &[Key]) -> Result<&'a mut Object, PatchFault> {
    let mut here = json;
    for key in keys {
        here = match (key, here) {
            (Key::Name(name), Json::Object(object)) => object.get_mut(name),
            (Key::At(at), Json::Array(items)) => items.get_mut(*at),
            _ => None,
        }
        .ok_or(PatchFault::Missing)?;
    }
    here.as_object_mut().ok_or(PatchFault::NotAContainer)
}

/// The type of the element at a place.
fn type_at(json: &Json, keys: &[Key]) -> Result<&'static Type, PatchFault> {
    let definitions = Definitions::r4();
    let mut of = definitions
        .resource_type(json.resource_type().unwrap_or_default())
        .ok_or(PatchFault::Name)?;
    let mut here = json;
    for key in keys {
        here = match (key, here) {
            (Key::Name(name), Json::Object(object)) => {
                let field = of.field(name).ok_or(PatchFault::Name)?;
                of = definitions.type_at(field.type_ref.type_id);
                object.get(name)
            }
            (Key::At(at), Json::Array(items)) => items.get(*at),
            _ => None,
        }
        .ok_or(PatchFault::Missing)?;
        if let Some(own) = here.resource_type().and_then(|kind| definitions.resource_type(kind)) {
            of = own;
        }
    }
    Ok(of)
}
