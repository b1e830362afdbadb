//! Unlocking by a passkey.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::{Proof, Stage};
use hygie_http::Fault;

use super::open::unlocked;
use crate::onward::Carried;
use crate::passkeys::{asked_again, party};
use crate::signed::Step;
use crate::state::Web;

/// `POST /lock/passkey/options`: what to ask the browser.
pub(super) async fn options(
    State(web): State<Arc<Web>>,
    Step { session, .. }: Step,
) -> Result<Response, Fault> {
    asked_again(&web, &session).await
}

/// `POST /lock/passkey`: the browser's answer in the field `answer`.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    if session.stage != Stage::Locked {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    let proof = Proof::Passkey(party(&web)?.clone(), fields.get("answer").to_owned());
    unlocked(&web, &headers, (page, &session), carried, ("answer", proof)).await
}
