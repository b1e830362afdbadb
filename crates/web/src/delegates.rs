//! Who acts for a person.

use hygie_gate::acts::ActError;
use hygie_gate::limits::{CARERS, DELEGATIONS};

use crate::Page;

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
        | ActError::Links
        | ActError::Consents
        | ActError::Blocked
        | ActError::Masked
        | ActError::Unattested
        | ActError::Words
        | ActError::Running
        | ActError::Own
        | ActError::Glasses => page.t("delegates-wrong-other"),
    }
}
