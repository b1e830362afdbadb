//! Logging out.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::Session;
use hygie_http::Fault;

use crate::Page;
use crate::context::Asking;
use crate::faults::of_account;
use crate::providers::end_there;
use crate::state::Web;

/// `POST /logout`: ends the session. Needs no token: the door lets only our
/// own pages send it, and whoever is logged out already is led to the log-in. Who came
/// with a provider is offered to end the session there too.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(session): Asking,
) -> Result<Response, Fault> {
    end(&web, session.as_deref()).await?;
    if let Some(session) = session.as_deref()
        && let Some(mut response) = end_there(&web, &page, session).await
    {
        web.jar.end(&mut response);
        return Ok(response);
    }
    let to = if web.app.demonstration.is_some() { "/demo" } else { "/login" };
    let mut response = Redirect::to(to).into_response();
    web.jar.end(&mut response);
    Ok(response)
}

/// Ends a session, if there is one, with what was remembered of it.
pub(crate) async fn end(web: &Web, session: Option<&Session>) -> Result<(), Fault> {
    if let Some(session) = session {
        web.forget(&session.id);
        web.sought.forget(&session.id);
        web.app.accounts.log_out(session).await.map_err(of_account)?;
    }
    Ok(())
}
