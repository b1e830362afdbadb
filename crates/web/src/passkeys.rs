//! Passkeys: the log-in by them, the second factor, enrolling and one's own list.
//!
//! A page with a passkey's button has a form that our script shows where the browser
//! has passkeys. The script asks the form's `data-options` what to ask the browser,
//! puts the browser's answer into the field `answer` and sends the form. So each
//! ceremony is two POSTs, and its end is a page like any other. Without script the
//! forms stay hidden, and the password's way is there.

mod enrol;
mod keep;
mod log_in;
mod offer;
mod second;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::state::Web;

pub(crate) use offer::{asked_again, party};

/// The routes. Where browsers have no passkeys under our address, ceremonies are
/// answered 404; one's own list stays. A page that says what was wrong has the address
/// of its form: who reloads it is led to the form.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/login/passkey", post(log_in::submit).get(|| async { Redirect::to("/login") }))
        .route("/login/passkey/options", post(log_in::options))
        .route(
            "/login/second/passkey",
            post(second::submit).get(|| async { Redirect::to("/login/second") }),
        )
        .route("/login/second/passkey/options", post(second::options))
        .route("/enrol/passkey", post(enrol::submit).get(|| async { Redirect::to("/enrol") }))
        .route("/enrol/passkey/options", post(enrol::options))
        .route("/account/passkeys", get(show::show))
        .route("/account/passkeys/rename", post(keep::rename))
        .route("/account/passkeys/remove", post(keep::remove))
}

#[cfg(test)]
mod tests;
