//! The page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::{MailPace, MailSeen, Session};
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_account;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "mail.html")]
pub(super) struct MailPage<'a> {
    pub(super) page: &'a Page,
    /// Whether this house sends mail.
    pub(super) sends: bool,
    pub(super) mail: MailSeen,
    /// Whether the last full proof is fresh enough to name another address.
    pub(super) fresh: bool,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl MailPage<'_> {
    const fn paces() -> [MailPace; 2] {
        MailPace::ALL
    }
}

/// `GET /account/mail`.
pub(super) async fn show(
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
    let accounts = &web.app.accounts;
    let mail = accounts.mail(session).await.map_err(of_account)?;
    let fresh = session.is_fresh(page.now);
    let template = MailPage { page, sends: accounts.sends_mail(), mail, fresh, wrong };
    Ok(page.render_as(status, &template))
}
