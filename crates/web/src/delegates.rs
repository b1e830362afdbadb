//! Who acts for a person: what is said on their pages, what they hold, why nothing is open
//! to them; and the desk's page of those who act by law. The person's own part is on the
//! page of who sees the record ([`crate::sharing`]).

mod acting;
mod appoint;
mod closed;
mod code;
mod desk;
mod mine;
mod relieve;
mod row;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use hygie_gate::acts::ActError;
use hygie_gate::limits::{CARERS, DELEGATIONS};

use crate::Page;
use crate::record::Door;
use crate::state::Web;

pub use acting::Acting;
pub(crate) use acting::{acting, whom, whom_of};
pub(crate) use appoint::majority;
pub use appoint::of_age;
pub(crate) use closed::{closed, reason};
pub(crate) use row::{DelegateRow, row};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    let desk = "/records/{no}/representatives";
    Router::new()
        .route("/records/{no}/acting", get(mine::show))
        .route("/records/{no}/acting/resign", post(mine::resign))
        .route(desk, get(desk::show).post(appoint::appoint))
        .route(&format!("{desk}/code"), post(code::give).get(back))
        .route(&format!("{desk}/relieve"), post(relieve::relieve).get(back))
}

/// To the page of a form that was not sent.
async fn back(door: Door) -> Redirect {
    Redirect::to(&door.path.representatives())
}

/// What was given to an act on who acts for a person that cannot be, and what to do.
pub(crate) fn wrong_words(page: &Page, error: ActError) -> String {
    match error {
        ActError::Ended => page.t("delegates-wrong-ended"),
        ActError::Past => page.t("delegates-wrong-past"),
        ActError::NotByLaw => page.t("delegates-wrong-not-by-law"),
        ActError::ByLaw => page.t("delegates-wrong-by-law"),
        ActError::OfAge => page.t("delegates-wrong-of-age"),
        ActError::AgeUnknown => page.t("delegates-wrong-age-unknown"),
        ActError::Twice => page.t("delegates-wrong-twice"),
        ActError::Nothing => page.t("delegates-wrong-nothing"),
        ActError::Name => page.t("delegates-wrong-name"),
        ActError::Carers => page.t1("delegates-wrong-carers", "count", CARERS),
        ActError::Delegations => page.t1("delegates-wrong-many", "count", DELEGATIONS),
        ActError::TooLong
        | ActError::Refused
        | ActError::TooFar
        | ActError::Endless
        | ActError::Links
        | ActError::Consents
        | ActError::Blocked
        | ActError::Masked
        | ActError::Unattested
        | ActError::Words
        | ActError::Running
        | ActError::Own
        | ActError::Secrets
        | ActError::Unrepresented
        | ActError::Theirs
        | ActError::Announced
        | ActError::NotWaiting
        | ActError::Glasses
        | ActError::CallReason
        | ActError::Calls
        | ActError::Contests
        | ActError::ContestWords
        | ActError::AnswerWords
        | ActError::Closed
        | ActError::NotTheirs
        | ActError::Unconsented
        | ActError::Unregistered => page.t("delegates-wrong-other"),
    }
}

#[cfg(test)]
mod tests;
