//! Log-in with a provider: to it and back, linking one's account to it, and the end
//! of the session there.
//!
//! 1. `GET /login/provider/NAME` seals what must be known when the browser comes back
//!    into a cookie ([`waiting`]), and sends it to the provider.
//! 2. `GET /login/provider/NAME/back` uses that up and finishes: somebody logs in, or
//!    the account of the session that began is linked, or who holds it has shown again
//!    who they are: [`again`].
//!
//! What goes wrong is said in words by [`told`], and traced without what a provider
//! claimed.

mod again;
mod back;
mod begin;
mod end_there;
mod leave;
mod link;
mod list;
mod offered;
mod told;
mod vouched;
mod waiting;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::state::Web;

pub(crate) use again::linked;
pub(crate) use end_there::end_there;

pub use offered::{Button, Offered, Providers};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/login/provider/{name}", get(begin::begin))
        .route("/login/provider/{name}/back", get(back::back))
        .route("/account/providers", get(list::list))
        .route("/account/providers/link", post(link::link))
        .route("/account/providers/unlink", post(link::unlink))
        .route("/lock/provider", post(again::unlock).get(async || Redirect::to("/lock")))
        .route("/confirm/provider", post(again::confirm).get(async || Redirect::to("/confirm")))
}

#[cfg(test)]
mod tests;
