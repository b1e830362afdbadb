//! Answers made of bytes that are JSON already.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use hygie_base::{Code, Timestamp};
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_http::Fault;

use crate::call::Shape;
use crate::etag::{etag, http_date};
use crate::pretty::pretty;

const FHIR_JSON: HeaderValue = HeaderValue::from_static("application/fhir+json; charset=utf-8");

/// An answer with a body of FHIR.
pub(crate) fn fhir(status: StatusCode, text: Vec<u8>, shape: Shape) -> Response {
    let text = if shape.pretty { laid_out(text) } else { text };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, FHIR_JSON);
    response
}

fn laid_out(text: Vec<u8>) -> Vec<u8> {
    parse(&text, &JsonLimits::default()).map_or(text, |json| pretty(&json))
}

/// An answer without a body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Which version an answer is about: a bundle of answers says it in FHIR's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct About {
    pub version: u32,
    pub at: Timestamp,
}

/// Says which version the answer is about.
pub(crate) fn about(
    mut response: Response,
    version: u32,
    at: Timestamp,
) -> Result<Response, Fault> {
    response.extensions_mut().insert(About { version, at });
    set(&mut response, ETAG, &etag(version))?;
    set(&mut response, LAST_MODIFIED, &http_date(at))?;
    Ok(response)
}

/// Says where the version is.
pub(crate) fn located(mut response: Response, url: &str) -> Result<Response, Fault> {
    set(&mut response, LOCATION, url)?;
    Ok(response)
}

fn set(response: &mut Response, name: HeaderName, value: &str) -> Result<(), Fault> {
    let value = HeaderValue::from_str(value)
        .map_err(|_| Fault::new(Code::Unavailable).inside("a header that cannot be sent"))?;
    response.headers_mut().insert(name, value);
    Ok(())
}
