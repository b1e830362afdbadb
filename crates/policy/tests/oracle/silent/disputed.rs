//! Where the rules and the sources differ, and the sources are not silent. The list
//! only shrinks: a point that the rules no longer need fails the test.

use hygie_policy::facts::{
    Asker, Consent, Interaction, Link, Mode, Physician, Profession, Record, Situation,
};

use super::{Silent, interaction, of_own};
use crate::grid::Question;
use crate::{regimes, visibility};

pub const DISPUTED: &[Silent] = &[
    Silent {
        name: "disputed: a secretary declares",
        why: "note (1) of TD0.3 was not captured, and what is not known gets \"a safe \
              default\"; the rules let the secretary declare",
        reading: |s, q| {
            let asked = interaction(q)? == Interaction::DeclareAuthorised;
            let may = s.mode == Mode::Normal && s.record == Record::Open && !s.will.blocked;
            (s.asker == Asker::Secretary && asked).then_some(may)
        },
    },
    Silent {
        name: "disputed: a deposit is deleted without a link",
        why: "issue 8: \"without a link, no access\", and a blocked professional may \"still \
              deposit\", no more; the rules let the médecin traitant delete what the person \
              deposited in any mode, blocked and without a link",
        reading: |s, q| match q {
            Question::On(Interaction::Delete, e) if e.deposited_by_person => {
                let treating = Asker::Health(Profession::Physician(Physician::Treating));
                let open = s.record == Record::Open && visibility::secret_connection(s, e);
                (s.asker == treating).then_some(open)
            }
            _ => None,
        },
    },
    Silent {
        name: "disputed: identity and appointments without a link",
        why: "issue 8: \"without a link, no access\"; the rules show what the own organisation \
              knows of identity and appointments to everybody in it, not to a reception only",
        reading: |s, q| {
            let asked = interaction(q)? == Interaction::OwnReadAdministrative;
            asked.then(|| q.law(&Situation { link: Link::Team, ..*s }))
        },
    },
    Silent {
        name: "disputed: identity after a refusal",
        why: "R.1111-46: access asks for consent, at the least for no refusal; the rules show \
              the administrative data of the shared record (TD1.3a) to who was refused",
        reading: |s, q| {
            let refused = s.consent == Consent::Refused;
            let asked = interaction(q)? == Interaction::ReadAdministrative && refused;
            let given = Situation { consent: Consent::Given, ..*s };
            asked.then(|| q.law(&given) || social_let_in(s))
        },
    },
    Silent {
        name: "disputed: what is masked in an emergency in the own file",
        why: "issue 8, of emergencies: \"Masked entries stay hidden unless the person allowed \
              them\"; the rules show them in the own organisation's file without a link",
        reading: |s, q| {
            let health = matches!(s.asker, Asker::Health(_));
            let emergency = s.mode == Mode::Emergency { attested: true };
            let may = health && emergency && !s.will.opposes_emergency && !s.will.blocked;
            (may && of_own(q)).then(|| q.law(&Situation { link: Link::Team, ..*s }))
        },
    },
];

fn social_let_in(s: &Situation) -> bool {
    matches!(s.asker, Asker::Social(_))
        && s.mode == Mode::Normal
        && s.record == Record::Open
        && regimes::linked(s)
        && !s.will.blocked
}
