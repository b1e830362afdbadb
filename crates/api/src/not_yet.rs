//! Addresses of interactions that R4 has and this server does not do yet. No
//! type begins so and no id, so they would only be said not to exist.

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use hygie_base::Code;
use hygie_http::Fault;

const OPERATIONS: &str = "operations, whose names begin with $, are not supported yet";

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
    let last = path.split('/').rfind(|part| !part.is_empty())?;
    // Some clients encode the sign.
    (last.starts_with('$') || last.starts_with("%24")).then_some(OPERATIONS)
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
            (Method::POST, "/_search"),
            (Method::GET, "/_history"),
            (Method::GET, "/Patient/p"),
            (Method::POST, "/"),
            (Method::PUT, "/Patient/$x"),
            (Method::PUT, "/Patient/_history"),
        ] {
            assert_eq!(what(&method, path), None, "{method} {path}");
        }
    }
}
