//! The shapes in which an import meets resources: one by itself, or in a bundle
//! (<https://hl7.org/fhir/R4/bundle.html>). A bundle is taken apart without
//! copying; each entry comes out with its place, or with what is wrong there.

mod error;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use error::{BundleError, BundleFault};

use crate::json::{Json, Object};
use crate::limits::BUNDLE_ENTRIES;
use crate::reference::Reference;

/// How resources came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One resource by itself.
    Single,
    /// All or nothing.
    Transaction,
    /// Each by itself, as writes.
    Batch,
    /// A set without requests.
    Collection,
    /// What a search found; its outcomes are left out.
    Searchset,
    /// A document, kept whole: one item, the bundle itself.
    Document,
}

/// What came, taken apart.
#[derive(PartialEq, Eq, Debug)]
pub struct Plan {
    /// How it came.
    pub shape: Shape,
    /// Entries in order. One that is wrong does not hide the others; in a
    /// transaction it refuses them all.
    pub items: Vec<Result<Item, BundleError>>,
}

/// One resource to import.
#[derive(PartialEq, Eq, Debug)]
pub struct Item {
    /// Which entry of the bundle, from 0; `None` for a resource by itself.
    pub entry: Option<usize>,
    /// `fullUrl`, by which other entries refer to it.
    pub full_url: Option<Box<str>>,
    /// The resource; an object with a `resourceType`.
    pub resource: Json,
    /// What a transaction or batch asks to do with it.
    pub request: Option<Request>,
}

/// What is asked of a server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Create or update.
    pub method: Method,
    /// Where: `Type` to create; `Type/id` or `Type?query` to update.
    pub url: Box<str>,
    /// Search that must find nothing for a creation to happen, without `?`.
    pub if_none_exist: Option<Box<str>>,
    /// Version that an update expects, as the entity tag came.
    pub if_match: Option<Box<str>>,
}

/// The methods that write a resource.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Create.
    Post,
    /// Update, or create under a known id.
    Put,
}

/// Takes a parsed text apart.
///
/// # Errors
/// When it is no resource, a bundle that is not imported (history, message,
/// responses), or a bundle whose entries cannot be told apart.
pub fn plan(json: Json) -> Result<Plan, BundleError> {
    let whole = |fault| BundleError { entry: None, member: "", fault };
    match json.resource_type() {
        None => return Err(whole(BundleFault::NoResource)),
        Some("Bundle") => {}
        Some(_) => return Ok(single(Shape::Single, json)),
    }
    let shape = match json.str("type") {
        Some("transaction") => Shape::Transaction,
        Some("batch") => Shape::Batch,
        Some("collection") => Shape::Collection,
        Some("searchset") => Shape::Searchset,
        Some("document") => {
            check_document(&json)?;
            return Ok(single(Shape::Document, json));
        }
        Some("history") => return Err(whole(BundleFault::History)),
        Some("message") => return Err(whole(BundleFault::Message)),
        Some("transaction-response" | "batch-response") => {
            return Err(whole(BundleFault::Response));
        }
        _ => return Err(BundleError { entry: None, member: "type", fault: BundleFault::Type }),
    };
    let items = entries(json)?;
    let mut seen = BTreeSet::new();
    let items = items
        .into_iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let read = read(shape, at, entry).transpose()?;
            Some(read.and_then(|item| unique(item, &mut seen)))
        })
        .collect();
    Ok(Plan { shape, items })
}

fn single(shape: Shape, resource: Json) -> Plan {
    let item = Item { entry: None, full_url: None, resource, request: None };
    Plan { shape, items: vec![Ok(item)] }
}

/// A document begins with its Composition.
fn check_document(bundle: &Json) -> Result<(), BundleError> {
    let first = || bundle.get("entry")?.as_array()?.first()?.get("resource")?.resource_type();
    if first() == Some("Composition") {
        Ok(())
    } else {
        Err(BundleError { entry: Some(0), member: "resource", fault: BundleFault::NoComposition })
    }
}

fn entries(mut bundle: Json) -> Result<Vec<Json>, BundleError> {
    let error = |fault| BundleError { entry: None, member: "entry", fault };
    match bundle.as_object_mut().and_then(|bundle| bundle.remove("entry")) {
        None => Ok(Vec::new()),
        Some(Json::Array(items)) if items.len() > BUNDLE_ENTRIES => {
            Err(error(BundleFault::TooManyEntries))
        }
        Some(Json::Array(items)) => Ok(items),
        Some(_) => Err(error(BundleFault::NotAList)),
    }
}

/// One entry; `None` for what a search says about itself.
fn read(shape: Shape, at: usize, entry: Json) -> Result<Option<Item>, BundleError> {
    let error = |member, fault| BundleError { entry: Some(at), member, fault };
    let Json::Object(mut entry) = entry else {
        return Err(error("", BundleFault::NotAnObject));
    };
    let mode = entry.get("search").and_then(|search| search.str("mode"));
    if shape == Shape::Searchset && mode == Some("outcome") {
        return Ok(None);
    }
    let request = match shape {
        Shape::Transaction | Shape::Batch => {
            Some(request(&entry).map_err(|(member, fault)| error(member, fault))?)
        }
        _ => None,
    };
    let resource = entry
        .remove("resource")
        .filter(|resource| resource.resource_type().is_some())
        .ok_or_else(|| error("resource", BundleFault::NoResource))?;
    if let Some(request) = &request
        && !leads_to(request, &resource)
    {
        return Err(error("request.url", BundleFault::OtherUrl));
    }
    let full_url = match entry.remove("fullUrl") {
        None => None,
        Some(Json::String(url)) => Some(url),
        Some(_) => return Err(error("fullUrl", BundleFault::NotAText)),
    };
    Ok(Some(Item { entry: Some(at), full_url, resource, request }))
}

fn request(entry: &Object) -> Result<Request, (&'static str, BundleFault)> {
    let request = entry.get("request").ok_or(("request", BundleFault::NoRequest))?;
    let method = match request.str("method") {
        Some("POST") => Method::Post,
        Some("PUT") => Method::Put,
        _ => return Err(("request.method", BundleFault::Method)),
    };
    let url = request.str("url").ok_or(("request.url", BundleFault::NoUrl))?;
    let text = |name| request.str(name).map(Box::from);
    let (if_none_exist, if_match) = match method {
        Method::Post => (text("ifNoneExist"), None),
        Method::Put => (None, text("ifMatch")),
    };
    Ok(Request { method, url: url.into(), if_none_exist, if_match })
}

/// Whether the request's URL is the resource's: its type, and its id when both
/// have one.
fn leads_to(request: &Request, resource: &Json) -> bool {
    let of_type = |kind| resource.resource_type() == Some(kind);
    match (request.method, Reference::parse(&request.url)) {
        (Method::Post, _) => of_type(&*request.url),
        (
            Method::Put,
            Reference::Local { kind, id, version: None }
            | Reference::Absolute { kind, id, version: None, .. },
        ) => of_type(kind) && resource.id().is_none_or(|own| own == id),
        (Method::Put, Reference::Conditional { kind, .. }) => of_type(kind),
        (Method::Put, _) => false,
    }
}

/// Refuses a second entry of the same full URL and version (R4's rule bdl-7).
fn unique(
    item: Item,
    seen: &mut BTreeSet<(Box<str>, Option<Box<str>>)>,
) -> Result<Item, BundleError> {
    let Some(url) = &item.full_url else { return Ok(item) };
    let version = item.resource.get("meta").and_then(|meta| meta.str("versionId"));
    if seen.insert((url.clone(), version.map(Box::from))) {
        return Ok(item);
    }
    Err(BundleError { entry: item.entry, member: "fullUrl", fault: BundleFault::SameFullUrl })
}
