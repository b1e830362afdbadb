//! The rules in force, for who watches over the house; and why somebody could see a
//! record on some day, for the privacy officer.

mod day;
mod show;
mod table;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_gate::{Edition, Refusal, Role};
use hygie_http::Fault;

use crate::Page;
use crate::state::Web;

#[cfg(test)]
pub(crate) use day::Answer;
pub(crate) use day::{ThenRow, officers_name, then_row};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/policy", get(show::show))
        .route("/policy/day", post(day::show))
        .route("/policy/tables/{name}", get(table::show).post(table::change))
}

/// Since when a table is in force, and by whom, when it did not come with the program.
fn since(page: &Page, edition: &Edition) -> Option<String> {
    let (at, by) = edition.put.as_ref()?;
    Some(page.t2("policy-table-since", "date", page.moment(*at), "by", by))
}

/// The rules are read by both officers.
///
/// # Errors
/// Forbidden to everybody else.
fn officers(role: Role) -> Result<(), Fault> {
    match role {
        Role::PrivacyOfficer | Role::SecurityOfficer => Ok(()),
        _ => {
            let refusal = Refusal::PrivacyOfficersOnly;
            Err(Fault::new(refusal.code()).because(refusal.sentence()))
        }
    }
}

#[cfg(test)]
mod tests;
