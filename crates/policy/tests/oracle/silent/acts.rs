//! What professionals do in the shared record.

use hygie_policy::facts::{
    Asker, Consent, Entry, Interaction, Mode, Physician, Profession, Situation,
};

use super::{Silent, interaction};
use crate::grid::Question;
use crate::shared;

/// The name of the first point, which goes with each of the others.
pub const TREATING: &str = "treating-physician-in-regulation";

pub const SILENT: &[Silent] = &[
    Silent {
        name: TREATING,
        why: "the functional matrix has no column for a médecin traitant in regulation; \
              another reading takes the physician's",
        reading: |s, q| {
            let physician = treating_as_physician(s)?;
            Some(q.law(&physician) || acts_on_deposit(&physician, q))
        },
    },
    Silent {
        name: "mode-without-its-ground",
        why: "an emergency without attestation and regulation without its claim open nothing; \
              whether they also stop what is no reading is not said",
        reading: |s, q| {
            let grounded = match s.mode {
                Mode::Emergency { attested: false } => Mode::Emergency { attested: true },
                Mode::Regulation { claimed: false } => Mode::Regulation { claimed: true },
                _ => return None,
            };
            reads_nothing(q).then(|| q.law(&Situation { mode: grounded, ..*s }))
        },
    },
    Silent {
        name: "acts-without-authorisation",
        why: "1.4 asks for authorisation only to read, issue 8 lets nobody in without a link: \
              whether to mask or archive what one authored is to be let in is not said",
        reading: |s, q| {
            (professional(s) && q.act().is_some() && !shared::authorised(s)).then_some(false)
        },
    },
    Silent {
        name: "acts-on-what-one-does-not-see",
        why: "the rows of TD3.3 name the author only; whether the act needs sight is not said",
        reading: |s, q| match q {
            Question::On(i, e) if professional(s) && shared::authorised(s) => {
                Some(shared::by_cell(s, *i, e))
            }
            _ => None,
        },
    },
    Silent {
        name: "identity-and-consent",
        why: "1.4 asks for authorisation to read; TD1.3a is open even to certificates, so \
              whether identity asks for consent beside the link is not said. A refusal is one",
        reading: |s, q| {
            let asked = interaction(q)? == Interaction::ReadAdministrative;
            let given = Situation { consent: Consent::Given, ..*s };
            (asked && s.consent != Consent::Refused).then(|| q.law(&given))
        },
    },
    Silent {
        name: "search-without-number-before-a-record",
        why: "TD0.5 comes before the record is known; whether its state, a block or an \
              opposition stops it is not said",
        reading: |s, q| {
            let asked = interaction(q) == Some(Interaction::SearchWithoutIns);
            (asked && s.mode == Mode::Regulation { claimed: true }).then_some(true)
        },
    },
    Silent {
        name: "search-by-who-opens-nothing",
        why: "the column MedTravail searches metadata (TD3.1) and reads no document (TD3.2); \
              what such a search shows is not said",
        reading: |s, q| {
            let asker = Asker::Health(Profession::Physician(Physician::Occupational));
            (s.asker == asker && matches!(q, Question::Finds(_))).then_some(false)
        },
    },
];

/// A médecin traitant in regulation, taken for any physician.
pub fn treating_as_physician(s: &Situation) -> Option<Situation> {
    let treating = s.asker == Asker::Health(Profession::Physician(Physician::Treating));
    let regulation = matches!(s.mode, Mode::Regulation { .. });
    let asker = Asker::Health(Profession::Physician(Physician::Other));
    (treating && regulation).then_some(Situation { asker, ..*s })
}

/// The star names the médecin traitant, whatever the column.
fn acts_on_deposit(physician: &Situation, question: &Question) -> bool {
    match question {
        Question::On(i, e) if shared::starred(*i) && e.deposited_by_person => {
            let entry = Entry { deposited_by_person: false, ..*e };
            shared::authorised(physician) && shared::by_cell(physician, *i, &entry)
        }
        _ => false,
    }
}

fn reads_nothing(question: &Question) -> bool {
    match question {
        Question::May(i) => !shared::reads(*i),
        _ => question.act().is_some(),
    }
}

fn professional(s: &Situation) -> bool {
    matches!(s.asker, Asker::Health(_) | Asker::Secretary | Asker::System)
}
