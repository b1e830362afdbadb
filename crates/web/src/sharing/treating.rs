//! The person says who their médecin traitant is, or that they have none.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::acts::{Choose, Dismiss};
use hygie_http::Fault;

use super::desk::{decide, rights, wrong};
use super::known::known;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/sharing/treating`: the field `account`, of a physician known to
/// the record; empty for none.
pub(super) async fn choose(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let rights = rights(&web, &door).await?;
    let wanted = fields.get("account");
    let current = rights.treating.as_ref().map_or("", |it| &*it.account);
    if wanted == current {
        return Ok(Redirect::to(&format!("{}#treating", door.path.sharing())).into_response());
    }
    if wanted.is_empty() {
        return decide(&web, &door, Dismiss, "treating").await;
    }
    let known = known(&web, &door, &rights).await?;
    let Some(found) = known.into_iter().find(|it| it.id == wanted && it.is_physician()) else {
        return wrong(&web, &door, "sharing-wrong-unknown").await;
    };
    decide(&web, &door, Choose { account: found.id, name: found.name }, "treating").await
}
