//! The privacy officer's review of habilitations: who may do what here, answered one by one
//! or several of an organisation at once, until it is closed; and what the last ones came to.

mod acts;
mod csv;
mod list;
mod report;
mod rows;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_accounts::HabilitationsSought;

use crate::signed::encoded;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/habilitations", get(list::show).post(acts::open))
        .route("/habilitations/answer", post(acts::answer))
        .route("/habilitations/close", post(acts::close))
        .route("/habilitations/{number}/report", get(report::show))
}

/// The address of what is sought.
fn address(sought: &HabilitationsSought) -> String {
    let mut address = format!("/habilitations?show={}", sought.shown.name());
    if let Some(organisation) = &sought.organisation {
        address.push_str(&format!("&organisation={}", encoded(organisation)));
    }
    if sought.skip > 0 {
        address.push_str(&format!("&from={}", sought.skip));
    }
    address
}

#[cfg(test)]
mod tests;
