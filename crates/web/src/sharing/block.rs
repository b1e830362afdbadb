//! The person blocks a professional, or lifts that.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_gate::acts::{Block, Unblock};
use hygie_http::Fault;

use super::desk::{decide, rights, wrong};
use super::known::known;
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/sharing/block`: the field `account`, of somebody known to the
/// record.
pub(super) async fn block(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let rights = rights(&web, &door).await?;
    let known = known(&web, &door, &rights).await?;
    let Some(found) = known.into_iter().find(|it| it.id == fields.get("account")) else {
        return wrong(&web, &door, "sharing-wrong-unknown").await;
    };
    decide(&web, &door, Block { account: found.id, name: found.name }, "blocked").await
}

/// `POST /records/{no}/sharing/unblock`: the field `account`.
pub(super) async fn unblock(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let account = fields.get("account").to_owned();
    decide(&web, &door, Unblock { account }, "blocked").await
}
