//! The code of the letter.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_http::{ClientAddress, Fault, Form};

use super::choose::{Chosen, form as choose};
use super::join::form as join;
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
    /// Whether who asks has an account and is logged in.
    pub(super) signed: bool,
}

/// `GET /activate`; who is logged in takes up to act for a person.
pub(crate) async fn show(page: Page) -> Response {
    form(&page, None, StatusCode::OK)
}

/// `POST /activate`: the code of the field `code`; then the form of login and
/// password, which carries it. For who is logged in, whether they want to act for the
/// person with the account that they have.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(session): Asking,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let source = device::source(&web, &headers, Some(address));
    let code = fields.get("code");
    match web.app.accounts.check_code(code, &source).await {
        Ok(ready) if ready.delegate && session.is_some_and(|it| it.asker().is_some()) => {
            Ok(join(&page, code, None, StatusCode::OK))
        }
        Ok(ready) => {
            let chosen = Chosen {
                code,
                login: "",
                theirs: ready.login.as_deref(),
                delegate: ready.delegate,
            };
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
    let signed = page.who.as_ref().is_some_and(|who| who.open);
    page.render_as(status, &CodePage { page, wrong, signed })
}
