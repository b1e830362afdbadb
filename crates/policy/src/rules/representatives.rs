//! Who acts for the person by law. What is said of a running delegation holds for
//! carers too.

use super::Effect::{Forbid, Permit};
use super::Rule;
use super::person::{decides, keeps_deposits, reads};
use crate::ask::Ask;
use crate::facts::{Age, Asker, Interaction, Representative, Scope, Standing};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "delegation-ended",
        effect: Forbid,
        source: "[B] what is delegated ends at its end",
        sentence: "the delegation has ended",
        when: |ask| ask.delegated(Standing::Ended) && ask.interaction != Interaction::Authenticate,
    },
    Rule {
        id: "delegation-coming",
        effect: Forbid,
        source: "[B] what is delegated begins at its start",
        sentence: "the delegation has not begun",
        when: |ask| ask.delegated(Standing::Coming) && ask.interaction != Interaction::Authenticate,
    },
    Rule {
        id: "parent-of-adult",
        effect: Forbid,
        source: "[B] parental authority ends at majority (Code civil, 371-1)",
        sentence: "parents act for a minor, no longer for an adult",
        when: |ask| {
            kind(ask) == Some(Representative::Parent)
                && ask.situation.age == Age::Adult
                && ask.interaction != Interaction::Authenticate
        },
    },
    Rule {
        id: "measure-without-person",
        effect: Forbid,
        source: "CASF L.311-3 ff. [B]: a measure over property, curatelle and sauvegarde leave the person to decide",
        sentence: "this measure opens nothing of the record unless the person consented",
        when: |ask| {
            let opens_nothing = matches!(
                kind(ask),
                Some(
                    Representative::GuardianOfProperty
                        | Representative::Curator
                        | Representative::Safeguard
                )
            );
            opens_nothing
                && !ask.delegation().is_some_and(|delegation| delegation.consented)
                && ask.interaction != Interaction::Authenticate
        },
    },
    Rule {
        id: "delegate-administrative",
        effect: Permit,
        source: "[B] the least that is delegated",
        sentence: "who acts for the person reads identity and administrative data",
        when: |ask| {
            ask.delegation().is_some()
                && ask.is(&[Interaction::TestExistence, Interaction::ReadAdministrative])
        },
    },
    Rule {
        id: "representative-reads",
        effect: Permit,
        source: "CSP R.1111-50 [B]: who acts by law reads as the person does",
        sentence: "who acts for the person by law reads what the person reads",
        when: |ask| ask.representative() && scope(ask) >= Scope::Reading && reads(ask),
    },
    Rule {
        id: "representative-decides",
        effect: Permit,
        source: "CSP R.1111-50 [B]: who acts by law decides as the person does",
        sentence: "parents and those who protect the person decide for them",
        when: |ask| acts_fully(ask) && decides(ask),
    },
    Rule {
        id: "representative-keeps-deposits",
        effect: Permit,
        source: "PDT-INF-526, TD3.3c and TD3.3d, note *",
        sentence: "parents and those who protect the person archive and delete what was deposited for \
                   them",
        when: |ask| acts_fully(ask) && keeps_deposits(ask),
    },
];

const fn kind(ask: &Ask) -> Option<Representative> {
    match ask.situation.asker {
        Asker::Representative(kind, _) => Some(kind),
        _ => None,
    }
}

/// How far the delegation goes.
pub(super) fn scope(ask: &Ask) -> Scope {
    ask.delegation().map_or(Scope::Administrative, |delegation| delegation.scope)
}

/// Whether the kind of representation decides for the person, and all of it was given.
fn acts_fully(ask: &Ask) -> bool {
    let decides = matches!(
        kind(ask),
        Some(
            Representative::Parent
                | Representative::GuardianOfPerson
                | Representative::FamilyHabilitation
        )
    );
    decides && scope(ask) == Scope::Whole
}
