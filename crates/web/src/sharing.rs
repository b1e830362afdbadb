//! Who sees the record, as its person decides it: the shared part, who takes care of
//! them, blocked professionals, emergencies, the médecin traitant, masked entries; and
//! the record as somebody else would see it.
//!
//! Each form names whom or what it is about by an id that the page offered; names are
//! taken from what is known of the record, never from what was typed.

mod block;
mod care;
mod consent;
mod delegates;
mod desk;
mod emergencies;
mod entry;
mod known;
mod masked;
mod see_as;
mod seen;
mod shared;
mod show;
mod treating;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_gate::acts::ActError;
use hygie_gate::limits::{BLOCKED, MASKED};

use crate::Page;
use crate::delegates as acting;
use crate::state::Web;

pub(crate) use entry::{MaskForm, mask_form};

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    let base = "/records/{no}/sharing";
    let at = |path: &str| format!("{base}/{path}");
    Router::new()
        .route(base, get(show::show))
        .route(&at("shared"), post(shared::decide))
        .route(&at("consent"), post(consent::decide))
        .route(&at("block"), post(block::block))
        .route(&at("unblock"), post(block::unblock))
        .route(&at("carers"), post(delegates::invite).get(delegates::back))
        .route(&at("carers/code"), post(delegates::code).get(delegates::back))
        .route(&at("carers/end"), post(delegates::withdraw))
        .route(&at("carers/consent"), post(delegates::consent))
        .route(&at("emergencies"), post(emergencies::decide))
        .route(&at("treating"), post(treating::choose))
        .route(&at("mask"), post(masked::mask))
        .route(&at("unmask"), post(masked::unmask))
        .route(&at("as/{account}"), get(see_as::show))
        .route(&at("emergency-doctor"), get(see_as::emergency_doctor))
        .route(&at("regulation-centre"), get(see_as::regulation_centre))
        .route(&at("as-delegate/{account}"), get(see_as::delegate))
}

/// What was given to an act that cannot be, and what to do.
fn wrong_words(page: &Page, error: ActError) -> String {
    match error {
        ActError::Ended => page.t("sharing-wrong-ended"),
        ActError::TooLong => page.t("sharing-wrong-too-long"),
        ActError::Refused => page.t("sharing-wrong-refused"),
        // The others are of emergencies, calls and single entries, which are not decided here.
        ActError::Nothing
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
        | ActError::Unconsented
        | ActError::Unregistered => page.t("sharing-wrong-nothing"),
        ActError::Closed => page.t("sharing-wrong-closed"),
        ActError::NotTheirs => page.t("sharing-wrong-choice"),
        ActError::Name => page.t("sharing-wrong-name"),
        ActError::Links => page.t("sharing-wrong-links"),
        ActError::Consents => page.t("sharing-wrong-consents"),
        ActError::Blocked => page.t1("sharing-wrong-blocked", "count", BLOCKED),
        ActError::Masked => page.t1("sharing-wrong-masked", "count", MASKED),
        ActError::NotByLaw
        | ActError::ByLaw
        | ActError::Past
        | ActError::TooFar
        | ActError::Endless
        | ActError::OfAge
        | ActError::AgeUnknown
        | ActError::Twice
        | ActError::Carers
        | ActError::Delegations => acting::wrong_words(page, error),
    }
}

#[cfg(test)]
mod tests;
