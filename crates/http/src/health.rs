//! For whoever watches the process: is it there, can it answer. Needs no
//! log-in and tells nothing about what is kept.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hygie_base::Code;

use crate::door::Told;
use crate::limits::READY_TIME;
use crate::{App, Fault};

/// The process answers.
pub(crate) async fn live() -> (StatusCode, &'static str) {
    (StatusCode::OK, "live\n")
}

/// The store answers too.
pub(crate) async fn ready(State(app): State<Arc<App>>) -> Response {
    let inside = match tokio::time::timeout(READY_TIME, app.accounts.is_claimed()).await {
        Ok(Ok(_)) => return (StatusCode::OK, "ready\n").into_response(),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "the store takes too long to answer".to_owned(),
    };
    let told = Told(Fault::new(Code::Unavailable).inside(inside));
    (StatusCode::SERVICE_UNAVAILABLE, Extension(told), "not ready\n").into_response()
}
