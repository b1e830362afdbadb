//! Another code for who acts by law and has not used one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::Fault;

use super::appoint::given;
use super::desk::{Typed, desk, page_of};
use crate::confirm::Fresh;
use crate::invitations::seen;
use crate::record::{Letter, looks};
use crate::state::Web;

/// `POST /records/{no}/representatives/code`: the fields `id`, `document`, `words`,
/// `checked` and `letter`; the code before is worth nothing then.
pub(super) async fn give(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    desk(&web, &door).await?;
    let (_, view) = door.open(&web, looks::REPRESENTATIVES).await?;
    match seen(&door.page, &fields) {
        Ok(seen) => given(&web, &door, (&view, &fields), fields.get("id"), seen).await,
        // The fields of this form stand on several lines of the page, so none is marked.
        Err((_, why)) => {
            let typed = Typed::default().wrong("", why);
            page_of(&web, &door, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
