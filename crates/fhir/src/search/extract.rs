//! From a resource to its search values: every parameter of its type is run.

use hygie_base::Timestamp;

use super::evaluate::{Node, Scope, run, walk};
use super::parameters::{Branch, How, ParamKind, parameters};
use super::values::{Builder, Value, Values};
use super::{dates, number, quantity, references, string, token, uri};
use crate::assign;
use crate::date::Range;
use crate::json::Json;

/// Extracts every search value of a resource. `last_updated` stands for
/// `meta.lastUpdated` where the store keeps it outside the resource. A value
/// that cannot be read (a date that is none) is left out; a resource of unknown
/// type has no values.
pub fn extract(resource: &Json, last_updated: Option<Timestamp>) -> Values {
    let kind = resource.resource_type().and_then(assign::row).map_or("", |row| row.kind);
    let mut builder = Builder::new(kind);
    let scope = Scope { resource, focus: resource };
    for (id, param) in parameters().with_ids(kind) {
        builder.param(id);
        if let (Some(at), "_lastUpdated") = (last_updated, param.code) {
            builder.push(Value::Date(Range { start: at.0, end: at.0.saturating_add(1) }));
            continue;
        }
        match &param.how {
            How::Simple(program) => {
                let truth = run(program, scope, &mut |node| add(param.kind, node, &mut builder));
                if let Some(truth) = truth {
                    token::add_truth(truth, &mut builder);
                }
            }
            How::Composite { branches, parts } => {
                for branch in branches {
                    composite(branch, parts, scope, &mut builder);
                }
            }
        }
    }
    builder.build()
}

fn composite(branch: &Branch, kinds: &[ParamKind], scope: Scope<'_>, builder: &mut Builder) {
    walk(&branch.path, scope, &mut |node| {
        let inside = Branch::scope(scope, node.json);
        builder.composite(kinds.len(), |builder, at| {
            if let (Some(program), Some(kind)) = (branch.parts.get(at), kinds.get(at)) {
                run(program, inside, &mut |part| add(*kind, part, builder));
            }
        });
    });
}

fn add(kind: ParamKind, node: Node<'_>, builder: &mut Builder) {
    match kind {
        ParamKind::String => string::add(node, builder),
        ParamKind::Token => token::add(node, builder),
        ParamKind::Date => dates::add(node, builder),
        ParamKind::Number => number::add(node, builder),
        ParamKind::Quantity => quantity::add(node, builder),
        ParamKind::Reference => references::add(node, builder),
        ParamKind::Uri => uri::add(node, builder),
        ParamKind::Composite => {}
    }
}
