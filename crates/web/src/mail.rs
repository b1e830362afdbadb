//! Notices by mail: one's own address, and what a letter says.

mod change;
mod letter;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Web;

pub use letter::{Written, write};

/// The page, to which each of its forms leads back.
const HERE: &str = "/account/mail";

pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/account/mail", get(show::show).post(change::ask))
        .route("/account/mail/confirm", post(change::confirm))
        .route("/account/mail/pace", post(change::pace))
        .route("/account/mail/stop", post(change::stop))
}

#[cfg(test)]
mod tests;
