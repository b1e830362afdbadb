//! Reference parameters (<https://hl7.org/fhir/R4/search.html#reference>).

use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::modifier::Modifier;
use super::shape::Shape;
use super::split::unescape;
use super::token;
use super::values::{Builder, Pointer, Text, Value, Values};
use crate::json::Json;
use crate::reference::{Reference, is_id};

/// Adds what a reference, a canonical or a whole resource points at.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    match node.shape {
        Shape::Resource => {
            if let (Some(kind), Some(id)) = (node.json.resource_type(), node.json.id()) {
                add_text(&format!("{kind}/{id}"), None, builder);
            }
        }
        Shape::Reference => {
            let identifier = node.json.get("identifier");
            if let Some(text) = node.json.str("reference") {
                add_text(text, identifier, builder);
            } else if identifier.is_some() {
                push("", (None, None), identifier, builder);
            }
        }
        _ => {
            if let Some(text) = node.json.as_str() {
                push(text, (None, None), None, builder);
            }
        }
    }
}

/// The id in a local reference, whatever its version.
pub(super) fn local_id(text: &str) -> Option<&str> {
    match Reference::parse(text) {
        Reference::Local { id, .. } => Some(id),
        _ => None,
    }
}

fn add_text(text: &str, identifier: Option<&Json>, builder: &mut Builder) {
    let local = match Reference::parse(text) {
        Reference::Local { kind, id, .. } => (Some(kind), Some(id)),
        _ => (None, None),
    };
    push(text, local, identifier, builder);
}

fn push(
    text: &str,
    (kind, id): (Option<&str>, Option<&str>),
    identifier: Option<&Json>,
    builder: &mut Builder,
) {
    let text = if text.is_empty() { Text::NONE } else { builder.text(text) };
    let (kind, id) = (builder.optional(kind), builder.optional(id));
    let mut part = |name| builder.optional(identifier.and_then(|json| json.str(name)));
    let (system, value) = (part("system"), part("value"));
    builder.push(Value::Reference(Pointer { text, id, kind, system, value }));
}

/// What a reference is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Criterion {
    /// `id` or `Type/id`, whatever version is referred to.
    Local { kind: Option<String>, id: String },
    /// An address, a urn, or a reference to a version: the text as it stands; a
    /// canonical also without its version.
    Text(String),
    /// `:identifier`
    Identifier(token::Criterion),
}

impl Criterion {
    pub(super) fn parse(text: &str, modifier: Modifier) -> Result<Self, Fault> {
        if modifier == Modifier::Identifier {
            return token::Criterion::pair(text).map(Self::Identifier);
        }
        let text = unescape(text)?;
        if let Modifier::Type(kind) = modifier {
            return if is_id(&text) {
                Ok(Self::Local { kind: Some(kind.to_owned()), id: text.into_owned() })
            } else {
                Err(invalid("after a resource type as modifier comes an id alone"))
            };
        }
        match Reference::parse(&text) {
            Reference::Local { kind, id, version: None } => {
                Ok(Self::Local { kind: Some(kind.to_owned()), id: id.to_owned() })
            }
            Reference::Other(id) if is_id(id) => Ok(Self::Local { kind: None, id: id.to_owned() }),
            Reference::Local { .. } | Reference::Absolute { .. } | Reference::Urn(_) => {
                Ok(Self::Text(text.into_owned()))
            }
            Reference::Other(address) if address.contains(':') => Ok(Self::Text(text.into_owned())),
            _ => Err(invalid("a reference is an id, Type/id, or an absolute address")),
        }
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        let Value::Reference(found) = value else { return false };
        match self {
            Self::Local { kind, id } => {
                values.text(found.id) == Some(id)
                    && kind.as_deref().is_none_or(|kind| values.text(found.kind) == Some(kind))
            }
            Self::Text(wanted) => values.text(found.text).is_some_and(|text| {
                text.strip_prefix(wanted.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('|'))
            }),
            Self::Identifier(wanted) => wanted.matches_pair(found.system, found.value, values),
        }
    }
}
