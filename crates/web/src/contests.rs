//! Contesting who looked, for the person: the form beside each visit, the case, and the
//! answer of the privacy officer (CSP, L.1111-19; GDPR, articles 12 and 39).

mod form;
mod show;
mod told;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::state::Web;

pub(crate) use told::{ContestRow, Contesting, beside, clock, day, last_day, row};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/records/{no}/access/{trace}/contest", get(form::show).post(form::contest))
        .route("/records/{no}/contests/{number}", get(show::show))
}

#[cfg(test)]
mod tests;
