//! The code of the letter.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_http::{ClientAddress, Fault, Form};

use super::choose::{Chosen, form as choose};
use super::refused;
use crate::context::Asking;
use crate::fields::Fields;
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "activation/code.html")]
pub(super) struct CodePage<'a> {
    pub(super) page: &'a Page,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// `GET /activate`; for who is logged in there is nothing to activate.
pub(crate) async fn show(page: Page, Asking(session): Asking) -> Response {
    if session.is_some() {
        return Redirect::to("/").into_response();
    }
    form(&page, None, StatusCode::OK)
}

/// `POST /activate`: the code of the field `code`; then the form of login and
/// password, which carries it.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    page: Page,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let source = device::source(&web, &headers, Some(address));
    let code = fields.get("code");
    match web.app.accounts.check_code(code, &source).await {
        Ok(ready) => {
            let chosen = Chosen { code, login: "", theirs: ready.login.as_deref() };
            Ok(choose(&page, &chosen, None, StatusCode::OK))
        }
        Err(error) => refused(&page, error),
    }
}

/// The form. What was typed is not shown again: it is half a secret.
pub(super) fn form(
    page: &Page,
    wrong: Option<(&'static str, String)>,
    status: StatusCode,
) -> Response {
    page.render_as(status, &CodePage { page, wrong })
}
