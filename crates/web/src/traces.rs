//! The privacy officer looks for traces: by who came, record, organisation and days. What is
//! typed comes by a form, so that no address tells it; nothing of anybody's health is shown.

mod ask;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new().route("/traces", get(show::show).post(ask::ask))
}

#[cfg(test)]
mod tests;
