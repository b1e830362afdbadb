//! Who opened a record for a call closes it before its time.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Redirect;
use hygie_gate::acts::{ActError, EndCall};
use hygie_gate::{GateError, Refusal};
use hygie_http::Fault;

use crate::faults::of_gate;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/regulation/end`: to the first page, for the record is closed then.
pub(super) async fn end(
    State(web): State<Arc<Web>>,
    Letter { door, .. }: Letter,
) -> Result<Redirect, Fault> {
    match web.app.gate.decide(&door.asker, door.record, &EndCall).await {
        // It ended by itself meanwhile.
        Ok(())
        | Err(GateError::Act(ActError::Nothing))
        | Err(GateError::Refused(Refusal::NotYourRecord)) => Ok(Redirect::to("/")),
        Err(error) => Err(of_gate(error)),
    }
}
