//! The routes.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use hygie_gate::{Asker, Role};
use hygie_http::{App, Door, door};
use hygie_record::Permit;
use hygie_tlog::VerifierKey;
use hygie_tlog::limits::ADD_BYTES;

use crate::limits::TIME;
use crate::{add_checkpoint, answer, last_checkpoint};

/// What the routes stand on.
pub(crate) struct House {
    pub app: Arc<App>,
    /// Keys of the logs for which this house is a witness.
    pub trusted: Vec<VerifierKey>,
}

impl House {
    /// Who acts when a log is witnessed.
    pub fn permit(&self) -> Permit {
        let itself = Asker { id: "witness".to_owned(), ..Asker::of(Role::System, "witness") };
        self.app.gate.itself(&itself)
    }
}

/// The endpoints of a witness for these logs, to be merged with other routes within
/// [`hygie_http::wrap`].
pub fn router(app: &Arc<App>, trusted: Vec<VerifierKey>) -> Router {
    let routes = Router::new()
        .route("/witness/add-checkpoint", post(add_checkpoint::add_checkpoint))
        .route("/witness/last-checkpoint", post(last_checkpoint::last_checkpoint));
    let ways = Door {
        render: Arc::new(|fault, _| answer::of_fault(fault)),
        body_bytes: ADD_BYTES,
        time: TIME,
        cookies: false,
    };
    door(routes, app, ways).with_state(Arc::new(House { app: Arc::clone(app), trusted }))
}
