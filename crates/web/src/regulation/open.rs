//! A record is opened for a call to the regulation centre.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::GateError;
use hygie_http::Fault;

use super::form::{Typed, form};
use crate::emergency::instead;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/regulation`: the fields `reason`, `confirmed`, and `next`, the page
/// that was asked for.
pub(super) async fn open(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let typed = Typed::of(&fields);
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    if !typed.confirmed {
        // Who may not send it is told that, and nothing of the form.
        if let Err(error) = web.app.gate.may_take_call(&door.asker, door.record).await {
            return instead(&door, error);
        }
        let typed = typed.unconfirmed(&door.page);
        return form(&web, &door, typed, again).await;
    }
    match web.app.accounts.take_call(&door.asker, door.record, typed.act()).await {
        Ok(()) => Ok(Redirect::to(door.path.within(&typed.next)).into_response()),
        Err(GateError::Act(error)) => {
            let typed = typed.refused(&door.page, error);
            form(&web, &door, typed, again).await
        }
        Err(error) => instead(&door, error),
    }
}
