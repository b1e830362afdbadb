//! The account itself.

use super::Effect::{Forbid, Permit};
use super::Rule;
use crate::facts::{Account, Interaction};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "account-inactive",
        effect: Forbid,
        source: "[B] the end of an account ends its rights",
        sentence: "the account is suspended or ended",
        when: |ask| ask.situation.account == Account::Inactive,
    },
    Rule {
        id: "authenticate",
        effect: Permit,
        source: "PDT-INF-526, TD0.1",
        sentence: "whoever has an account may log in",
        when: |ask| ask.interaction == Interaction::Authenticate,
    },
];
