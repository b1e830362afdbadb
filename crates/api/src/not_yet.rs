//! Addresses of interactions that R4 has and this server does not do yet. No
//! type begins so and no id, so they would only be said not to exist.

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hygie_base::Code;
use hygie_http::Fault;

const OPERATIONS: &str = "operations, whose names begin with $, are not supported yet";
const HISTORIES: &str = "the history of a type or of everything is not supported yet: ask for \
    that of one resource, Type/id/_history";
const SEARCHES: &str = "a search across types is not supported yet: search one type, Type?…";

/// Answers for such an address; lets any other through.
pub(crate) async fn not_yet(request: Request, next: Next) -> Response {
    match what(request.method(), request.uri().path()) {
        Some(why) => Fault::new(Code::NotSupported).because(why).into_response(),
        None => next.run(request).await,
    }
}

/// What is asked for that is not done yet. The path is below the base address.
fn what(method: &Method, path: &str) -> Option<&'static str> {
    let reads = [Method::GET, Method::HEAD].contains(method);
    if !reads && *method != Method::POST {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    // Some clients encode the sign.
    if parts.last().is_some_and(|last| last.starts_with('$') || last.starts_with("%24")) {
        return Some(OPERATIONS);
    }
    match parts.as_slice() {
        ["_history"] | [_, "_history"] if reads => Some(HISTORIES),
        ["_search"] => Some(SEARCHES),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_passes() {
        for (method, path) in [
            (Method::GET, "/Patient/p/_history"),
            (Method::GET, "/Patient/p/_history/1"),
            (Method::POST, "/Patient/_search"),
            (Method::GET, "/Patient/p"),
            (Method::POST, "/"),
            (Method::PUT, "/Patient/$x"),
            (Method::PUT, "/Patient/_history"),
        ] {
            assert_eq!(what(&method, path), None, "{method} {path}");
        }
    }
}
