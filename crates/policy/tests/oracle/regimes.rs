//! What the asker's own organisation keeps: care link, role and confidentiality
//! (design, "The gate"). Consent, masks and blocks are the shared record's.

use hygie_policy::facts::{Asker, Interaction, Link, Situation, SocialRole};

/// May it be done with what the own organisation keeps?
pub fn may(s: &Situation, i: Interaction) -> bool {
    match i {
        Interaction::OwnReadAdministrative => works_in_care(s) && (linked(s) || receives(s)),
        Interaction::OwnRead | Interaction::OwnSearch | Interaction::OwnWrite => {
            works_in_care(s) && linked(s)
        }
        _ => false,
    }
}

/// Issue 8: "a link has a start, an end and a proof; without a link, no access".
pub fn linked(s: &Situation) -> bool {
    matches!(s.link, Link::Team | Link::Declared)
}

/// A reception sees identity and appointments before there is a link.
pub fn receives(s: &Situation) -> bool {
    matches!(s.asker, Asker::Secretary | Asker::Social(SocialRole::Administrative))
}

/// Who works with persons. Officers and administrators run the house, not the care.
pub fn works_in_care(s: &Situation) -> bool {
    matches!(s.asker, Asker::Health(_) | Asker::Social(_) | Asker::Secretary | Asker::System)
}
