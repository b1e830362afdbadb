//! Situations in which things go well, to change one fact at a time.

use hygie_policy::facts::{
    Account, Age, Asker, Confidentiality, Consent, Custodian, Delegation, DocType, Entry,
    ForPerson, Interaction, Link, Mode, Physician, Profession, Record, Representative, Scope,
    Situation, Standing, Status, Will,
};
use hygie_policy::{Policy, Reading};

pub(crate) const PHYSICIAN: Asker = Asker::Health(Profession::Physician(Physician::Other));
pub(crate) const TREATING: Asker = Asker::Health(Profession::Physician(Physician::Treating));
pub(crate) const OCCUPATIONAL: Asker =
    Asker::Health(Profession::Physician(Physician::Occupational));
pub(crate) const NURSE: Asker = Asker::Health(Profession::Nurse);

/// A delegation of all, that runs and was consented to.
pub(crate) const WHOLE: Delegation =
    Delegation { scope: Scope::Whole, standing: Standing::Running, consented: true };

/// In the team, informed, everything in order.
pub(crate) fn of(asker: Asker) -> Situation {
    Situation {
        asker,
        account: Account::Active,
        link: Link::Team,
        record: Record::Open,
        consent: Consent::Presumed,
        will: Will::default(),
        mode: Mode::Normal,
        secret: false,
        age: Age::Adult,
    }
}

/// A parent of a minor, with all that parents have.
pub(crate) fn parent() -> Situation {
    Situation { age: Age::Minor, ..of(Asker::Representative(Representative::Parent, WHOLE)) }
}

/// A document that another organisation keeps, with nothing particular about it.
pub(crate) fn entry() -> Entry {
    Entry {
        custodian: Custodian::Other,
        authored: false,
        doc_type: DocType::parse("60591-5"),
        masked: false,
        for_person: ForPerson::Shown,
        hidden_from_representatives: false,
        deposited_by_person: false,
        status: Status::Active,
        confidentiality: Confidentiality::Normal,
    }
}

/// The same, kept by the asker's own organisation.
pub(crate) fn own() -> Entry {
    Entry { custodian: Custodian::Own, ..entry() }
}

pub(crate) fn policy() -> Policy {
    Policy::built_in().unwrap()
}

#[track_caller]
pub(crate) fn yes(situation: &Situation, interaction: Interaction, rule: &str) {
    let found = policy().decide(situation, interaction);
    assert_eq!((found.allowed, found.reason.id), (true, rule), "{situation:?} {interaction:?}");
}

#[track_caller]
pub(crate) fn no(situation: &Situation, interaction: Interaction, rule: &str) {
    let found = policy().decide(situation, interaction);
    assert_eq!((found.allowed, found.reason.id), (false, rule), "{situation:?} {interaction:?}");
}

#[track_caller]
pub(crate) fn yes_on(situation: &Situation, interaction: Interaction, entry: Entry, rule: &str) {
    let found = policy().decide_on(situation, interaction, &entry);
    assert_eq!((found.allowed, found.reason.id), (true, rule), "{situation:?} {interaction:?}");
}

#[track_caller]
pub(crate) fn no_on(situation: &Situation, interaction: Interaction, entry: Entry, rule: &str) {
    let found = policy().decide_on(situation, interaction, &entry);
    assert_eq!((found.allowed, found.reason.id), (false, rule), "{situation:?} {interaction:?}");
}

#[track_caller]
pub(crate) fn sees(situation: &Situation, entry: Entry, rule: &str) {
    let found = policy().lens(situation, Reading::Open).of(&entry);
    assert_eq!((found.allowed, found.reason.id), (true, rule), "{situation:?} {entry:?}");
}

#[track_caller]
pub(crate) fn hides(situation: &Situation, entry: Entry, rule: &str) {
    let found = policy().lens(situation, Reading::Open).of(&entry);
    assert_eq!((found.allowed, found.reason.id), (false, rule), "{situation:?} {entry:?}");
}
