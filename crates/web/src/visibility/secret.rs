//! The person, or a health professional at their request, hides an entry from who acts for
//! them by law, or shows it again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::GateError;
use hygie_gate::acts::{Act, ActError, Hide, Unhide};
use hygie_http::Fault;

use super::target;
use crate::delegates::majority;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::record::{Door, Letter, looks};
use crate::state::Web;

/// `POST /records/{no}/secret`: the fields `kind` and `id` of an entry.
pub(super) async fn hide(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let (kind, id) = target(&fields).unwrap_or_default();
    // The gate hears first of who may not, so that its refusal is traced before anything
    // is opened; and then whether there is somebody to hide it from.
    let act = Hide { kind, id, majority: None };
    match web.app.gate.decide(&door.asker, door.record, &act).await {
        Err(GateError::Act(ActError::Unrepresented)) => {
            let (_, view) = door.open(&web, looks::ENTRY).await?;
            let act = Hide { majority: majority(&view), ..act };
            decide(&web, &door, &fields, &act).await
        }
        done => after(&door, &fields, &act, done),
    }
}

/// `POST /records/{no}/secret/end`: the same fields, and `back`, `sharing` to come back to
/// the page of who sees the record.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let (kind, id) = target(&fields).unwrap_or_default();
    decide(&web, &door, &fields, &Unhide { kind, id }).await
}

async fn decide<A: Act>(
    web: &Web,
    door: &Door,
    fields: &Fields,
    act: &A,
) -> Result<Response, Fault> {
    let done = web.app.gate.decide(&door.asker, door.record, act).await;
    after(door, fields, act, done)
}

fn after<A: Act>(
    door: &Door,
    fields: &Fields,
    act: &A,
    done: Result<(), GateError>,
) -> Result<Response, Fault> {
    match done {
        // Somebody showed it again meanwhile.
        Ok(()) | Err(GateError::Act(ActError::Nothing)) => {
            let (kind, id) = act.entry().unwrap_or_default();
            let to = match fields.get("back") {
                "sharing" => format!("{}#secrets", door.path.sharing()),
                _ => format!("{}#secret", door.path.entry(kind, id)),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(other) => Err(of_gate(other)),
    }
}
