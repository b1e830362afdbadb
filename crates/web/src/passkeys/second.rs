//! A passkey as the second factor, after a password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::Stage;
use hygie_http::Fault;

use super::offer::{asked_again, party};
use crate::login::second::refused;
use crate::onward::{Carried, begun};
use crate::signed::Step;
use crate::state::Web;

/// `POST /login/second/passkey/options`: what to ask the browser.
pub(super) async fn options(
    State(web): State<Arc<Web>>,
    Step { session, .. }: Step,
) -> Result<Response, Fault> {
    asked_again(&web, &session).await
}

/// `POST /login/second/passkey`: the browser's answer in the field `answer`.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    if session.stage != Stage::Second {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    let (accounts, party) = (&web.app.accounts, party(&web)?);
    match accounts.prove_second_with_passkey(&session, party, fields.get("answer")).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(error) => refused(&page, &session, &carried, ("passkey-refused", error)),
    }
}
