//! For whom one entry is visible, on its page: what waits to be announced to the person
//! (CSP, R.1111-53), and what a minor keeps from who acts for them by law (R.1111-50).

mod announce;
mod secret;
mod told;

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use hygie_fhir::assign::is_resource_type;
use hygie_fhir::reference::is_id;

use crate::fields::Fields;
use crate::state::Web;

pub(crate) use told::{Visibility, marks, visibility};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/records/{no}/announce", post(announce::announce))
        .route("/records/{no}/secret", post(secret::hide))
        .route("/records/{no}/secret/end", post(secret::show))
}

/// The entry that a form is about: its fields `kind` and `id`.
fn target(fields: &Fields) -> Option<(String, String)> {
    let (kind, id) = (fields.get("kind"), fields.get("id"));
    (is_resource_type(kind) && is_id(id)).then(|| (kind.to_owned(), id.to_owned()))
}

#[cfg(test)]
mod tests;
