//! Social and medico-social professionals in the shared record, where the functional matrix
//! has no column for them.

use super::Effect::Permit;
use super::Rule;
use crate::facts::Interaction;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "social-reads",
        effect: Permit,
        source: "arrêté of 26/10/2023",
        sentence: "a social professional reads the document types that the table opens to their role \
                   group",
        when: |ask| {
            ask.social()
                && ask.normal()
                && ask.is(&[
                    Interaction::TestExistence,
                    Interaction::ReadAdministrative,
                    Interaction::SearchMetadata,
                    Interaction::Read,
                ])
        },
    },
    Rule {
        id: "social-feeds",
        effect: Permit,
        source: "CSP R.1111-47; DMP: feeding never needs an authorisation",
        sentence: "a social professional deposits",
        when: |ask| ask.social() && ask.normal() && ask.interaction == Interaction::Feed,
    },
];
