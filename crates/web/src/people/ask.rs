//! Something is typed to find a person.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::{Outcome, unusable};
use crate::limits::FIND_CHARS;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /people`: keeps what was typed in the field `q` and shows the answer.
pub(crate) async fn ask(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Response {
    let typed = fields.get("q").trim();
    if typed.chars().count() > FIND_CHARS {
        return unusable(&page, Outcome::TooLong);
    }
    web.finds.keep(&session.id, typed, page.now);
    Redirect::to("/people").into_response()
}
