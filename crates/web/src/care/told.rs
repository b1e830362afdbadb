//! What the gate says about care links, in words.

use hygie_base::Timestamp;
use hygie_gate::acts::ActError;
use hygie_gate::rights::Link;
use hygie_gate::{GateError, Ties};
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_gate;

/// What was given that cannot be; a fault when it is another refusal.
pub(super) fn told(error: GateError) -> Result<ActError, Fault> {
    match error {
        GateError::Act(error) => Ok(error),
        other => Err(of_gate(other)),
    }
}

/// The message of what cannot be.
pub(super) const fn key(error: ActError) -> &'static str {
    match error {
        ActError::Ended => "care-error-ended",
        ActError::TooLong => "care-error-too-long",
        ActError::Refused => "care-refused-consent",
        ActError::Nothing => "care-error-nothing",
        ActError::TooFar => "care-error-too-far",
        ActError::Endless => "care-error-endless",
        ActError::Past => "care-error-past",
        ActError::Links => "care-error-links",
        ActError::Consents => "care-error-consents",
        ActError::Name
        | ActError::Blocked
        | ActError::Masked
        | ActError::NotByLaw
        | ActError::ByLaw
        | ActError::OfAge
        | ActError::AgeUnknown
        | ActError::Twice
        | ActError::Carers
        | ActError::Delegations
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
        | ActError::NotTheirs => "care-error-other",
        ActError::Closed => "care-shared-closed-already",
        ActError::Unconsented => "care-shared-consent-wrong",
        ActError::Unregistered => "care-shared-unregistered",
    }
}

/// Why somebody may not declare that they take care of the person; empty when they may.
pub(super) fn refused(page: &Page, ties: &Ties) -> String {
    if ties.refused {
        return page.t("care-refused-consent");
    }
    let declares = ties.standing.declares;
    if declares.allowed {
        return String::new();
    }
    page.t(match declares.reason.id {
        "blocked" => "care-refused-blocked",
        "record-opposed" => "care-refused-opposed",
        "record-closed" => "care-refused-closed",
        _ => "care-refused-role",
    })
}

/// Until when, of what ends just before then.
pub(super) fn until(page: &Page, end: Timestamp) -> String {
    page.moment(Timestamp(end.0.saturating_sub(1)))
}

/// Who said that a link runs.
pub(super) fn by(page: &Page, link: &Link) -> String {
    match link.by.id().starts_with("command-line:") {
        true => page.t("access-operator"),
        false => link.by.name().to_owned(),
    }
}
