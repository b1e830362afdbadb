//! Who reads who looked.

use super::Effect::Permit;
use super::Rule;
use crate::facts::Interaction;

/// Name of the rule by which somebody reads all traces of a record, not their own alone.
pub const ALL_TRACES: &str = "traces-treating";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: ALL_TRACES,
        effect: Permit,
        source: "CSP R.1111-43",
        sentence: "the médecin traitant reads all traces",
        when: |ask| {
            ask.treating()
                && ask.normal()
                && ask.linked()
                && ask.interaction == Interaction::ReadTraces
        },
    },
    Rule {
        id: "traces-own",
        effect: Permit,
        source: "CSP R.1111-43",
        sentence: "a professional reads the traces of what they did themselves",
        when: |ask| {
            let works = ask.professional() && !ask.by(crate::facts::Asker::System);
            works && ask.normal() && ask.interaction == Interaction::ReadTraces
        },
    },
];
