//! The empty log-in form.

use axum::response::{IntoResponse, Redirect, Response};
use hygie_http::{Fault, Query};

use super::LoginPage;
use crate::Page;
use crate::context::Asking;
use crate::onward::{Carried, Next};

/// `GET /login`: the form; straight on for who is logged in.
pub(crate) async fn show(
    page: Page,
    Asking(session): Asking,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    let Carried { next, .. } = Carried::asked(&next);
    if session.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    Ok(page.render(&LoginPage { page: &page, login: "", next: &next, error: None, draft: None }))
}
