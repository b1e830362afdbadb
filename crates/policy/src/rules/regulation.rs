//! Regulation of medical calls (centre 15).

use super::Effect::Forbid;
use super::Rule;
use crate::facts::{Asker, Interaction, Mode};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "regulation-staff-only",
        effect: Forbid,
        source: "PDT-INF-526, columns of regulation",
        sentence: "regulation is for health professionals and the machines of their establishment",
        when: |ask| {
            let staff = ask.health() || ask.by(Asker::System);
            ask.regulation() && !staff && ask.interaction != Interaction::Authenticate
        },
    },
    Rule {
        id: "regulation-not-claimed",
        effect: Forbid,
        source: "Pro Santé Connect, Acces_Regulation_Medicale",
        sentence: "the log-in did not say that the asker regulates",
        when: |ask| {
            ask.situation.mode == Mode::Regulation { claimed: false }
                && (ask.needs_authorisation() || ask.interaction == Interaction::SearchWithoutIns)
        },
    },
    Rule {
        id: "regulation-opposed",
        effect: Forbid,
        source: "CSP L.1111-17 I, R.1111-48; OPPOSITION_ACCES_URGENCE",
        sentence: "the person opposed access by the regulation centre",
        when: |ask| {
            ask.regulation() && ask.situation.will.opposes_regulation && ask.needs_authorisation()
        },
    },
];
