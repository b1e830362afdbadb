//! The person whom the record concerns.

use super::Effect::Permit;
use super::Rule;
use crate::ask::Ask;
use crate::facts::{Asker, Interaction};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "person-reads",
        effect: Permit,
        source: "CSP L.1111-7, L.1111-19",
        sentence: "the person reads their whole record, who looked, and takes copies away",
        when: |ask| ask.by(Asker::Person) && reads(ask),
    },
    Rule {
        id: "person-decides",
        effect: Permit,
        source: "CSP R.1111-40, R.1111-46, R.1111-49, L.1111-19",
        sentence: "the person deposits, masks, says who may see what, closes the record and opens it \
                   again",
        when: |ask| {
            ask.by(Asker::Person)
                && (decides(ask) || ask.interaction == Interaction::ChangeCredentials)
        },
    },
    Rule {
        id: "person-keeps-deposits",
        effect: Permit,
        source: "PDT-INF-526, TD3.3c and TD3.3d, note *",
        sentence: "the person archives and deletes what they deposited themselves",
        when: |ask| ask.by(Asker::Person) && keeps_deposits(ask),
    },
];

/// What the person reads.
pub(super) fn reads(ask: &Ask) -> bool {
    ask.reads_documents()
        || ask.is(&[
            Interaction::TestExistence,
            Interaction::ReadAdministrative,
            Interaction::ListProfessionals,
            Interaction::SearchReference,
            Interaction::Export,
            Interaction::ReadTraces,
        ])
}

/// What the person decides about the record.
pub(super) fn decides(ask: &Ask) -> bool {
    ask.is(&[
        Interaction::Feed,
        Interaction::Mask,
        Interaction::Unmask,
        Interaction::Share,
        Interaction::Close,
        Interaction::Reopen,
    ])
}

/// What the person does with what they deposited.
pub(super) fn keeps_deposits(ask: &Ask) -> bool {
    ask.is(&[Interaction::Archive, Interaction::Unarchive, Interaction::Delete])
        && ask.entry(|entry| entry.deposited_by_person)
}
