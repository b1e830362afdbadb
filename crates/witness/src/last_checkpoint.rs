//! `POST /witness/last-checkpoint`, of our own: what was cosigned last of a log, for who
//! shows any checkpoint that this log signed. By it a log that was led back is told so in a
//! form that it can check: its own signature.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_http::{Fault, Raw};
use hygie_record::Witnessed;

use crate::answer;
use crate::router::House;

pub(crate) async fn last_checkpoint(
    State(house): State<Arc<House>>,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    let Ok(note) = std::str::from_utf8(&body) else { return Ok(answer::of(Witnessed::Malformed)) };
    Ok(match house.app.records.last_witnessed(&house.trusted, note).await? {
        Ok(last) => answer::note(last),
        Err(said) => answer::of(said),
    })
}
