//! The account's page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_accounts::SessionSeen;
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_account;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct AccountPage<'a> {
    pub(super) page: &'a Page,
    pub(super) sessions: &'a [SessionSeen],
}

/// `GET /account`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, session }: Signed,
) -> Result<Response, Fault> {
    let sessions = web.app.accounts.sessions(&session).await.map_err(of_account)?;
    Ok(page.render(&AccountPage { page: &page, sessions: &sessions }))
}
