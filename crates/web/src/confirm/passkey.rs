//! Showing again who one is, by a passkey.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_http::Fault;

use super::refused;
use crate::onward::{Carried, begun};
use crate::passkeys::{asked_again, party};
use crate::signed::Sent;
use crate::state::Web;

/// `POST /confirm/passkey/options`: what to ask the browser.
pub(super) async fn options(
    State(web): State<Arc<Web>>,
    Sent { session, .. }: Sent,
) -> Result<Response, Fault> {
    asked_again(&web, &session).await
}

/// `POST /confirm/passkey`: the browser's answer in the field `answer`.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Sent { mut page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let carried = Carried { draft: None, ..Carried::of(&fields) };
    let (accounts, party) = (&web.app.accounts, party(&web)?);
    match accounts.confirm_with_passkey(&session, party, fields.get("answer")).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(error) => {
            refused(&web, &page, &session, &carried.next, ("passkey-refused-again", error))
        }
    }
}
