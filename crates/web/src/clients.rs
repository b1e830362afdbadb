//! Apps and machines that ask for tokens, for administrators: to find, register,
//! change, suspend and end. The rules are those of `hygie admin client`.
//!
//! Nothing here names a person: of those who allowed an app, their number is said.

mod acts;
mod change;
mod flaws;
mod form;
mod list;
mod new;
mod show;
mod typed;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_base::Code;
use hygie_gate::Asker;
use hygie_http::Fault;
use hygie_record::Permit;
use hygie_smart::{Client, Usage};

use crate::faults::of_gate;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/clients", get(list::show))
        .route("/clients/new", get(new::show).post(new::submit))
        .route("/clients/{id}", get(show::show))
        .route("/clients/{id}/change", get(change::show).post(change::submit))
        .route("/clients/{id}/suspend", post(acts::suspend))
        .route("/clients/{id}/resume", post(acts::resume))
        .route("/clients/{id}/end", post(acts::end))
}

/// The permit of an administrator; others are refused, traced.
async fn permit(web: &Web, asker: &Asker) -> Result<Permit, Fault> {
    web.app.gate.accounts(asker).await.map_err(of_gate)
}

/// The client of this id; nothing here when there is none.
async fn found(web: &Web, permit: &Permit, id: &str) -> Result<(Client, Usage), Fault> {
    let found = web.app.smart.show_client(permit, id).await?;
    found.ok_or_else(|| Fault::new(Code::NotFound))
}

#[cfg(test)]
mod tests;
