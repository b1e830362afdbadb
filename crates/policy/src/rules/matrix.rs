//! The functional matrix of the DMP (PDT-INF-526 v1.8), cell by cell. A note of a cell that
//! narrows an answer, not a right (2, 3, 4), is in the sentence: the gate applies it. What
//! note 1 says is not known here, so its cells are closed.

use super::Effect::{Forbid, Permit};
use super::Rule;
use crate::ask::Ask;
use crate::facts::{Consent, Interaction, Mode};
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
        source: "PDT-INF-526, TD3.3c, note *; CSP L.1111-19",
        sentence: "the médecin traitant, with a care link unless it is an emergency, and not blocked, deletes what the person \
                   deposited",
        when: |ask| {
            ask.treating()
                && !ask.situation.will.blocked
                && has_ground(ask)
                && ask.interaction == Interaction::Delete
                && ask.cell != Cell::No
                && ask.entry(|entry| entry.deposited_by_person)
        },
    },
];

/// What a mode rests on: a care link and consent, presumed in the team alone; or an attested emergency that
/// the person did not oppose. The matrix has no column of the médecin traitant for
/// regulation.
fn has_ground(ask: &Ask) -> bool {
    let will = ask.situation.will;
    match ask.situation.mode {
        Mode::Normal => match ask.situation.consent {
            Consent::Given => ask.linked(),
            Consent::Presumed => ask.in_team(),
            Consent::Absent | Consent::Ended | Consent::Refused => false,
        },
        Mode::Emergency { attested } => attested && !will.opposes_emergency,
        Mode::Regulation { .. } => false,
    }
}
