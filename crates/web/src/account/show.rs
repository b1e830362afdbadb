//! The account's page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::{FactorsSeen, Session, SessionSeen};
use hygie_http::Fault;

use super::security::Security;
use crate::Page;
use crate::faults::of_account;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct AccountPage<'a> {
    pub(super) page: &'a Page,
    pub(super) factors: FactorsSeen,
    /// How many passkeys there are.
    pub(super) passkeys: usize,
    pub(super) sessions: &'a [SessionSeen],
    pub(super) security: Security,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// `GET /account`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, session, .. }: Signed,
) -> Result<Response, Fault> {
    page_of(&web, &page, &session, None, StatusCode::OK).await
}

/// The page, also with a field that was wrong.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    session: &Session,
    wrong: Option<(&'static str, String)>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let factors = web.app.accounts.factors(session).await.map_err(of_account)?;
    let sessions = web.app.accounts.sessions(session).await.map_err(of_account)?;
    let security = Security::of(web, page, session).await?;
    let passkeys = web.app.accounts.passkeys(session).await.map_err(of_account)?.len();
    let template = AccountPage { page, factors, passkeys, sessions: &sessions, security, wrong };
    Ok(page.render_as(status, &template))
}
