//! Document types of the shared record, by profession.

use super::Effect::Forbid;
use super::Rule;
use crate::ask::{Ask, TypeRight};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "type-unmapped",
        effect: Forbid,
        source: "arrêté of 26/10/2023 [B]: what has no document type is denied",
        sentence: "it has no document type, so that no profession may read it",
        when: |ask| read_by_profession(ask) && ask.entry(|entry| entry.kind == TypeRight::Unmapped),
    },
    Rule {
        id: "type-denied",
        effect: Forbid,
        source: "arrêté of 26/10/2023",
        sentence: "the table of document types does not open this type to the profession",
        when: |ask| read_by_profession(ask) && ask.entry(|entry| entry.kind == TypeRight::Denied),
    },
];

fn read_by_profession(ask: &Ask) -> bool {
    ask.professional() && ask.reads_documents()
}
