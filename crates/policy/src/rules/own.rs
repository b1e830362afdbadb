//! What the own organisation keeps: care link, role and confidentiality.

use super::Effect::{Forbid, Permit};
use super::Rule;
use crate::ask::{Ask, TypeRight};
use crate::facts::{Asker, Confidentiality, Interaction};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "kept-by-others",
        effect: Forbid,
        source: "two regimes: what others keep follows the shared record's rules",
        sentence: "another organisation keeps it: it is not read as one's own",
        when: |ask| {
            (in_own_record(ask) || ask.interaction == Interaction::OwnReadAdministrative)
                && ask.entry(|entry| !entry.own)
        },
    },
    Rule {
        id: "kept-by-own",
        effect: Forbid,
        source: "two regimes: what the own organisation keeps follows its own rules",
        sentence: "the own organisation keeps it: it is not read through the shared record",
        when: |ask| ask.professional() && ask.reads_documents() && ask.entry(|entry| entry.own),
    },
    Rule {
        id: "own-no-link",
        effect: Forbid,
        source: "CSP L.1110-4, L.1110-12 [B]: the care team shares",
        sentence: "what the organisation keeps is open to who has a care link with the person",
        when: |ask| {
            in_own_record(ask) && !ask.by(Asker::System) && !ask.emergency() && !ask.linked()
        },
    },
    Rule {
        id: "own-role",
        effect: Forbid,
        source: "[B] role groups of social and medico-social establishments",
        sentence: "the table of role groups does not open this class of documents to the role",
        when: |ask| {
            ask.social() && ask.reads_own() && ask.entry(|entry| entry.kind != TypeRight::Allowed)
        },
    },
    Rule {
        id: "own-restricted",
        effect: Forbid,
        source: "HL7 confidentiality R [B]",
        sentence: "restricted: only its author, the médecin traitant and the care team's health \
                   professionals see it",
        when: |ask| {
            ask.reads_own()
                && ask.entry(|entry| {
                    entry.confidentiality == Confidentiality::Restricted && !entry.authored
                })
                && !(ask.treating() || ask.health() && ask.in_team())
        },
    },
    Rule {
        id: "own-very-restricted",
        effect: Forbid,
        source: "HL7 confidentiality V [B]",
        sentence: "very restricted: only its author, the médecin traitant and the care team's physicians \
                   see it",
        when: |ask| {
            ask.reads_own()
                && ask.entry(|entry| {
                    entry.confidentiality == Confidentiality::VeryRestricted && !entry.authored
                })
                && !(ask.treating() || ask.physician() && ask.in_team())
        },
    },
    Rule {
        id: "own-administrative",
        effect: Permit,
        source: "[B] whoever receives persons finds them",
        sentence: "identity and appointments are open to the staff of the organisation that keeps them",
        when: |ask| ask.professional() && ask.interaction == Interaction::OwnReadAdministrative,
    },
    Rule {
        id: "own-health",
        effect: Permit,
        source: "CSP L.1110-4, L.1110-12",
        sentence: "a health professional with a care link reads and writes what the own organisation \
                   keeps",
        when: |ask| {
            let exports_own =
                ask.interaction == Interaction::Export && ask.facets.is_none_or(|entry| entry.own);
            ask.health() && ask.linked() && (in_own_record(ask) || exports_own)
        },
    },
    Rule {
        id: "own-social",
        effect: Permit,
        source: "CSP L.1110-4, L.1110-12; CASF L.311-3 ff. [B]",
        sentence: "a social professional with a care link reads, as far as their role goes, and writes \
                   what the own organisation keeps",
        when: |ask| ask.social() && ask.linked() && in_own_record(ask),
    },
    Rule {
        id: "own-system",
        effect: Permit,
        source: "[B] what a machine may beyond this its token narrows",
        sentence: "an organisation's machine reads and writes what that organisation keeps",
        when: |ask| ask.by(Asker::System) && ask.normal() && in_own_record(ask),
    },
];

/// The clinical part of what the own organisation keeps.
fn in_own_record(ask: &Ask) -> bool {
    ask.professional()
        && ask.is(&[Interaction::OwnRead, Interaction::OwnSearch, Interaction::OwnWrite])
}
