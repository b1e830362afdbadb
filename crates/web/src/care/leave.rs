//! A professional ends what they declared.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::acts;
use hygie_http::Fault;

use super::registering::Registering;
use super::show::page_of;
use super::told::{key, told};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/care/leave`.
pub(super) async fn leave(
    State(web): State<Arc<Web>>,
    Letter { door, .. }: Letter,
) -> Result<Response, Fault> {
    match web.app.gate.decide(&door.asker, door.record, &acts::Leave).await {
        Ok(()) => Ok(Redirect::to(&door.path.care()).into_response()),
        Err(error) => {
            let wrong = Registering::wrong(door.page.t(key(told(error)?)));
            page_of(&web, &door, wrong, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
