//! A health professional leaves a secret connection.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use hygie_gate::GateError;
use hygie_http::Fault;

use crate::faults::{of_account, of_gate};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/secret-connection/end`: to the record's first page.
pub(super) async fn end(
    State(web): State<Arc<Web>>,
    Letter { door, session, .. }: Letter,
) -> Result<Redirect, Fault> {
    if door.page.secret {
        web.app.accounts.leave_secrecy(&session, door.record).await.map_err(of_account)?;
        return Ok(Redirect::to(door.path.synthesis()));
    }
    // It was left in another tab; who could not have begun one is told what they would be.
    match web.app.gate.may_connect_secretly(&door.asker, door.record, None).await {
        Ok(_) | Err(GateError::Act(_)) => Ok(Redirect::to(door.path.synthesis())),
        Err(error) => Err(of_gate(error)),
    }
}
