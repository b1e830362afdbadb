//! Ending sessions: one, or all.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_http::Fault;

use crate::confirm::Fresh;
use crate::faults::of_account;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /account/sessions/end`: ends the session of the field `id`. One that
/// is over already needs no word.
pub(crate) async fn end(
    State(web): State<Arc<Web>>,
    Sent { session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let id = fields.get("id");
    web.forget(id);
    web.app.accounts.end_session(&session, id).await.map_err(of_account)?;
    Ok(Redirect::to("/account").into_response())
}

/// `POST /account/sessions/end-all`: logs out everywhere, here too.
pub(crate) async fn everywhere(
    State(web): State<Arc<Web>>,
    Fresh(Sent { session, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    web.forget(&session.id);
    web.app.accounts.log_out_everywhere(&session).await.map_err(of_account)?;
    let mut response = Redirect::to("/login").into_response();
    web.jar.end(&mut response);
    Ok(response)
}
