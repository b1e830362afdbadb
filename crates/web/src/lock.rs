//! The lock of a workstation: left by one press, come back to by a PIN, a passkey or the password,
//! with what was being written.
//!
//! What was being written travels in the page of the lock, sealed for its author, and is
//! opened once the session is. Whoever logs in instead ends the session that was locked:
//! one browser has one session, and nobody could come back to the other.

mod carry;
mod close;
mod open;
mod passkey;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use hygie_accounts::Stage;
use hygie_http::Fault;

use crate::context::Asking;
use crate::logout;
use crate::signed::Step;
use crate::state::Web;

pub(crate) use carry::opened;
pub(crate) use show::{form, late, page_of};

/// The routes of the lock.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/lock", get(show::show).post(close::submit))
        .route("/lock/open", post(open::submit))
        .route("/lock/passkey", post(passkey::submit).get(async || Redirect::to("/lock")))
        .route("/lock/passkey/options", post(passkey::options))
        .route("/lock/other", post(other))
        .route("/lock/alive", get(alive))
}

/// `POST /lock/other`: somebody else wants to log in. The session that was locked ends.
async fn other(State(web): State<Arc<Web>>, Step { session, .. }: Step) -> Result<Response, Fault> {
    logout::end(&web, Some(&session)).await?;
    let to = if session.is_persona() { "/demo" } else { "/login" };
    let mut response = Redirect::to(to).into_response();
    web.jar.end(&mut response);
    Ok(response)
}

/// `GET /lock/alive`: a page says that it is being used; it is told whether its session
/// is still open.
async fn alive(Asking(session): Asking) -> StatusCode {
    match session {
        Some(session) if session.stage == Stage::Open => StatusCode::NO_CONTENT,
        _ => StatusCode::UNAUTHORIZED,
    }
}

#[cfg(test)]
mod tests;
