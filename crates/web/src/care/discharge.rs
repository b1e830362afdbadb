//! An organisation no longer takes care of the person.

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

/// `POST /records/{no}/care/discharge`: the field `link`, which of them; all without it.
pub(super) async fn discharge(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let link = Some(fields.get("link")).filter(|link| !link.is_empty()).map(str::to_owned);
    match web.app.gate.decide(&door.asker, door.record, &acts::Discharge { link }).await {
        Ok(()) => Ok(Redirect::to(&door.path.care()).into_response()),
        Err(error) => {
            let wrong = Registering::wrong(door.page.t(key(told(error)?)));
            page_of(&web, &door, wrong, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
