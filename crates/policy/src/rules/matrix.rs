//! The functional matrix of the DMP (PDT-INF-526 v1.8), cell by cell. A note of a cell that
//! narrows an answer, not a right (2, 3, 4), is in the sentence: the gate applies it.

use super::Effect::{Forbid, Permit};
use super::Rule;
use crate::facts::Interaction;
use crate::tables::Cell;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "deposited-by-person",
        effect: Forbid,
        source: "PDT-INF-526, TD3.3c and TD3.3d, note *",
        sentence: "what the person deposited only they and the médecin traitant archive or delete",
        when: |ask| {
            ask.professional()
                && !ask.treating()
                && ask.is(&[Interaction::Archive, Interaction::Unarchive, Interaction::Delete])
                && ask.entry(|entry| entry.deposited_by_person)
        },
    },
    Rule {
        id: "matrix",
        effect: Permit,
        source: "PDT-INF-526, cell Y",
        sentence: "the functional matrix opens it to the actor in this mode",
        when: |ask| ask.cell == Cell::Yes,
    },
    Rule {
        id: "matrix-structure",
        effect: Permit,
        source: "PDT-INF-526, note 1 [B]: the text of the note was not at hand",
        sentence: "a secretary declares their structure authorised",
        when: |ask| ask.cell == Cell::Note(1),
    },
    Rule {
        id: "matrix-same-structure",
        effect: Permit,
        source: "PDT-INF-526, note 2",
        sentence: "limited to professionals of the same structure",
        when: |ask| ask.cell == Cell::Note(2),
    },
    Rule {
        id: "matrix-new-only",
        effect: Permit,
        source: "PDT-INF-526, note 3",
        sentence: "limited by date to new authorisations",
        when: |ask| ask.cell == Cell::Note(3),
    },
    Rule {
        id: "matrix-attributed",
        effect: Permit,
        source: "PDT-INF-526, note 4",
        sentence: "what is fed is attributed to the structure",
        when: |ask| ask.cell == Cell::Note(4),
    },
    Rule {
        id: "matrix-reference",
        effect: Permit,
        source: "PDT-INF-526, note 5",
        sentence: "only to find a reference, for example before a deletion",
        when: |ask| ask.cell == Cell::Note(5),
    },
    Rule {
        id: "matrix-author",
        effect: Permit,
        source: "PDT-INF-526, notes 6 and 8; CSP R.1111-49",
        sentence: "only on what the asker authored",
        when: |ask| matches!(ask.cell, Cell::Note(6 | 8)) && ask.entry(|entry| entry.authored),
    },
    Rule {
        id: "matrix-masked-in-emergency",
        effect: Permit,
        source: "PDT-INF-526, note 7",
        sentence: "the person allowed what is masked to be seen in an emergency",
        when: |ask| ask.cell == Cell::Note(7) && ask.situation.will.masked_in_emergency,
    },
    Rule {
        id: "matrix-own-structure",
        effect: Permit,
        source: "PDT-INF-526, note 9",
        sentence: "only on documents of the structure",
        when: |ask| ask.cell == Cell::Note(9) && ask.entry(|entry| entry.own),
    },
    Rule {
        id: "treating-deletes-deposit",
        effect: Permit,
        source: "PDT-INF-526, TD3.3c, note *",
        sentence: "the médecin traitant deletes what the person deposited",
        when: |ask| {
            ask.treating()
                && ask.interaction == Interaction::Delete
                && ask.cell != Cell::No
                && ask.entry(|entry| entry.deposited_by_person)
        },
    },
];
