//! Care link and consent, for what others keep. Emergency and regulation ask for neither.

use super::Effect::Forbid;
use super::Rule;
use crate::facts::{Consent, Interaction, Link};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "no-link",
        effect: Forbid,
        source: "CSP R.1111-46; PDT-INF-526, TD0.3",
        sentence: "there is no care link with the person",
        when: |ask| ask.needs_authorisation() && ask.normal() && ask.situation.link == Link::None,
    },
    Rule {
        id: "link-ended",
        effect: Forbid,
        source: "CSP R.1111-46; PDT-INF-526, TD0.3",
        sentence: "the care link with the person has ended",
        when: |ask| ask.needs_authorisation() && ask.normal() && ask.situation.link == Link::Ended,
    },
    Rule {
        id: "consent-refused",
        effect: Forbid,
        source: "CSP R.1111-46",
        sentence: "the person refused or withdrew their consent",
        when: |ask| ask.consent(Consent::Refused),
    },
    Rule {
        id: "identity-after-refusal",
        effect: Forbid,
        source: "CSP R.1111-46",
        sentence: "who was refused does not read who the person is in the shared record either",
        when: |ask| {
            ask.professional()
                && ask.normal()
                && ask.interaction == Interaction::ReadAdministrative
                && ask.situation.consent == Consent::Refused
        },
    },
    Rule {
        id: "consent-ended",
        effect: Forbid,
        source: "CSP R.1111-46",
        sentence: "the consent of the person has ended",
        when: |ask| ask.consent(Consent::Ended),
    },
    Rule {
        id: "consent-absent",
        effect: Forbid,
        source: "CSP R.1111-46",
        sentence: "the person neither consented nor was informed",
        when: |ask| ask.consent(Consent::Absent),
    },
    Rule {
        id: "consent-occupational",
        effect: Forbid,
        source: "CSP L.1111-17 IV",
        sentence: "an occupational physician needs the express consent of the person",
        when: |ask| ask.occupational() && ask.consent(Consent::Presumed),
    },
    Rule {
        id: "consent-social",
        effect: Forbid,
        source: "Conseil d'État, 15/10/2025",
        sentence: "who has no health profession needs the express consent of the person",
        when: |ask| !ask.health() && ask.consent(Consent::Presumed),
    },
    Rule {
        id: "consent-outside-team",
        effect: Forbid,
        source: "CSP R.1111-46",
        sentence: "outside the care team consent is not presumed: it is asked for expressly",
        when: |ask| !ask.in_team() && ask.consent(Consent::Presumed),
    },
];
