//! Addresses of interactions that R4 has and this server does not do yet. No
//! type begins so and no id, so they would only be said not to exist.

use axum::http::Method;
use hygie_base::Code;
use hygie_http::Fault;

const HISTORIES: &str = "the history of a type or of everything is not supported yet: ask for \
    that of one resource, Type/id/_history";
const SEARCHES: &str = "a search across types is not supported yet: search one type, Type?…";

/// The refusal of such an address.
pub(crate) fn not_yet(method: &Method, path: &str) -> Option<Fault> {
    what(method, path).map(|why| Fault::new(Code::NotSupported).because(why))
}

/// What is asked for that is not done yet. The path is below the base address.
fn what(method: &Method, path: &str) -> Option<&'static str> {
    let reads = [Method::GET, Method::HEAD].contains(method);
    if !reads && *method != Method::POST {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
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
