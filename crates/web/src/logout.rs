//! Logging out.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_http::Fault;

use crate::context::Asking;
use crate::faults::of_account;
use crate::state::Web;

/// `POST /logout`: ends the session. Needs no token: the door lets only our
/// own pages send it, and whoever is logged out already is led to the log-in.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Asking(session): Asking,
) -> Result<Response, Fault> {
    if let Some(session) = session {
        web.finds.forget(&session.id);
        web.app.accounts.log_out(&session).await.map_err(of_account)?;
    }
    let mut response = Redirect::to("/login").into_response();
    web.jar.end(&mut response);
    Ok(response)
}
