//! A health professional says that they announced an entry to the person.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Code;
use hygie_gate::GateError;
use hygie_gate::acts::{ActError, Announce};
use hygie_http::Fault;

use super::target;
use crate::faults::of_gate;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/announce`: the fields `kind` and `id` of an entry.
pub(super) async fn announce(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let (kind, id) = target(&fields).unwrap_or_default();
    let act = Announce { kind, id };
    match web.app.gate.decide(&door.asker, door.record, &act).await {
        // The person sees it: by the month that passed meanwhile, or by another one.
        Ok(()) | Err(GateError::Act(ActError::NotWaiting)) => {
            let to = format!("{}#announce", door.path.entry(&act.kind, &act.id));
            Ok(Redirect::to(&to).into_response())
        }
        Err(GateError::Act(ActError::Announced)) => {
            Err(Fault::new(Code::BusinessRule).because(ActError::Announced.to_string()))
        }
        Err(other) => Err(of_gate(other)),
    }
}
