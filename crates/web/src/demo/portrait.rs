//! The portrait of a persona, as a file: pages hold no markup that is not theirs.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hygie_http::Fault;

use super::persona;
use crate::state::Web;

/// `GET /demo/portraits/{key}.svg`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Path(file): Path<String>,
) -> Result<Response, Fault> {
    let portrait = persona(&web, file.strip_suffix(".svg").unwrap_or_default())?.portrait.clone();
    let head = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "private, max-age=300")];
    Ok((head, portrait).into_response())
}
