//! What cannot occur, and why. The grid leaves it out, and counts what it left.

use hygie_policy::facts::{Age, Asker, Custodian, Entry, ForPerson, Representative, Situation};

/// Whether a situation cannot occur.
type OfSituation = fn(&Situation) -> bool;
/// Whether an entry cannot occur in a situation.
type OfEntry = fn(&Situation, &Entry) -> bool;

/// Why a situation cannot occur.
pub const SITUATIONS: [(&str, OfSituation); 2] = [
    ("a secret connection is a professional's with a minor (1.3)", |s| {
        s.secret && (s.age == Age::Adult || outside_organisations(s))
    }),
    ("curatelle, sauvegarde and habilitation protect adults (6.4)", |s| {
        s.age == Age::Minor && matches!(s.asker, Asker::Representative(kind, _) if for_adults(kind))
    }),
];

/// Why an entry cannot occur before an asker.
pub const ENTRIES: [(&str, OfEntry); 5] = [
    ("never both MASQUE_PS and INVISIBLE_PATIENT (EX_2.1-1050)", |_, e| {
        e.masked && e.for_person.is_hidden()
    }),
    ("who works for no organisation has no own custodian", |s, e| {
        e.custodian == Custodian::Own && outside_organisations(s)
    }),
    ("the person keeps what they deposit", |_, e| {
        e.deposited_by_person && e.custodian == Custodian::Own
    }),
    ("the person is the author of what they deposit, and of nothing else", |s, e| match s.asker {
        Asker::Person => e.authored != e.deposited_by_person,
        Asker::Representative(..) | Asker::Carer(_) => e.authored && !e.deposited_by_person,
        _ => e.authored && e.deposited_by_person,
    }),
    ("what the person deposits is not hidden from them", |_, e| {
        e.deposited_by_person && e.for_person != ForPerson::Shown
    }),
];

/// The person, who acts for them, carers.
pub const fn outside_organisations(s: &Situation) -> bool {
    matches!(s.asker, Asker::Person | Asker::Representative(..) | Asker::Carer(_))
}

const fn for_adults(kind: Representative) -> bool {
    matches!(
        kind,
        Representative::Curator | Representative::Safeguard | Representative::FamilyHabilitation
    )
}
