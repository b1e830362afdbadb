//! The privacy officer's alerts: accesses that nothing explains, each with its facts, until
//! it is closed. Nothing of anybody's health is shown, nor whose record it is.

mod close;
mod facts;
mod list;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use hygie_base::Code;
use hygie_http::Fault;

use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/alerts", get(list::show))
        .route("/alerts/{number}", get(show::show).post(close::close))
}

/// The address of one.
fn address(number: u32) -> String {
    format!("/alerts/{number}")
}

/// Which one an address names.
fn target(number: &str) -> Result<u32, Fault> {
    let number = number.parse().ok().filter(|it| u32::to_string(it) == number);
    number.ok_or_else(|| Fault::new(Code::NotFound))
}

#[cfg(test)]
mod tests;
