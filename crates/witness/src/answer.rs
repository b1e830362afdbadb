//! Answers, each with the status of C2SP tlog-witness.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use hygie_http::Fault;
use hygie_record::Witnessed;

const TEXT: &str = "text/plain; charset=utf-8";
/// The size of a tree in decimal, on a line.
const SIZE: &str = "text/x.tlog.size";

/// The answer to a checkpoint.
pub(crate) fn of(answer: Witnessed) -> Response {
    match answer {
        Witnessed::Cosigned(line) => text(StatusCode::OK, TEXT, line),
        Witnessed::Malformed => {
            said(StatusCode::BAD_REQUEST, "This is no checkpoint after a line `old SIZE`.")
        }
        Witnessed::Unknown => {
            said(StatusCode::NOT_FOUND, "This house is no witness for a log of that name.")
        }
        Witnessed::Unsigned => {
            said(StatusCode::FORBIDDEN, "The log's signature is missing or wrong.")
        }
        Witnessed::Conflict(size) => text(StatusCode::CONFLICT, SIZE, format!("{size}\n")),
        Witnessed::Inconsistent => said(
            StatusCode::UNPROCESSABLE_ENTITY,
            "It was not proven that this tree goes on from the one that was seen last.",
        ),
    }
}

/// A note, or lines of one.
pub(crate) fn note(note: String) -> Response {
    text(StatusCode::OK, TEXT, note)
}

/// A fault of the doorway. The door sets its status.
pub(crate) fn of_fault(fault: &Fault) -> Response {
    said(fault.http_status(), fault.reason().unwrap_or(fault.code().row().sentence))
}

fn said(status: StatusCode, what: &str) -> Response {
    text(status, TEXT, format!("{what}\n"))
}

fn text(status: StatusCode, kind: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
