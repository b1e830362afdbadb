//! Who runs and watches over the house: much power, nothing clinical.

use super::Effect::Forbid;
use super::Rule;
use crate::facts::{Asker, Interaction};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "administrator",
        effect: Forbid,
        source: "CSP L.1110-4: only who takes care shares in the secret",
        sentence: "administrators run the house and see nothing clinical",
        when: |ask| ask.by(Asker::Administrator) && ask.interaction != Interaction::Authenticate,
    },
    Rule {
        id: "officer",
        effect: Forbid,
        source: "CSP L.1110-4: only who takes care shares in the secret",
        sentence: "officers watch over the house and see nothing clinical",
        when: |ask| {
            (ask.by(Asker::PrivacyOfficer) || ask.by(Asker::SecurityOfficer))
                && ask.interaction != Interaction::Authenticate
        },
    },
];
