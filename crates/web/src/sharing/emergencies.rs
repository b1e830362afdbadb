//! What the person wants in emergencies: three choices, each apart, saved together.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_gate::acts::InEmergencies;
use hygie_gate::rights::Emergencies;
use hygie_http::Fault;

use super::desk::decide as done;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/sharing/emergencies`: the boxes `access`, `regulation` and
/// `masked`, each what is allowed.
pub(super) async fn decide(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let allowed = |name: &str| fields.get(name) == "yes";
    let act = InEmergencies(Emergencies {
        opposes_access: !allowed("access"),
        opposes_regulation: !allowed("regulation"),
        shows_masked: allowed("masked"),
    });
    done(&web, &door, act, "emergencies").await
}
