//! Renaming and removing one's own passkeys.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, Session};
use hygie_http::Fault;

use super::offer::words;
use super::show::page_of;
use crate::Page;
use crate::confirm::Fresh;
use crate::login::again;
use crate::signed::Sent;
use crate::state::Web;

const HERE: &str = "/account/passkeys";

/// `POST /account/passkeys/rename`: the passkey of the field `id` gets the name of the
/// field `name`.
pub(super) async fn rename(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, session, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let (id, name) = (fields.get("id"), fields.get("name"));
    match web.app.accounts.rename_passkey(&session, id, name).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => refused(&web, &page, &session, error).await,
    }
}

/// `POST /account/passkeys/remove`: the passkey of the field `id` goes.
pub(super) async fn remove(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, session, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    match web.app.accounts.remove_passkey(&session, fields.get("id")).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => refused(&web, &page, &session, error).await,
    }
}

async fn refused(
    web: &Web,
    page: &Page,
    session: &Session,
    error: AccountError,
) -> Result<Response, Fault> {
    if matches!(error, AccountError::Ended) {
        return Ok(again(page, None));
    }
    let (status, why) = words(page, error)?;
    page_of(web, page, session, Some(why), status).await
}
