//! The form, for who regulates medical calls and may open the record.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::{Fault, Query};

use super::form::{Typed, form};
use crate::emergency::instead;
use crate::onward::{Carried, Next};
use crate::record::Door;
use crate::state::Web;

/// `GET /records/{no}/regulation`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    door: Door,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    if let Err(error) = web.app.gate.may_take_call(&door.asker, door.record).await {
        return instead(&door, error);
    }
    let typed = Typed { next: Carried::asked(&next).next, ..Typed::default() };
    form(&web, &door, typed, StatusCode::OK).await
}
