//! One's own passkeys.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::limits::{PASSKEY_NAME_CHARS, PASSKEYS};
use hygie_accounts::{PasskeySeen, Session};
use hygie_http::Fault;

use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_account;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "passkeys/list.html")]
pub(super) struct PasskeysPage<'a> {
    pub(super) page: &'a Page,
    pub(super) passkeys: &'a [PasskeySeen],
    /// Whether there may be one more.
    pub(super) room: bool,
    /// Characters of a name at most.
    pub(super) longest: usize,
    /// What is wrong.
    pub(super) wrong: Option<String>,
}

/// `GET /account/passkeys`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, session, .. }): Fresh<Signed>,
) -> Result<Response, Fault> {
    page_of(&web, &page, &session, None, StatusCode::OK).await
}

/// The page, also with what is wrong.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    session: &Session,
    wrong: Option<String>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let passkeys = web.app.accounts.passkeys(session).await.map_err(of_account)?;
    let (room, longest) = (passkeys.len() < PASSKEYS, PASSKEY_NAME_CHARS);
    let template = PasskeysPage { page, passkeys: &passkeys, room, longest, wrong };
    Ok(page.render_as(status, &template))
}
