//! Answers in JSON, and refusals as RFC 6749, section 5.2, has them.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, PRAGMA};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use hygie_base::Code;
use hygie_http::Fault;
use hygie_smart::{OAuthCode, Refused, SmartError};
use serde_json::{Value, json};

/// An answer in JSON. It is in no cache: the doorway says `no-store` of whatever
/// says nothing else.
pub(crate) fn json_answer(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

/// A refusal in the words of the protocol; anything else is a fault.
pub(crate) fn of_smart(error: SmartError) -> Result<Response, Fault> {
    match error {
        SmartError::Refused(refused) => Ok(of_refused(&refused)),
        other => Err(other.into()),
    }
}

/// A refusal in the words of the protocol.
pub(crate) fn of_refused(refused: &Refused) -> Response {
    let status = match refused.code {
        OAuthCode::InvalidClient => StatusCode::UNAUTHORIZED,
        _ => StatusCode::BAD_REQUEST,
    };
    told(status, refused.code, &refused.why)
}

/// A fault of the doorway, which the protocol has few words for. The door sets
/// its status.
pub(crate) fn of_fault(fault: &Fault) -> Response {
    let code = match fault.code() {
        Code::Throttled | Code::Unavailable | Code::TooSlow | Code::Conflict | Code::Corrupt => {
            OAuthCode::TemporarilyUnavailable
        }
        _ => OAuthCode::InvalidRequest,
    };
    let why = fault.reason().unwrap_or(fault.code().row().sentence);
    told(fault.http_status(), code, why)
}

fn told(status: StatusCode, code: OAuthCode, why: &str) -> Response {
    // RFC 6749 allows printable ASCII without quotes and backslashes.
    let plain = |one: char| matches!(one, ' ' | '!' | '#'..='[' | ']'..='~');
    let why: String = why.chars().map(|one| if plain(one) { one } else { '.' }).collect();
    json_answer(status, &json!({ "error": code.name(), "error_description": why }))
}
