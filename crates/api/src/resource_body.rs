//! The resource in a request's body.

use axum::http::HeaderMap;
use hygie_base::Code;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_http::Fault;

use crate::fault::at;
use crate::format::sends_json;
use crate::limits::RESOURCE_BYTES;
use crate::own_url::make_relative;

/// Reads a resource of this type by itself.
///
/// # Errors
/// What is wrong with it, and where.
pub(crate) fn resource(
    headers: &HeaderMap,
    body: &[u8],
    kind: &str,
    base: &str,
) -> Result<Json, Fault> {
    sends_json(headers)?;
    if body.len() > RESOURCE_BYTES {
        let why = format!("bytes of one resource: at most {RESOURCE_BYTES}");
        return Err(Fault::new(Code::TooLarge).because(why));
    }
    let mut resource = parse(body, &JsonLimits::default())?;
    match resource.resource_type() {
        Some(own) if own == kind => {}
        Some(_) => {
            let why = "the resource is of another type than the address";
            return Err(at(Code::InvalidResource, "Resource.resourceType", why));
        }
        None => {
            let why = "a resource is an object with a resourceType";
            return Err(at(Code::InvalidResource, "Resource.resourceType", why));
        }
    }
    make_relative(&mut resource, base);
    Ok(resource)
}
