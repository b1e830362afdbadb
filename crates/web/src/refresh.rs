//! Leading elsewhere by a page that says so: a form of ours may lead to ours alone
//! (`form-action`), and browsers hold redirects after it to that.

use axum::http::HeaderValue;
use axum::http::header::HeaderName;
use axum::response::Response;

const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// The page, which goes on at once to this address: printable ASCII, and what is not is
/// left to the link on the page.
pub(crate) fn leading(mut page: Response, to: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={to}")) {
        page.headers_mut().insert(REFRESH, value);
    }
    page
}
