//! A record opened for a call to the regulation centre (centre 15; CSP, L.1111-17 I), by a
//! health professional whose log-in said that they regulate: the form, the banner that
//! stands on every page of the record meanwhile, and its end. And finding whom a call is
//! about, by the traits of their identity.

mod banner;
mod callers;
mod end;
mod form;
mod open;
mod show;
mod typed;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::Page;
use crate::emergency::record_of;
use crate::record::Door;
use crate::state::Web;

pub(crate) use banner::Regulation;
pub(crate) use typed::Asked;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/people/regulation", get(callers::show).post(callers::ask))
        .route("/records/{no}/regulation", get(show::show).post(open::open))
        .route("/records/{no}/regulation/end", post(end::end).get(back))
}

/// To the record, whose banner has the form.
async fn back(door: Door) -> Redirect {
    Redirect::to(door.path.synthesis())
}

/// Where who regulates opens the record of this page, whether there is such a record or not.
pub(crate) fn way(page: &Page) -> Option<String> {
    Some(record_of(page, "regulation").filter(|_| page.regulates())?.regulation())
}

#[cfg(test)]
mod tests;
