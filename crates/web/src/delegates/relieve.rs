//! The desk learnt that a measure or parental authority ended.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::GateError;
use hygie_gate::acts::Relieve;
use hygie_http::Fault;

use super::desk::{Typed, desk, page_of};
use super::wrong_words;
use crate::faults::{of_account, of_gate};
use crate::record::Letter;
use crate::state::Web;

/// `POST /records/{no}/representatives/relieve`: who acts by the delegation of the field
/// `id` no longer does, and their code is worth nothing.
pub(super) async fn relieve(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    desk(&web, &door).await?;
    let id = fields.get("id");
    let act = Relieve { id: id.to_owned() };
    match web.app.accounts.decide(&door.asker, door.record, act).await {
        Ok(()) => {
            let may = web.app.gate.invite_delegates(&door.asker, door.record).await;
            let (permit, _) = may.map_err(of_gate)?;
            let gone = web.app.accounts.withdraw_delegate(permit, door.record, id).await;
            gone.map_err(of_account)?;
            Ok(Redirect::to(&door.path.representatives()).into_response())
        }
        Err(GateError::Act(error)) => {
            let typed = Typed::default().wrong("", wrong_words(&door.page, error));
            page_of(&web, &door, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(of_gate(other)),
    }
}
