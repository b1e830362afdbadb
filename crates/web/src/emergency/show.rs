//! The form, for who may open the record in an emergency and has just shown who they are.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::{Fault, Query};

use super::form::{Typed, form, instead};
use crate::confirm::Fresh;
use crate::onward::{Carried, Next};
use crate::record::Door;
use crate::signed::Signed;
use crate::state::Web;

/// `GET /records/{no}/emergency`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(_): Fresh<Signed>,
    door: Door,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    if let Err(error) = web.app.gate.may_break_glass(&door.asker, door.record).await {
        return instead(&door, error);
    }
    let typed = Typed { next: Carried::asked(&next).next, ..Typed::default() };
    form(&web, &door, typed, StatusCode::OK).await
}
