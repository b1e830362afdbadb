//! References between resources: what a reference's text names, and walking or
//! rewriting every reference of a resource in place.
//!
//! What counts as a link follows R4's transaction rules
//! (<https://hl7.org/fhir/R4/http.html#trules>): the text of `Reference`
//! elements, and values of elements of type uri, url, oid and uuid that are
//! themselves `urn:uuid:` or `urn:oid:`. Canonicals are never links. Departing
//! from R4, the narrative is left as it came, `href` and `src` included: it is
//! what the author attested, and no clinical datum depends on its links.

mod link;
#[cfg(test)]
mod tests;

use crate::assign::is_resource_type;
use crate::json::{Json, Object};

/// What the text of a reference names
/// (<https://hl7.org/fhir/R4/references.html#literal>).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reference<'a> {
    /// `#id`: a resource contained in the same one; empty for the container.
    Contained(&'a str),
    /// `Type/id` or `Type/id/_history/version`.
    Local {
        /// Resource type, one of R4's.
        kind: &'a str,
        /// Logical id.
        id: &'a str,
        /// Version, when one is named.
        version: Option<&'a str>,
    },
    /// An absolute URL that ends in the same way.
    Absolute {
        /// What stands before the type, without its last slash.
        base: &'a str,
        /// Resource type, one of R4's.
        kind: &'a str,
        /// Logical id.
        id: &'a str,
        /// Version, when one is named.
        version: Option<&'a str>,
    },
    /// `urn:uuid:…` or `urn:oid:…`, whole.
    Urn(&'a str),
    /// `Type?name=value…`: a search that must match one resource.
    Conditional {
        /// Resource type, one of R4's.
        kind: &'a str,
        /// What follows the question mark, as it came.
        query: &'a str,
    },
    /// Anything else: another URL, or words.
    Other(&'a str),
}

impl<'a> Reference<'a> {
    /// Reads the text of a reference. Every text is some reference.
    pub fn parse(text: &'a str) -> Self {
        if let Some(id) = text.strip_prefix('#') {
            return Self::Contained(id);
        }
        if is_bundle_urn(text) {
            return Self::Urn(text);
        }
        if let Some((kind, query)) = text.split_once('?') {
            return if is_resource_type(kind) {
                Self::Conditional { kind, query }
            } else {
                Self::Other(text)
            };
        }
        located(text).unwrap_or(Self::Other(text))
    }

    /// The resource type that the text itself names.
    pub const fn kind(&self) -> Option<&'a str> {
        match self {
            Self::Local { kind, .. }
            | Self::Absolute { kind, .. }
            | Self::Conditional { kind, .. } => Some(kind),
            Self::Contained(_) | Self::Urn(_) | Self::Other(_) => None,
        }
    }
}

/// `[base/]Type/id[/_history/version]`.
fn located(text: &str) -> Option<Reference<'_>> {
    let (rest, last) = text.rsplit_once('/')?;
    let (place, id, version) = match rest.strip_suffix("/_history") {
        Some(place) => {
            let (place, id) = place.rsplit_once('/')?;
            (place, id, Some(last))
        }
        None => (rest, last, None),
    };
    if !is_id(id) || !version.is_none_or(is_id) {
        return None;
    }
    match place.rsplit_once('/') {
        None => is_resource_type(place).then_some(Reference::Local { kind: place, id, version }),
        Some((base, kind)) => (is_resource_type(kind) && base.contains("://"))
            .then_some(Reference::Absolute { base, kind, id, version }),
    }
}

/// Whether this is a value of FHIR's type `id`: 1 to 64 of `A-Z a-z 0-9 - .`.
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// Whether this is a urn by which a bundle's entries name one another.
pub(crate) fn is_bundle_urn(text: &str) -> bool {
    text.starts_with("urn:uuid:") || text.starts_with("urn:oid:")
}

/// Calls `visit` with the text of every link of a resource, contained
/// resources and resources within a bundle included, in document order.
pub fn walk<'a>(resource: &'a Json, visit: &mut impl FnMut(&'a str)) {
    walk_value(resource, resource.resource_type().unwrap_or_default(), visit);
}

/// Recursion is as deep as the value, which the parser's depth limit bounds.
fn walk_value<'a>(value: &'a Json, member: &str, visit: &mut impl FnMut(&'a str)) {
    match value {
        Json::Array(items) => {
            for item in items {
                walk_value(item, member, visit);
            }
        }
        Json::Object(object) => {
            let inside = inside(object, member);
            let is_reference = link::is_reference(object, inside);
            for (name, value) in object.iter() {
                each_text(value, &mut |text| {
                    if link::is_link(is_reference, inside, name, text) {
                        visit(text);
                    }
                });
                walk_value(value, name, visit);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// The name by which an object's members are told apart: its resource type,
/// else the member that holds it.
fn inside<'a>(object: &'a Object, member: &'a str) -> &'a str {
    object.get("resourceType").and_then(Json::as_str).unwrap_or(member)
}

fn each_text<'a>(value: &'a Json, visit: &mut impl FnMut(&'a str)) {
    match value {
        Json::String(text) => visit(text),
        Json::Array(items) => items.iter().filter_map(Json::as_str).for_each(visit),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => {}
    }
}

/// Rewrites links in place: where `target` gives a text, it takes the place of
/// the link's. Answers how many were rewritten.
pub fn rewrite(
    resource: &mut Json,
    target: &mut impl FnMut(&Reference<'_>) -> Option<String>,
) -> usize {
    let kind = resource.resource_type().unwrap_or_default().to_owned();
    rewrite_value(resource, &kind, target)
}

fn rewrite_value(
    value: &mut Json,
    member: &str,
    target: &mut impl FnMut(&Reference<'_>) -> Option<String>,
) -> usize {
    match value {
        Json::Array(items) => {
            items.iter_mut().map(|item| rewrite_value(item, member, target)).sum()
        }
        Json::Object(object) => {
            let own = object.get("resourceType").and_then(Json::as_str).map(str::to_owned);
            let inside = own.as_deref().unwrap_or(member);
            let is_reference = link::is_reference(object, inside);
            let mut count = 0;
            for (name, value) in object.iter_mut() {
                count += each_text_mut(value, &mut |text| {
                    if link::is_link(is_reference, inside, name, text) {
                        target(&Reference::parse(text))
                    } else {
                        None
                    }
                });
                count += rewrite_value(value, name, target);
            }
            count
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => 0,
    }
}

fn each_text_mut(value: &mut Json, change: &mut impl FnMut(&str) -> Option<String>) -> usize {
    match value {
        Json::String(text) => match change(text) {
            Some(changed) => {
                *text = changed.into();
                1
            }
            None => 0,
        },
        Json::Array(items) => items
            .iter_mut()
            .filter(|item| matches!(item, Json::String(_)))
            .map(|item| each_text_mut(item, change))
            .sum(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => 0,
    }
}
