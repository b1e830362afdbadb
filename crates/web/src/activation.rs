//! The first log-in of a person: the code of their letter, then a login and a
//! password, then the offer of a second factor. Who is logged in already takes up to act
//! for a person with the account that they have. Whole without JavaScript; the code
//! goes from page to page in forms, never in an address.

mod choose;
mod code;
mod join;
mod welcome;

use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use hygie_accounts::{AccountError, InvitationError};
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_account;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/activate", get(code::show).post(code::submit))
        .route("/activate/account", post(choose::submit))
        .route("/activate/join", post(join::submit).get(async || Redirect::to("/activate")))
        .route("/welcome", get(welcome::show))
}

/// What is wrong with a code, and with which status; a fault when it is not the code.
fn wrong_code(page: &Page, error: &AccountError) -> Option<(StatusCode, String)> {
    Some(match error {
        AccountError::Invitation(InvitationError::Mistyped) => {
            (StatusCode::UNPROCESSABLE_ENTITY, page.t("activate-mistyped"))
        }
        AccountError::Invitation(InvitationError::Unknown) => {
            (StatusCode::UNAUTHORIZED, page.t("activate-unknown"))
        }
        AccountError::Throttled { seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, page.t1("login-wait", "seconds", *seconds))
        }
        AccountError::Busy => (StatusCode::TOO_MANY_REQUESTS, page.t("login-busy")),
        _ => return None,
    })
}

/// The form of the code again, with what is wrong.
fn refused(page: &Page, error: AccountError) -> Result<Response, Fault> {
    let wait = error.retry_after_seconds();
    let Some((status, why)) = wrong_code(page, &error) else { return Err(of_account(error)) };
    let mut response = code::form(page, Some(("code", why)), status);
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

#[cfg(test)]
mod tests;
