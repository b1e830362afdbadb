//! What the own organisation keeps. The sources say "care link, role and
//! confidentiality" (design, "The gate") and no more.

use hygie_policy::facts::{Asker, Confidentiality, Custodian, Interaction, Link, Mode, Situation};

use super::{Silent, of_own};
use crate::grid::Question;
use crate::{law, regimes};

pub const SILENT: &[Silent] = &[
    Silent {
        name: "own-file-in-an-emergency",
        why: "L.1111-17 speaks of the shared record; whether an emergency opens the own \
              organisation's file without a link is not said. What is masked stays hidden",
        reading: |s, q| {
            let health = matches!(s.asker, Asker::Health(_));
            let emergency = s.mode == Mode::Emergency { attested: true };
            let may = health && emergency && !s.will.opposes_emergency && !s.will.blocked;
            (may && of_own(q) && !masked_in_emergency(s, q)).then(|| in_team(s, q))
        },
    },
    Silent {
        name: "own-file-and-machines",
        why: "a link ties a professional; what ties a machine of the organisation is not said",
        reading: |s, q| {
            let machine = s.asker == Asker::System && of_own(q);
            machine.then(|| s.mode == Mode::Normal && in_team(s, q))
        },
    },
    Silent {
        name: "own-file-and-secretaries",
        why: "what a secretary reads beyond identity and appointments is not said",
        reading: |s, q| (s.asker == Asker::Secretary && of_own(q)).then_some(false),
    },
    Silent {
        name: "own-file-and-social-roles",
        why: "the five role groups are named, not what each reads",
        reading: |s, q| (matches!(s.asker, Asker::Social(_)) && of_own(q)).then_some(false),
    },
    Silent {
        name: "own-file-restricted",
        why: "R and V count, and by what is not said; an author's own is left to the author",
        reading: |_, q| {
            let e = q.read()?;
            let restricted = e.confidentiality != Confidentiality::Normal;
            (e.custodian == Custodian::Own && restricted && !e.authored).then_some(false)
        },
    },
    Silent {
        name: "copies-by-professionals",
        why: "who of an organisation takes a copy away is not said",
        reading: |s, q| match q {
            _ if !matches!(s.asker, Asker::Health(_)) => None,
            Question::May(Interaction::Export) => Some(regimes::linked(s)),
            Question::Takes(e) if e.custodian == Custodian::Own => Some(law::sees(s, e)),
            _ => None,
        },
    },
];

fn in_team(s: &Situation, q: &Question) -> bool {
    q.law(&Situation { link: Link::Team, ..*s })
}

/// Issue 8: "Masked entries stay hidden unless the person allowed them for
/// emergencies".
fn masked_in_emergency(s: &Situation, q: &Question) -> bool {
    let masked = q.read().is_some_and(|e| e.masked);
    masked && !s.will.masked_in_emergency
}
