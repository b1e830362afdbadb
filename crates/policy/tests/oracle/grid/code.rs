//! A number for each cell, so that two cells that are the same show.

use hygie_policy::facts::{
    Account, Age, Asker, Custodian, Delegation, DocType, Entry, Mode, Physician, Profession,
    Situation,
};

use super::Question;

/// Bits that a question takes.
pub const QUESTION_BITS: u32 = 29;

/// Of a situation.
pub fn situation(s: &Situation) -> u64 {
    let (who, which, delegation) = asker(s.asker);
    let mode = match s.mode {
        Mode::Normal => 0,
        Mode::Emergency { attested } => 1 + u64::from(attested),
        Mode::Regulation { claimed } => 3 + u64::from(claimed),
    };
    let bits = [
        (who, 4),
        (which, 5),
        (delegation, 5),
        (u64::from(s.account == Account::Inactive), 1),
        (s.link as u64, 2),
        (s.record as u64, 2),
        (s.consent as u64, 3),
        (u64::from(s.will.blocked), 1),
        (u64::from(s.will.opposes_emergency), 1),
        (u64::from(s.will.opposes_regulation), 1),
        (u64::from(s.will.masked_in_emergency), 1),
        (mode, 3),
        (u64::from(s.secret), 1),
        (u64::from(s.age == Age::Adult), 1),
    ];
    pack(&bits)
}

fn asker(asker: Asker) -> (u64, u64, u64) {
    match asker {
        Asker::Health(profession) => (0, health(profession), 0),
        Asker::Social(role) => (1, role as u64, 0),
        Asker::Secretary => (2, 0, 0),
        Asker::System => (3, 0, 0),
        Asker::Administrator => (4, 0, 0),
        Asker::PrivacyOfficer => (5, 0, 0),
        Asker::SecurityOfficer => (6, 0, 0),
        Asker::Person => (7, 0, 0),
        Asker::Representative(kind, held) => (8, kind as u64, delegation(held)),
        Asker::Carer(held) => (9, 0, delegation(held)),
    }
}

fn health(profession: Profession) -> u64 {
    match profession {
        Profession::Physician(Physician::Other) => 0,
        Profession::Physician(Physician::Treating) => 1,
        Profession::Physician(Physician::Occupational) => 2,
        other => {
            let place = Profession::ALL.iter().position(|known| *known == other);
            place.unwrap_or_default() as u64
        }
    }
}

fn delegation(held: Delegation) -> u64 {
    pack(&[(held.scope as u64, 2), (held.standing as u64, 2), (u64::from(held.consented), 1)])
}

/// Of a question.
pub fn question(question: &Question) -> u64 {
    match question {
        Question::May(i) => pack(&[(0, 3), (*i as u64, 6), (0, 20)]),
        Question::On(i, e) => pack(&[(1, 3), (*i as u64, 6), (entry(e), 20)]),
        Question::Sees(e) => pack(&[(2, 3), (0, 6), (entry(e), 20)]),
        Question::Finds(e) => pack(&[(3, 3), (0, 6), (entry(e), 20)]),
        Question::Takes(e) => pack(&[(4, 3), (0, 6), (entry(e), 20)]),
    }
}

fn entry(e: &Entry) -> u64 {
    pack(&[
        (u64::from(e.custodian == Custodian::Own), 1),
        (u64::from(e.authored), 1),
        (e.doc_type.map_or(DocType::COUNT, DocType::place) as u64, 7),
        (u64::from(e.masked), 1),
        (e.for_person as u64, 3),
        (u64::from(e.hidden_from_representatives), 1),
        (u64::from(e.deposited_by_person), 1),
        (e.status as u64, 2),
        (e.confidentiality as u64, 2),
    ])
}

fn pack(parts: &[(u64, u32)]) -> u64 {
    parts.iter().fold(0, |packed, (value, bits)| {
        assert!(*value < 1 << bits, "{value} needs more than {bits} bits");
        packed << bits | value
    })
}
