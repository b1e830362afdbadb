//! The page that goes to a provider.

use askama::Template;
use axum::response::Response;
use hygie_http::Fault;
use hygie_oidc::OidcError;

use super::Offered;
use super::begin::start;
use super::waiting::Purpose;
use crate::Page;
use crate::refresh::leading;
use crate::state::Web;

/// The page.
#[derive(Template)]
#[template(path = "providers/leave.html")]
pub(super) struct LeavePage<'a> {
    pub(super) page: &'a Page,
    pub(super) title: &'a str,
    pub(super) to: &'a str,
}

/// Begins a log-in for a form of ours, and leads to it.
///
/// # Errors
/// As [`start`].
pub(super) async fn leave(
    web: &Web,
    page: &Page,
    offered: &Offered,
    purpose: Purpose,
) -> Result<Result<Response, OidcError>, Fault> {
    let (to, cookie) = match start(web, offered, purpose).await? {
        Ok(begun) => begun,
        Err(error) => return Ok(Err(error)),
    };
    let left = page.render(&LeavePage { page, title: &offered.title, to: &to });
    let mut response = leading(left, &to);
    web.jar.await_back(&mut response, &cookie);
    Ok(Ok(response))
}
