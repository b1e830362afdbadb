//! A record opened in an emergency, without a care link (CSP, L.1111-17 I): the form, the
//! banner that stands on every page of the record meanwhile, and its end.

mod banner;
mod end;
mod form;
mod open;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use hygie_gate::Role;

use crate::Page;
use crate::record::{Door, RecordPath};
use crate::state::Web;

pub(crate) use banner::Emergency;
pub(crate) use form::{instead, name};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/records/{no}/emergency", get(show::show).post(open::open))
        .route("/records/{no}/emergency/end", post(end::end).get(back))
}

/// To the record, whose banner has the form.
async fn back(door: Door) -> Redirect {
    Redirect::to(door.path.synthesis())
}

/// Where a health professional opens the record of this page in an emergency, whether
/// there is such a record or not.
pub(crate) fn way(page: &Page) -> Option<String> {
    let who = page.who.as_ref().filter(|who| who.open)?;
    let role = Role::parse(who.role).filter(|role| role.is_health_professional());
    Some(record_of(page, "emergency").filter(|_| role.is_some())?.emergency())
}

/// The record that a page is of, unless it is this form of it.
pub(crate) fn record_of(page: &Page, form: &str) -> Option<RecordPath> {
    let rest = page.path.strip_prefix("/records/")?;
    let (number, rest) = rest.split_once('/').unwrap_or((rest, ""));
    Some(RecordPath::of(RecordPath::record(number).filter(|_| rest != form)?))
}

#[cfg(test)]
mod tests;
