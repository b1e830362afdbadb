//! A professional attests that the person was informed and consents.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Code;
use hygie_gate::acts;
use hygie_http::Fault;

use super::declaration::{Typed, end};
use super::outside::outside;
use super::told::{key, told};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/care/declare`: the fields `attested`, `span`, and `next`, the page
/// that was asked for.
pub(super) async fn declare(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    if !door.is_professional() {
        return Err(Fault::new(Code::Forbidden));
    }
    let typed = Typed::of(&fields);
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    let end = match end(&door.page, &fields) {
        Ok(end) => end,
        Err(why) => {
            return outside(&web, &door, Typed { wrong: Some(why), ..typed }, again).await;
        }
    };
    let act = acts::Declare { end };
    match web.app.accounts.decide(&door.asker, door.record, act).await {
        Ok(()) => Ok(Redirect::to(door.path.within(&typed.next)).into_response()),
        Err(error) => {
            let why = ("", door.page.t(key(told(error)?)));
            outside(&web, &door, Typed { wrong: Some(why), ..typed }, again).await
        }
    }
}
