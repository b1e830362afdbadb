//! The entries of a transaction: what each asks for and which id it gets.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use hygie_base::{Code, Rng, uuid};
use hygie_exchange::Part;
use hygie_fhir::bundle::{Item, Method, Request, plan};
use hygie_fhir::json::Json;
use hygie_fhir::reference::Reference;
use hygie_http::Fault;

use crate::conditions::not_supported;
use crate::etag;
use crate::fault::{at, within};
use crate::limits::ENTRIES;
use crate::name;
use crate::own_url::make_relative;

/// What a transaction asks for, entry by entry.
pub(super) struct Entries {
    pub parts: Vec<Part>,
    /// The version that an update must follow.
    pub follows: Vec<Option<u32>>,
    /// `Type/id`.
    pub names: Vec<String>,
}

/// Reads the entries of a bundle.
///
/// # Errors
/// The first entry that cannot be taken, and why.
pub(super) fn entries(bundle: Json, base: &str, rng: &dyn Rng) -> Result<Entries, Fault> {
    let entries = bundle.get("entry").and_then(Json::as_array).map_or(0, <[Json]>::len);
    if entries > ENTRIES {
        let why = format!("entries of a transaction: at most {ENTRIES}");
        return Err(at(Code::TooLarge, "Bundle.entry", &why));
    }
    check_conditions(&bundle)?;
    let plan = plan(bundle).map_err(|error| shape(&error))?;
    let mut all = Entries { parts: Vec::new(), follows: Vec::new(), names: Vec::new() };
    let mut first = BTreeMap::new();
    for item in plan.items {
        let item = item.map_err(|error| shape(&error))?;
        let number = all.parts.len();
        let place = format!("Bundle.entry[{number}]");
        let kind = item.resource.resource_type().unwrap_or_default().to_owned();
        let (part, follows) =
            part(item, &place, base, rng).map_err(|fault| within(fault, &place))?;
        let name = format!("{kind}/{}", part.id);
        if let Some(other) = first.insert(name.clone(), number) {
            let why = format!("entry {other} is about the same resource");
            return Err(at(Code::InvalidResource, &place, &why));
        }
        all.parts.push(part);
        all.follows.push(follows);
        all.names.push(name);
    }
    Ok(all)
}

/// Refuses a condition that would not be kept: done regardless, what it guards
/// would be overwritten.
fn check_conditions(bundle: &Json) -> Result<(), Fault> {
    let entries = bundle.get("entry").and_then(Json::as_array).unwrap_or_default();
    for (number, entry) in entries.iter().enumerate() {
        let Some(request) = entry.get("request") else { continue };
        let place = |member: &str| format!("Bundle.entry[{number}].request.{member}");
        for member in ["ifNoneMatch", "ifModifiedSince", "ifNoneExist"] {
            if request.get(member).is_some() {
                return Err(not_kept(&place(member), member));
            }
        }
        match request.get("ifMatch") {
            Some(_) if request.str("method") != Some("PUT") => {
                return Err(not_kept(&place("ifMatch"), "ifMatch"));
            }
            None | Some(Json::String(_)) => {}
            Some(_) => return Err(at(Code::InvalidResource, &place("ifMatch"), "a text")),
        }
    }
    Ok(())
}

fn not_kept(place: &str, member: &str) -> Fault {
    let why = format!("{member} is not supported here: nothing was done");
    at(Code::NotSupported, place, &why).status(StatusCode::UNPROCESSABLE_ENTITY)
}

fn part(item: Item, place: &str, base: &str, rng: &dyn Rng) -> Result<(Part, Option<u32>), Fault> {
    let Item { full_url, mut resource, request, .. } = item;
    let no_request = || Fault::new(Code::InvalidResource).because("an entry has a request");
    let request = request.ok_or_else(no_request)?;
    let (id, follows) = asked(&request, rng)?;
    make_relative(&mut resource, base);
    let full_url = full_url.map(String::from);
    Ok((Part { place: Some(place.to_owned()), id, full_url, resource }, follows))
}

/// The id that an entry gets, and the version that it must follow.
fn asked(request: &Request, rng: &dyn Rng) -> Result<(String, Option<u32>), Fault> {
    match (request.method, Reference::parse(&request.url)) {
        (Method::Post, _) => Ok((uuid(rng), None)),
        (Method::Put, Reference::Local { id, .. } | Reference::Absolute { id, .. }) => {
            let follows = request.if_match.as_deref().map(etag::version).transpose()?;
            Ok((name::new_id(id)?.to_owned(), follows))
        }
        (Method::Put, _) => Err(not_supported("a conditional update is not supported")),
    }
}

fn shape(error: &hygie_fhir::bundle::BundleError) -> Fault {
    let mut place = "Bundle".to_owned();
    if let Some(entry) = error.entry {
        place.push_str(&format!(".entry[{entry}]"));
    }
    if !error.member.is_empty() {
        place.push('.');
        place.push_str(error.member);
    }
    at(Code::InvalidResource, &place, error.fault.sentence())
}
