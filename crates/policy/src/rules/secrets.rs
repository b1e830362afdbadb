//! Secrets, and what waits to be announced.

use super::Effect::Forbid;
use super::Rule;
use crate::facts::{Asker, Interaction};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "secret-connection",
        effect: Forbid,
        source: "DMP, secret connection: only INVISIBLE_REPRESENTANTS_LEGAUX is fed and read",
        sentence: "in a secret connection only what is hidden from the legal representatives is handled",
        when: |ask| ask.situation.secret && ask.entry(|entry| !entry.hidden_from_representatives),
    },
    Rule {
        id: "hidden-from-representatives",
        effect: Forbid,
        source: "CSP R.1111-50",
        sentence: "the minor, or the author, keeps it from the legal representatives",
        when: |ask| {
            ask.delegation().is_some() && ask.entry(|entry| entry.hidden_from_representatives)
        },
    },
    Rule {
        id: "not-announced",
        effect: Forbid,
        source: "CSP R.1111-53",
        sentence: "it waits to be announced to the person at a consultation, a month at most",
        when: |ask| {
            let person_side = ask.by(Asker::Person) || ask.delegation().is_some();
            (person_side || ask.interaction == Interaction::Export)
                && ask.entry(|entry| entry.hidden_from_person)
        },
    },
    Rule {
        id: "masked-and-not-announced",
        effect: Forbid,
        source: "DMP, EX_2.1-1050",
        sentence: "what waits to be announced to the person cannot be masked to professionals",
        when: |ask| {
            let masks = ask.interaction == Interaction::Mask;
            let writes =
                ask.is(&[Interaction::Feed, Interaction::FeedBySecretary, Interaction::OwnWrite]);
            (masks && ask.entry(|entry| entry.hidden_from_person))
                || (writes && ask.entry(|entry| entry.hidden_from_person && entry.masked))
        },
    },
];
