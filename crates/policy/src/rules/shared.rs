//! The life of the shared record, and whom the person blocked.

use super::Effect::Forbid;
use super::Rule;
use crate::ask::Ask;
use crate::facts::{Interaction, Record};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "record-opposed",
        effect: Forbid,
        source: "CSP R.1111-40",
        sentence: "there is no shared record: the person opposed it",
        when: |ask| ask.situation.record == Record::Opposed && in_shared_record(ask),
    },
    Rule {
        id: "record-closed",
        effect: Forbid,
        source: "CSP L.1111-18; PDT-INF-526, TD1.4",
        sentence: "the shared record is closed",
        when: |ask| ask.situation.record == Record::Closed && in_shared_record(ask),
    },
    Rule {
        id: "blocked",
        effect: Forbid,
        source: "CSP L.1111-19; DMP: a blocked professional reads in no mode and may still deposit",
        sentence: "the person blocked this professional: nothing that others keep is open to them",
        when: |ask| {
            ask.situation.will.blocked
                && (ask.needs_authorisation()
                    || (ask.professional() && ask.interaction == Interaction::DeclareAuthorised))
        },
    },
];

/// What professionals and carers do in the shared record, depositing included. The
/// person and who acts for them by law keep it whatever its life.
fn in_shared_record(ask: &Ask) -> bool {
    let beside = [
        Interaction::DeclareAuthorised,
        Interaction::Feed,
        Interaction::FeedBySecretary,
        Interaction::SearchReference,
        Interaction::Delete,
    ];
    ask.needs_authorisation()
        || (ask.professional() && ask.is(&beside))
        || (ask.carer()
            && (ask.reads_documents() || ask.interaction == Interaction::SearchReference))
}
