//! The empty log-in form.

use axum::response::{IntoResponse, Redirect, Response};
use hygie_http::{Fault, Query};
use serde::Deserialize;

use super::LoginPage;
use crate::Page;
use crate::context::Asking;
use crate::place::local;

/// Where to go after log-in.
#[derive(Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

/// `GET /login`: the form; straight on for who is logged in.
pub(crate) async fn show(
    page: Page,
    Asking(session): Asking,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Fault> {
    let next = local(&next);
    if session.is_some() {
        return Ok(Redirect::to(next).into_response());
    }
    Ok(page.render(&LoginPage { page: &page, login: "", next, error: None, draft: None }))
}
