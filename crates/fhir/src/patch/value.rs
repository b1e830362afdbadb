//! The value of a FHIRPath Patch operation: a `value[x]`, a resource, or parts
//! that spell out an element without a name of its own
//! (<https://hl7.org/fhir/R4/fhirpatch.html>).

use super::PatchFault;
use crate::definitions::{Definitions, Element, Type};
use crate::json::{Json, Object};

/// Parts within one another; what is deeper is refused.
const DEPTH: usize = 16;

/// A value and the member name under which an element holds it.
pub struct Valued {
    pub member: String,
    pub value: Json,
    /// Whether it is one of a list.
    pub many: bool,
}

/// The value that a part gives for an element of this name.
pub fn valued(of: &'static Type, name: &str, part: &Json) -> Result<Valued, PatchFault> {
    value_of(of, name, part, 0)
}

fn value_of(
    of: &'static Type,
    name: &str,
    part: &Json,
    depth: usize,
) -> Result<Valued, PatchFault> {
    if depth > DEPTH {
        return Err(PatchFault::TooLarge);
    }
    // A choice may be named with its type too: valueQuantity.
    let by_field = || of.field(name).map(|field| field.element);
    let element = of.element(name).or_else(by_field).ok_or(PatchFault::Name)?;
    let given = part.as_object().ok_or(PatchFault::Value)?;
    let mut values = given.iter().filter_map(|(member, value)| {
        let suffix = member.strip_prefix("value")?;
        (!suffix.is_empty()).then_some((suffix, value))
    });
    let (member, value) = match (values.next(), values.next()) {
        (Some((suffix, value)), None) => (member(element, name, Some(suffix))?, value.clone()),
        (None, None) => match (given.get("resource"), given.get("part")) {
            (Some(resource), None) => (member(element, name, None)?, resource.clone()),
            (None, Some(parts)) => {
                let member = member(element, name, None)?;
                let field = of.field(&member).ok_or(PatchFault::Name)?;
                let inner = Definitions::r4().type_at(field.type_ref.type_id);
                (member, spelt_out(inner, parts, depth + 1)?)
            }
            _ => return Err(PatchFault::Value),
        },
        _ => return Err(PatchFault::Value),
    };
    Ok(Valued { member, value, many: element.many })
}

/// The JSON name of an element: that of a choice ends with the value's type.
fn member(element: &Element, name: &str, suffix: Option<&str>) -> Result<String, PatchFault> {
    match suffix {
        _ if !element.choice => Ok(element.name.to_owned()),
        Some(suffix) => Ok(format!("{}{suffix}", element.name)),
        None if name != element.name => Ok(name.to_owned()),
        None => Err(PatchFault::Value),
    }
}

fn spelt_out(of: &'static Type, parts: &Json, depth: usize) -> Result<Json, PatchFault> {
    let mut object = Object::new();
    for part in parts.as_array().ok_or(PatchFault::Value)? {
        let name = part.str("name").ok_or(PatchFault::Name)?;
        let Valued { member, value, many } = value_of(of, name, part, depth)?;
        match (object.get_mut(&member), many) {
            (None, true) => object.push(member.into(), Json::Array(vec![value])),
            (None, false) => object.push(member.into(), value),
            (Some(Json::Array(items)), true) => items.push(value),
            (Some(_), _) => return Err(PatchFault::Exists),
        }
    }
    Ok(Json::Object(object))
}
