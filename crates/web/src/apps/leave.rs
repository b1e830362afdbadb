//! Going back to an app. A form of ours may lead to ours alone (`form-action`),
//! and browsers hold redirects after it to that. So the answer is a page that
//! says where it goes on, and goes there.

use askama::Template;
use axum::http::HeaderValue;
use axum::http::header::HeaderName;
use axum::response::Response;

use crate::Page;

#[derive(Template)]
#[template(path = "apps/leave.html")]
pub(super) struct LeavePage<'a> {
    pub(super) page: &'a Page,
    pub(super) to: &'a str,
}

const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// The page that goes to an address that is registered for an app.
pub(super) fn leave(page: &Page, to: &str) -> Response {
    let mut response = page.render(&LeavePage { page, to });
    // Registered addresses are printable ASCII, and what is added is encoded.
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={to}")) {
        response.headers_mut().insert(REFRESH, value);
    }
    response
}
