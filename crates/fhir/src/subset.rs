//! Parts of a resource, as `_summary` and `_elements` ask for them
//! (<https://hl7.org/fhir/R4/search.html#summary>,
//! <https://hl7.org/fhir/R4/search.html#elements>).
//!
//! What must be there stays, so that a part is still valid; elements that
//! change what others mean stay too. Every part is tagged `SUBSETTED`, for
//! whoever would write it back.

#[cfg(test)]
mod tests;

use crate::definitions::{Definitions, Element, Kind, Type};
use crate::json::{Json, Object};

/// Which part of a resource is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subset {
    /// `_summary=true`: elements of the summary.
    Summary,
    /// `_summary=text`: the narrative and what must be there.
    Text,
    /// `_summary=data`: all but the narrative.
    Data,
    /// `_elements`: those of these names.
    Elements(Vec<String>),
}

const TAG_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
const TAG_CODE: &str = "SUBSETTED";

impl Subset {
    /// Leaves of the resource what is wanted, and tags it. Something that is no
    /// resource of R4 stays as it is.
    pub fn apply(&self, resource: &mut Json) {
        let kind = resource.resource_type().and_then(|kind| Definitions::r4().resource_type(kind));
        let (Some(kind), Some(object)) = (kind, resource.as_object_mut()) else { return };
        match self {
            Self::Summary => summarise(object, kind),
            Self::Data => drop(object.remove("text")),
            Self::Text => object.retain(|name| always(name) || name == "text" || must(kind, name)),
            Self::Elements(wanted) => object.retain(|name| {
                let named = |element: &Element| wanted.iter().any(|name| name == element.name);
                always(name) || must(kind, name) || element(kind, name).is_some_and(named)
            }),
        }
        tag(object);
    }
}

/// Whether a resource type has an element of this name at its root; a choice's
/// is without its type (`value`).
pub fn has_element(kind: &str, name: &str) -> bool {
    Definitions::r4().resource_type(kind).is_some_and(|kind| kind.element(name).is_some())
}

fn always(name: &str) -> bool {
    matches!(name, "resourceType" | "id" | "meta")
}

/// The element of a JSON member, `_name` being that of `name`.
fn element<'d>(kind: &'d Type, name: &str) -> Option<&'d Element> {
    let name = name.strip_prefix('_').unwrap_or(name);
    kind.field(name).map(|field| field.element)
}

fn must(kind: &Type, name: &str) -> bool {
    element(kind, name).is_some_and(|element| element.min > 0 || element.modifier)
}

fn summarise(object: &mut Object, kind: &Type) {
    object.retain(|name| {
        let summary = |element: &Element| element.summary || element.min > 0 || element.modifier;
        always(name) || element(kind, name).is_some_and(summary)
    });
    let definitions = Definitions::r4();
    for (name, value) in object.iter_mut() {
        let Some(field) = kind.field(name) else { continue };
        let inner = definitions.type_at(field.type_ref.type_id);
        if inner.kind == Kind::Backbone {
            within(value, inner);
        }
    }
    // An element of which nothing is in the summary would be an empty object.
    let empty: Vec<String> =
        object.iter().filter(|(_, value)| is_empty(value)).map(|(name, _)| name.into()).collect();
    object.retain(|name| !empty.iter().any(|gone| gone == name));
}

fn within(value: &mut Json, kind: &Type) {
    match value {
        Json::Object(object) => summarise(object, kind),
        Json::Array(items) => {
            items.iter_mut().for_each(|item| within(item, kind));
            items.retain(|item| !is_empty(item));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Object(object) => object.is_empty(),
        Json::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn tag(object: &mut Object) {
    let mut coding = Object::new();
    coding.push("system".into(), Json::string(TAG_SYSTEM));
    coding.push("code".into(), Json::string(TAG_CODE));
    let coding = Json::Object(coding);
    if object.get("meta").and_then(Json::as_object).is_none() {
        let behind = object.iter().take_while(|(name, _)| always(name)).count();
        object.insert(behind, "meta", Json::Object(Object::new()));
    }
    let Some(meta) = object.get_mut("meta").and_then(Json::as_object_mut) else { return };
    match meta.get_mut("tag") {
        Some(Json::Array(tags)) => {
            if !tags.iter().any(|tag| tag.str("code") == Some(TAG_CODE)) {
                tags.push(coding);
            }
        }
        _ => meta.set("tag", Json::Array(vec![coding])),
    }
}
