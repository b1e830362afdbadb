//! Apps of others: what they ask of a person, in plain words; what a person has
//! allowed, and ending it; starting one from a record.

mod choose;
mod decide;
mod leave;
mod list;
mod show;
mod start;
mod wishes;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_base::Code;
use hygie_gate::{Asker, Refusal, Role};
use hygie_http::Fault;

use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/oauth/authorize", get(show::show).post(decide::decide))
        .route("/account/apps", get(list::list))
        .route("/account/apps/end", post(list::end))
        .route("/records/{no}/apps", get(start::list).post(start::start))
}

/// Who acts for a person lets no app into their record: it would be given to somebody else.
///
/// # Errors
/// Forbidden to them.
fn themselves(asker: &Asker) -> Result<(), Fault> {
    if asker.role != Role::Delegate {
        return Ok(());
    }
    Err(Fault::new(Code::Forbidden).because(Refusal::RoleDecidesNothing.sentence()))
}

/// The address of the FHIR API, for which apps ask.
fn api(web: &Web) -> String {
    format!("{}/fhir", web.app.config.public_url)
}

#[cfg(test)]
mod tests;
