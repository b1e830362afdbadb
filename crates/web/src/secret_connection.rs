//! A minor's record in a secret connection (CSP, L.1111-5, R.1111-50): opened by a health
//! professional from any page of the record, told by a banner on each of them meanwhile, and
//! left from there.

mod begin;
mod end;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::post;
use hygie_accounts::AccountError;
use hygie_gate::acts::ActError;
use hygie_record::View;

use crate::delegates::majority;
use crate::record::Door;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/records/{no}/secret-connection", post(begin::begin).get(back))
        .route("/records/{no}/secret-connection/end", post(end::end).get(back))
}

/// To the record, whose pages have the forms.
async fn back(door: Door) -> Redirect {
    Redirect::to(door.path.synthesis())
}

/// Where its forms are sent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct SecretConnection {
    /// Where it is begun; empty where it cannot be, or where it runs.
    pub(crate) begin: String,
    /// Where it is left; empty where it does not run.
    pub(crate) end: String,
}

impl SecretConnection {
    /// For who has the record open. The form is for who could write there as they come,
    /// and of a minor alone; the gate decides.
    pub(crate) fn of(door: &Door, view: &View) -> Self {
        let path = door.path.secret_connection();
        if door.page.secret {
            return Self { end: format!("{path}/end"), ..Self::default() };
        }
        let minor = || majority(view).is_some_and(|at| door.page.now < at);
        let may = door.is_professional() && door.writes() && !door.comes_apart() && minor();
        Self { begin: if may { path } else { String::new() }, ..Self::default() }
    }
}

/// The message of what keeps one from being begun.
pub(crate) fn reason(told: &str) -> Option<&'static str> {
    let reasons = [
        (ActError::OfAge.to_string(), "secret-connection-of-age"),
        (ActError::AgeUnknown.to_string(), "secret-connection-age-unknown"),
        (AccountError::TooManySecretConnections.to_string(), "secret-connection-many"),
    ];
    reasons.into_iter().find(|(said, _)| said == told).map(|it| it.1)
}

#[cfg(test)]
mod tests;
