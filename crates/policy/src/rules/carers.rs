//! Carers (aidants) whom the person invited.

use super::Effect::{Forbid, Permit};
use super::Rule;
use super::representatives::scope;
use crate::facts::{Interaction, Scope};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "carer-not-invited",
        effect: Forbid,
        source: "Mon espace santé: invitation of an aidant",
        sentence: "a carer needs the consent of the person, or of who acts for them",
        when: |ask| {
            ask.carer()
                && !ask.delegation().is_some_and(|delegation| delegation.consented)
                && ask.interaction != Interaction::Authenticate
        },
    },
    Rule {
        id: "carer-decides-nothing",
        effect: Forbid,
        source: "Mon espace santé: what an aidant cannot do",
        sentence: "carers never share, delete, download, change how the person logs in, or close the \
                   record",
        when: |ask| {
            ask.carer()
                && ask.is(&[
                    Interaction::Share,
                    Interaction::Delete,
                    Interaction::Export,
                    Interaction::ChangeCredentials,
                    Interaction::Close,
                    Interaction::Reopen,
                ])
        },
    },
    Rule {
        id: "carer-nothing-secret",
        effect: Forbid,
        source: "CSP R.1111-49, R.1111-50 [B]: what is secret stays so for carers",
        sentence: "carers see nothing that is masked",
        when: |ask| ask.carer() && ask.entry(|entry| entry.masked),
    },
    Rule {
        id: "carer-reads",
        effect: Permit,
        source: "Mon espace santé: what an aidant can do",
        sentence: "carers read",
        when: |ask| {
            ask.carer()
                && scope(ask) >= Scope::Reading
                && ask.is(&[
                    Interaction::SearchMetadata,
                    Interaction::SearchReference,
                    Interaction::Read,
                    Interaction::ReadArchived,
                ])
        },
    },
];
