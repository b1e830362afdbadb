//! From one JSON text to its entries, with their places for people.

use hygie_fhir::assign::is_resource_type;
use hygie_fhir::bundle::{BundleError, Item, Shape, plan};
use hygie_fhir::json::Json;

use crate::ExchangeError;
use crate::entry::{Entry, resolve};

/// What one JSON text asks for.
pub(crate) enum Asked {
    /// All or nothing.
    Atomic(Vec<Entry>),
    /// Each by itself; an entry that cannot be taken says where and why.
    Single(Vec<Result<Entry, (String, ExchangeError)>>),
    /// A document, which stays whole.
    Document(Entry),
}

/// Takes a resource or bundle apart and resolves the references within it.
/// `place` says where in its file it stands, empty for the whole file.
///
/// # Errors
/// How many resources cannot be taken, and why.
pub(crate) fn asked(json: Json, place: &str) -> Result<Asked, (u64, ExchangeError)> {
    let plan = plan(json).map_err(|error| (1, shape_error(error)))?;
    let count = plan.items.len() as u64;
    let mut entries = Vec::with_capacity(plan.items.len());
    let mut full_urls = Vec::with_capacity(plan.items.len());
    let mut failed = Vec::new();
    for (at, item) in plan.items.into_iter().enumerate() {
        match item {
            Ok(Item { entry, full_url, resource, .. }) => {
                entries.push(Entry {
                    place: named(place, entry, &resource),
                    resource,
                    subject: None,
                    fault: None,
                });
                full_urls.push(full_url.map(String::from));
            }
            Err(error) if plan.shape == Shape::Transaction => {
                return Err((count, shape_error(error)));
            }
            Err(error) => failed.push((at, error)),
        }
    }
    match plan.shape {
        Shape::Document => {
            let document = entries.into_iter().next();
            document
                .map(Asked::Document)
                .ok_or_else(|| (1, ExchangeError::Shape("no document".into())))
        }
        Shape::Transaction => {
            resolve(&mut entries, &full_urls);
            Ok(Asked::Atomic(entries))
        }
        Shape::Single | Shape::Batch | Shape::Collection | Shape::Searchset => {
            resolve(&mut entries, &full_urls);
            let mut all: Vec<_> = entries.into_iter().map(Ok).collect();
            for (at, error) in failed {
                let here = join(place, error.entry.map(|entry| format!("entry {entry}")));
                all.insert(at.min(all.len()), Err((here, shape_error(error))));
            }
            Ok(Asked::Single(all))
        }
    }
}

fn shape_error(error: BundleError) -> ExchangeError {
    ExchangeError::Shape(error.to_string())
}

fn named(place: &str, entry: Option<usize>, resource: &Json) -> String {
    let kind = resource.resource_type().filter(|kind| is_resource_type(kind));
    let here = join(place, entry.map(|entry| format!("entry {entry}")));
    match kind {
        // What is no type of R4 may be anything: it is not quoted.
        None => here,
        Some(kind) if here.is_empty() => kind.to_owned(),
        Some(kind) => format!("{here} ({kind})"),
    }
}

fn join(place: &str, inner: Option<String>) -> String {
    match inner {
        None => place.to_owned(),
        Some(inner) if place.is_empty() => inner,
        Some(inner) => format!("{place}, {inner}"),
    }
}
