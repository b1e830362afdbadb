//! Who takes care of a person: what an organisation registers, what a professional
//! attests (TD0.3 of the DMP; CSP, R.1111-46), the life of the shared record as the desk
//! keeps it at the person's request, and the page that stands in the place of
//! all others of a record for who has no care link.
//!
//! A page that shows health takes [`Inside`], which only who may read of it gets. Nothing
//! is told here of the links of other organisations.

mod declaration;
mod declare;
mod discharge;
mod inside;
mod leave;
mod links;
mod outside;
mod register;
mod registering;
mod shared;
mod show;
mod told;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::record::Door;
use crate::state::Web;

pub(crate) use inside::{Inside, enter, is_outside};
pub(crate) use register::after;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/records/{no}/care", get(show::show).post(register::register))
        .route("/records/{no}/care/declare", post(declare::declare).get(back))
        .route("/records/{no}/care/discharge", post(discharge::discharge).get(back))
        .route("/records/{no}/care/leave", post(leave::leave).get(back))
        .route("/records/{no}/care/close", post(shared::close).get(back))
        .route("/records/{no}/care/reopen", post(shared::reopen).get(back))
}

/// To the page of a form that was not sent.
async fn back(door: Door) -> Redirect {
    Redirect::to(&door.path.care())
}

#[cfg(test)]
mod tests;
