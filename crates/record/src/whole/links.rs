//! The references of one text: where they may be, by a look at its bytes, and
//! what they are, by parsing it.

use hygie_fhir::json::{Json, Object};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::reference::Reference;

use super::table::{Ways, is_drawn};
use crate::Name;

/// Bytes that the longest name of a resource type may have.
const KIND_BYTES: usize = 40;
/// Bytes of the longest id.
const ID_BYTES: usize = 64;

/// One reference.
pub(super) struct Link {
    /// What is referred to.
    pub to: Name,
    /// Which way secrecy goes along it.
    pub ways: Ways,
}

/// Calls `visit` with every `Type/id` of a text that may be drawn into a
/// secret, wherever it stands: in a reference, a URL, a narrative.
pub(super) fn each_mention<'a>(text: &'a [u8], visit: &mut impl FnMut(&'a [u8])) {
    for slash in memchr::memchr_iter(b'/', text) {
        let (before, after) = text.split_at(slash);
        let letters = before.iter().rev().take(KIND_BYTES).take_while(|b| b.is_ascii_alphabetic());
        let start = slash - letters.count();
        let is_id = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        let id = after.iter().skip(1).take(ID_BYTES).take_while(is_id).count();
        let kind = text.get(start..slash).unwrap_or_default();
        if id == 0 || !kind.first().is_some_and(u8::is_ascii_uppercase) {
            continue;
        }
        if std::str::from_utf8(kind).is_ok_and(is_drawn) {
            visit(text.get(start..slash + 1 + id).unwrap_or_default());
        }
    }
}

/// The links of a text to what may be drawn into a secret; `None` for a text
/// that cannot be read.
pub(super) fn links(text: &[u8]) -> Option<Vec<Link>> {
    let json = hygie_fhir::json::parse(text, &JsonLimits::default()).ok()?;
    let mut found = Vec::new();
    walk(&json, "", &mut Vec::new(), &mut found);
    Some(found)
}

/// What a resource of resources holds copies of.
pub(super) fn copies(text: &[u8]) -> Vec<Name> {
    let mut found = Vec::new();
    if let Ok(json) = hygie_fhir::json::parse(text, &JsonLimits::default()) {
        let own = json.as_object().into_iter().flat_map(Object::iter);
        own.for_each(|(_, value)| copies_in(value, &mut found));
    }
    found
}

/// Recursion is as deep as the value, which the parser's limit bounds.
fn copies_in(value: &Json, found: &mut Vec<Name>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| copies_in(item, found)),
        Json::Object(object) => {
            let text = |name| object.get(name).and_then(Json::as_str);
            if let (Some(kind), Some(id)) = (text("resourceType"), text("id"))
                && is_drawn(kind)
            {
                found.push((kind.to_owned(), id.to_owned()));
            }
            object.iter().for_each(|(_, value)| copies_in(value, found));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// A resource within another one, contained or an entry of a bundle, is read by
/// the rows of its own type: what it refers to, the outer one does.
fn walk<'a>(value: &'a Json, kind: &'a str, path: &mut Vec<&'a str>, found: &mut Vec<Link>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| walk(item, kind, path, found)),
        Json::Object(object) => match object.get("resourceType").and_then(Json::as_str) {
            Some(own) => members(object, own, &mut Vec::new(), found),
            None => members(object, kind, path, found),
        },
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn members<'a>(object: &'a Object, kind: &'a str, path: &mut Vec<&'a str>, found: &mut Vec<Link>) {
    for (name, value) in object.iter() {
        path.push(name);
        match value {
            Json::String(text) if holds_link(path) => {
                let to = target(text);
                found.extend(to.map(|to| Link { ways: Ways::of(kind, path, &to.0), to }));
            }
            _ => walk(value, kind, path, found),
        }
        path.pop();
    }
}

/// Whether the last of these members is the text of a reference, or where the
/// content of an attachment lies.
fn holds_link(path: &[&str]) -> bool {
    match path {
        [.., "extension" | "modifierExtension" | "link" | "request", "url"] => false,
        [.., "reference" | "url"] => true,
        _ => false,
    }
}

/// What a reference names, here or under whatever address it was known by.
fn target(text: &str) -> Option<Name> {
    match Reference::parse(text) {
        Reference::Local { kind, id, .. } | Reference::Absolute { kind, id, .. } => {
            is_drawn(kind).then(|| (kind.to_owned(), id.to_owned()))
        }
        Reference::Contained(_)
        | Reference::Urn(_)
        | Reference::Conditional { .. }
        | Reference::Other(_) => None,
    }
}
