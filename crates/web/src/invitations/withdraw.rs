//! Taking a code back that was not used yet.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_http::Fault;

use super::show::{Typed, page_of};
use super::{key, told};
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::record::{Letter, looks};
use crate::state::Web;

/// `POST /records/{no}/invitations/withdraw`: the invitation of the field `id`.
pub(crate) async fn withdraw(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    let permit = web.app.gate.invite(&door.asker, door.record).await.map_err(of_gate)?;
    let (_, view) = door.open(&web, looks::INVITATIONS).await?;
    match web.app.accounts.withdraw(permit, &view, fields.get("id")).await {
        Ok(()) => Ok(Redirect::to(&door.path.invitations()).into_response()),
        Err(error) => {
            let why = ("", door.page.t(key(told(error)?)));
            let typed = Typed { wrong: Some(why), ..Typed::default() };
            page_of(&web, &door, &view, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
