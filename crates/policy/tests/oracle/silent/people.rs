//! The person, who acts for them, carers.

use hygie_policy::facts::{
    Asker, Delegation, Entry, Interaction, Record, Representative, Scope, Situation, Status,
};

use super::{Silent, interaction};
use crate::grid::Question;
use crate::impossible::outside_organisations;

pub const SILENT: &[Silent] = &[
    Silent {
        name: "life-of-the-record-and-the-person",
        why: "that a deposit needs a record (R.1111-47) is said of professionals; to close \
              what is closed and to open what is open are not spoken of",
        reading: |s, q| {
            let record = match interaction(q)? {
                Interaction::Feed | Interaction::Close => Record::Open,
                Interaction::Reopen => Record::Closed,
                _ => return None,
            };
            outside_organisations(s).then(|| q.law(&Situation { record, ..*s }))
        },
    },
    Silent {
        name: "carer-without-the-person's-own-consent",
        why: "who acts for the person may invite a carer too; whether that is enough is not said",
        reading: |s, _| matches!(s.asker, Asker::Carer(held) if !held.consented).then_some(false),
    },
    Silent {
        name: "carer-beyond-reading",
        why: "what a carer never does is listed, not what one does: to deposit, and to read \
              traces and the list of professionals, are on neither side",
        reading: |s, q| {
            let asked = matches!(
                interaction(q)?,
                Interaction::Feed | Interaction::ReadTraces | Interaction::ListProfessionals
            );
            (carer(s) && asked).then_some(false)
        },
    },
    Silent {
        name: "carer-and-what-is-masked",
        why: "MASQUE_PS speaks of professionals, PATIENT_ONLY of the person; carers are neither",
        reading: |s, q| (carer(s) && of_masked(q)).then_some(false),
    },
    Silent {
        name: "carer-and-a-record-that-is-not-open",
        why: "what a closed or opposed record leaves to carers is not said",
        reading: |s, q| (carer(s) && s.record != Record::Open && reads(q)).then_some(false),
    },
    Silent {
        name: "carer-and-what-is-past",
        why: "whether carers see versions that were replaced and what was deleted is not said",
        reading: |s, q| (carer(s) && of_past(q)).then_some(false),
    },
    Silent {
        name: "measure-that-needs-consent",
        why: "property, curatelle and sauvegarde open nothing without consent; what they open \
              with it is not said beyond reading",
        reading: |s, q| (needs_consent(s) && !reads(q)).then_some(false),
    },
    Silent {
        name: "credentials-by-representatives",
        why: "that carers do not change them is said, of representatives nothing",
        reading: |s, q| {
            let asked = interaction(q) == Some(Interaction::ChangeCredentials);
            (representative(s).is_some() && asked).then_some(false)
        },
    },
    Silent {
        name: "copies-by-representatives",
        why: "whether who may read may take a copy away is not said",
        reading: |s, q| {
            let (kind, held) = representative(s)?;
            let whole = Delegation { scope: Scope::Whole, ..held };
            let asker = Asker::Representative(kind, whole);
            let asked = q.takes() && held.scope == Scope::Reading;
            asked.then(|| q.law(&Situation { asker, ..*s }))
        },
    },
    Silent {
        name: "existence-to-the-person",
        why: "TD0.2 has no column for the person; who reads identity may learn as much",
        reading: |s, q| {
            let asked = interaction(q)? == Interaction::TestExistence && outside_organisations(s);
            asked.then(|| Question::May(Interaction::ReadAdministrative).law(s))
        },
    },
    Silent {
        name: "authenticate",
        why: "TD0.1 has columns for professionals; everybody else logs in too",
        reading: |_, q| (interaction(q) == Some(Interaction::Authenticate)).then_some(true),
    },
];

fn carer(s: &Situation) -> bool {
    matches!(s.asker, Asker::Carer(_))
}

fn representative(s: &Situation) -> Option<(Representative, Delegation)> {
    match s.asker {
        Asker::Representative(kind, held) => Some((kind, held)),
        _ => None,
    }
}

fn needs_consent(s: &Situation) -> bool {
    representative(s).is_some_and(|(kind, _)| {
        matches!(
            kind,
            Representative::GuardianOfProperty
                | Representative::Curator
                | Representative::Safeguard
        )
    })
}

fn of_masked(question: &Question) -> bool {
    match question {
        Question::May(i) => *i == Interaction::ReadMasked,
        _ => question.read().is_some_and(|e| e.masked),
    }
}

fn of_past(question: &Question) -> bool {
    match question {
        Question::May(i) => matches!(i, Interaction::ReadObsolete | Interaction::ReadDeleted),
        _ => {
            let past = |e: &Entry| matches!(e.status, Status::Obsolete | Status::Deleted);
            question.read().is_some_and(past)
        }
    }
}

fn reads(question: &Question) -> bool {
    match question {
        Question::May(i) => {
            crate::shared::reads(*i) || matches!(i, Interaction::ReadTraces | Interaction::Export)
        }
        _ => question.read().is_some(),
    }
}
