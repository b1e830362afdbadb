//! Going back to an app: a page that says where it goes on, and goes there.

use askama::Template;
use axum::response::Response;

use crate::Page;
use crate::refresh::leading;

#[derive(Template)]
#[template(path = "apps/leave.html")]
pub(super) struct LeavePage<'a> {
    pub(super) page: &'a Page,
    pub(super) to: &'a str,
}

/// The page that goes to an address that is registered for an app.
pub(super) fn leave(page: &Page, to: &str) -> Response {
    // Registered addresses are printable ASCII, and what is added is encoded.
    leading(page.render(&LeavePage { page, to }), to)
}
