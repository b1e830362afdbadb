//! A record is opened in an emergency.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::GateError;
use hygie_http::Fault;

use super::form::{Typed, form, instead};
use crate::confirm::Fresh;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/emergency`: the fields `reason`, `unable`, `risk`, and `next`, the
/// page that was asked for.
pub(super) async fn open(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    let typed = Typed::of(&fields);
    match web.app.accounts.break_glass(&door.asker, door.record, typed.act()).await {
        Ok(()) => Ok(Redirect::to(door.path.within(&typed.next)).into_response()),
        Err(GateError::Act(error)) => {
            let typed = typed.refused(&door.page, error);
            form(&web, &door, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => instead(&door, error),
    }
}
