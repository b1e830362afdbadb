//! The routes.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_http::{App, Door, door};

use crate::limits::{FORM_BYTES, TIME};
use crate::{answer, discovery, introspect, jwks, revoke, token};

/// The endpoints, to be merged with other routes within [`hygie_http::wrap`].
pub fn router(app: &Arc<App>) -> Router {
    let routes = Router::new()
        .route("/oauth/token", post(token::token))
        .route("/oauth/revoke", post(revoke::revoke))
        .route("/oauth/introspect", post(introspect::introspect))
        .route("/oauth/jwks", get(jwks::jwks))
        .route(discovery::PATH, get(discovery::discovery))
        // SMART looks below the address of the API.
        .route(&format!("/fhir{}", discovery::PATH), get(discovery::discovery));
    let ways = Door {
        render: Arc::new(|fault, _| answer::of_fault(fault)),
        body_bytes: FORM_BYTES,
        time: TIME,
        cookies: false,
    };
    door(routes, app, ways).with_state(Arc::clone(app))
}
