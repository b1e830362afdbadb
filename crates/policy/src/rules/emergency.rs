//! Emergency access (bris de glace).

use super::Effect::{Forbid, Permit};
use super::Rule;
use crate::facts::{Interaction, Mode};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "emergency-health-only",
        effect: Forbid,
        source: "CSP L.1111-17 I",
        sentence: "only health professionals break the glass",
        when: |ask| {
            ask.emergency() && !ask.health() && ask.interaction != Interaction::Authenticate
        },
    },
    Rule {
        id: "emergency-not-attested",
        effect: Forbid,
        source: "CSP L.1111-17 I",
        sentence: "emergency access needs the statement that the person cannot express their will and is \
                   at immediate risk",
        when: |ask| {
            ask.situation.mode == Mode::Emergency { attested: false } && ask.needs_authorisation()
        },
    },
    Rule {
        id: "emergency-opposed",
        effect: Forbid,
        source: "CSP L.1111-17 I, R.1111-48",
        sentence: "the person opposed emergency access beforehand",
        when: |ask| {
            ask.emergency() && ask.situation.will.opposes_emergency && ask.needs_authorisation()
        },
    },
    Rule {
        id: "emergency-own-masked",
        effect: Forbid,
        source: "CSP R.1111-48, R.1111-49; Mon espace santé, masked documents in an emergency",
        sentence: "what is masked stays so for who comes without a care link in an emergency, unless \
                   the person allowed it",
        when: |ask| {
            ask.emergency()
                && ask.reads_own()
                && !ask.linked()
                && !ask.situation.will.masked_in_emergency
                && ask.entry(|entry| entry.masked)
        },
    },
    Rule {
        id: "emergency-own",
        effect: Permit,
        source: "CSP L.1111-17 I [B]: applied to what the own organisation keeps",
        sentence: "in an emergency a health professional reads what the own organisation keeps without a \
                   care link",
        when: |ask| {
            let will = ask.situation.will;
            ask.health()
                && ask.situation.mode == Mode::Emergency { attested: true }
                && !will.opposes_emergency
                && !will.blocked
                && ask.is(&[Interaction::OwnRead, Interaction::OwnSearch])
        },
    },
];
