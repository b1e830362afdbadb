//! Social professionals and nurses in the shared record.

use hygie_policy::facts::{Asker, Consent, Interaction, Mode, Profession, Record, Situation};

use super::{Silent, interaction};
use crate::{documents, regimes};

pub const SILENT: &[Silent] = &[
    Silent {
        name: "social-professionals-feed",
        why: "no column of the functional matrix is theirs, yet medico-social establishments \
              send their projects to the shared record (6.1)",
        reading: |s, q| {
            let asked = social(s) && interaction(q) == Some(Interaction::Feed);
            asked.then_some(s.record == Record::Open)
        },
    },
    Silent {
        name: "social-professionals-ask-for-a-record",
        why: "no column is theirs; who may read by the arrêté of 26/10/2023 must ask for it",
        reading: |s, q| {
            (social(s) && interaction(q) == Some(Interaction::TestExistence)).then_some(true)
        },
    },
    Silent {
        name: "social-professionals-read",
        why: "the arrêté of 26/10/2023 gives five role groups types that are not known here; \
              the Conseil d'État (15/10/2025) asks for consent beforehand",
        reading: |s, q| {
            let may = match interaction(q)? {
                Interaction::ReadAdministrative => s.consent != Consent::Refused,
                Interaction::SearchMetadata | Interaction::Read => s.consent == Consent::Given,
                _ => return None,
            };
            social(s).then(|| may && let_in(s))
        },
    },
    Silent {
        name: "nurses-and-reports",
        why: "\"CR\" is among what nurses read; which types that covers is not said",
        reading: |s, q| {
            let nurse = s.asker == Asker::Health(Profession::Nurse);
            let report = q.read()?.doc_type.is_some_and(documents::is_report);
            (nurse && report).then_some(false)
        },
    },
];

fn social(s: &Situation) -> bool {
    matches!(s.asker, Asker::Social(_)) && s.mode == Mode::Normal
}

fn let_in(s: &Situation) -> bool {
    s.record == Record::Open && regimes::linked(s) && !s.will.blocked
}
