//! Running compiled expressions on a resource.

use super::program::{Condition, Field, Filter, Path, Program, Step};
use super::shape::Shape;
use crate::definitions::{Definitions, ValueSetId};
use crate::json::Json;
use crate::reference::Reference;

/// A value met on the way, with how it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    pub(super) json: &'a Json,
    pub(super) shape: Shape,
    /// The required value set of a coded element.
    pub(super) binding: Option<ValueSetId>,
}

/// Where a program runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) resource: &'a Json,
    pub(super) focus: &'a Json,
}

/// Calls `visit` with every value that the program gives.
pub(super) fn run<'a>(
    program: &Program,
    scope: Scope<'a>,
    visit: &mut dyn FnMut(Node<'a>),
) -> Option<bool> {
    match program {
        Program::Paths(paths) => {
            for path in paths {
                walk(path, scope, visit);
            }
            None
        }
        Program::Truth(all) => Some(all.iter().all(|condition| holds(condition, scope))),
    }
}

/// Calls `visit` with every value at the end of a path.
pub(super) fn walk<'a>(path: &Path, scope: Scope<'a>, visit: &mut dyn FnMut(Node<'a>)) {
    let json = if path.from_resource { scope.resource } else { scope.focus };
    let shape = path.ends.first().map_or(Shape::Other, |end| end.shape);
    follow(&path.steps, Node { json, shape, binding: None }, scope.resource, visit);
}

fn follow<'a>(steps: &[Step], node: Node<'a>, resource: &'a Json, visit: &mut dyn FnMut(Node<'a>)) {
    let Some((step, rest)) = steps.split_first() else {
        return with_value(node, visit);
    };
    match step {
        Step::Member { fields, index } => {
            for field in fields {
                let Some(value) = node.json.get(&field.name) else { continue };
                member(field, value, *index, &mut |next| follow(rest, next, resource, visit));
            }
        }
        Step::Extension(url) => {
            for json in extensions(node.json, url) {
                follow(
                    rest,
                    Node { json, shape: Shape::Extension, binding: None },
                    resource,
                    visit,
                );
            }
        }
        Step::Filter(filter) => {
            if keeps(filter, node, resource) {
                follow(rest, node, resource, visit);
            }
        }
    }
}

/// The values of a member: each of an array, or only the one at `index`.
/// `null` is where a primitive has only extensions.
fn member<'a>(
    field: &Field,
    value: &'a Json,
    index: Option<usize>,
    visit: &mut dyn FnMut(Node<'a>),
) {
    let node = |json| Node { json, shape: field.shape, binding: field.binding };
    match (value, index) {
        (Json::Array(items), None) => {
            items.iter().filter(|item| **item != Json::Null).for_each(|item| visit(node(item)));
        }
        (Json::Array(items), Some(at)) => {
            if let Some(item) = items.get(at) {
                visit(node(item));
            }
        }
        (Json::Null, _) | (_, Some(1..)) => {}
        (single, _) => visit(node(single)),
    }
}

/// Hands on a value; an extension gives its own value.
fn with_value<'a>(node: Node<'a>, visit: &mut dyn FnMut(Node<'a>)) {
    if node.shape != Shape::Extension {
        return visit(node);
    }
    let definitions = Definitions::r4();
    let Some(extension) = definitions.type_named("Extension") else { return };
    let Some(members) = node.json.as_object() else { return };
    for (name, json) in members.iter().filter(|(name, _)| name.starts_with("value")) {
        if let Some(found) = extension.field(name) {
            let shape = Shape::of(definitions, found.type_ref.type_id);
            visit(Node { json, shape, binding: None });
        }
    }
}

fn extensions<'a>(json: &'a Json, url: &str) -> impl Iterator<Item = &'a Json> {
    let all = json.get("extension").and_then(Json::as_array).unwrap_or_default();
    all.iter().filter(move |extension| extension.str("url") == Some(url))
}

fn keeps(filter: &Filter, node: Node<'_>, resource: &Json) -> bool {
    match filter {
        Filter::Equal(name, text) => node.json.str(name) == Some(text),
        Filter::HasExtension(url) => extensions(node.json, url).next().is_some(),
        Filter::Leads(kind) => leads_to(node.json, resource) == Some(kind),
    }
}

/// The resource type that a reference leads to, by its text, by the contained
/// resource it names, or by its own `type`.
fn leads_to<'a>(reference: &'a Json, resource: &'a Json) -> Option<&'a str> {
    let said = reference.str("type");
    let Some(text) = reference.str("reference") else { return said };
    match Reference::parse(text) {
        Reference::Contained(id) => {
            let all = resource.get("contained")?.as_array()?;
            all.iter().find(|found| found.id() == Some(id))?.resource_type()
        }
        other => other.kind().or(said),
    }
}

fn holds(condition: &Condition, scope: Scope<'_>) -> bool {
    let (paths, unless) = match condition {
        Condition::Exists(paths) => (paths, None),
        Condition::NotEqual(paths, text) => (paths, Some(text)),
    };
    let mut found = false;
    for path in paths {
        walk(path, scope, &mut |node| {
            let equal = match (node.json, unless) {
                (Json::Bool(truth), Some(text)) => truth.to_string() == *text,
                (Json::String(value), Some(text)) => **value == **text,
                _ => false,
            };
            found |= !equal;
        });
    }
    found
}
