//! The first page of who has just come in: their way on, and the offer to protect it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::Role;
use hygie_http::Fault;
use std::sync::Arc;

use crate::Page;
use crate::faults::of_account;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "activation/welcome.html")]
pub(super) struct WelcomePage<'a> {
    pub(super) page: &'a Page,
    /// Whether there is a second factor already.
    pub(super) protected: bool,
}

/// `GET /welcome`; for persons and who acts for them, who have their own door.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, session, asker }: Signed,
) -> Result<Response, Fault> {
    if !matches!(asker.role, Role::Person | Role::Delegate) {
        return Ok(Redirect::to("/").into_response());
    }
    let factors = web.app.accounts.factors(&session).await.map_err(of_account)?;
    Ok(page.render(&WelcomePage { page: &page, protected: factors.totp }))
}
