//! Sentences of the sources, as examples that the oracle must answer as they do.

use hygie_policy::facts::{
    Age, Asker, Confidentiality, Consent, Custodian, Delegation, DocType, Entry, ForPerson,
    Interaction, Link, Mode, Physician, Profession, Record, Representative, Scope, Situation,
    Standing, Status, Will,
};

use crate::documents::NEVER_FOR_NURSES;
use crate::grid::usual;
use crate::law::{finds, may, may_on, sees};

const NURSE: Asker = Asker::Health(Profession::Nurse);
const DENTIST: Asker = Asker::Health(Profession::Dentist);
const PHYSICIAN: Asker = Asker::Health(Profession::Physician(Physician::Other));
const TREATING: Asker = Asker::Health(Profession::Physician(Physician::Treating));
const OCCUPATIONAL: Asker = Asker::Health(Profession::Physician(Physician::Occupational));
const EMERGENCY: Mode = Mode::Emergency { attested: true };
const REGULATION: Mode = Mode::Regulation { claimed: true };

/// A report that another organisation keeps.
fn report() -> Entry {
    Entry {
        custodian: Custodian::Other,
        authored: false,
        doc_type: DocType::parse("11488-4"),
        masked: false,
        for_person: ForPerson::Shown,
        hidden_from_representatives: false,
        deposited_by_person: false,
        status: Status::Active,
        confidentiality: Confidentiality::Normal,
    }
}

fn of_type(code: &str) -> Entry {
    Entry { doc_type: DocType::parse(code), ..report() }
}

fn own() -> Entry {
    Entry { custodian: Custodian::Own, ..report() }
}

/// A stranger in this mode.
fn stranger(asker: Asker, mode: Mode) -> Situation {
    Situation { link: Link::None, consent: Consent::Absent, mode, ..usual(asker) }
}

fn running(scope: Scope) -> Delegation {
    Delegation { scope, standing: Standing::Running, consented: false }
}

/// Arrêté of 26/10/2023, known rows.
#[test]
fn a_nurse_never_reads_a_psychiatric_synthesis_of_others() {
    for code in NEVER_FOR_NURSES {
        for mode in [Mode::Normal, EMERGENCY, REGULATION] {
            let s = Situation { mode, ..usual(NURSE) };
            assert!(sees(&s, &report()) && !sees(&s, &of_type(code)), "{code}");
        }
    }
}

/// Arrêté of 26/10/2023: "doctors: all except attestation de résidence"; default deny.
#[test]
fn a_physician_reads_every_type_but_one() {
    for kind in DocType::all() {
        let entry = Entry { doc_type: Some(kind), ..report() };
        assert_eq!(sees(&usual(PHYSICIAN), &entry), kind.code() != "ATTEST-RESID");
        assert!(!sees(&usual(DENTIST), &entry));
    }
    assert!(!sees(&usual(PHYSICIAN), &Entry { doc_type: None, ..report() }));
}

/// R.1111-49, and notes (6) and (7) of TD3.2.
#[test]
fn what_is_masked_is_seen_by_its_author_and_the_treating_physician() {
    let masked = Entry { masked: true, ..report() };
    assert!(!sees(&usual(PHYSICIAN), &masked) && !finds(&usual(PHYSICIAN), &masked));
    assert!(sees(&usual(PHYSICIAN), &Entry { authored: true, ..masked }));
    assert!(sees(&usual(TREATING), &masked));
    assert!(sees(&usual(Asker::Person), &masked));
    let emergency = stranger(TREATING, EMERGENCY);
    assert!(sees(&emergency, &report()) && !sees(&emergency, &masked));
    let will = Will { masked_in_emergency: true, ..Will::default() };
    assert!(sees(&Situation { will, ..emergency }, &masked));
}

/// 1.4: "Blocked professional: no read in any mode (including emergency), may still
/// deposit"; issue 8: "beyond what their own organisation keeps".
#[test]
fn a_blocked_professional_deposits_and_reads_nothing() {
    let will = Will { blocked: true, masked_in_emergency: true, ..Will::default() };
    for mode in [Mode::Normal, EMERGENCY, REGULATION] {
        let s = Situation { mode, will, ..usual(DENTIST) };
        assert!(may(&s, Interaction::Feed));
        assert!(!may(&s, Interaction::Read) && !may(&s, Interaction::SearchMetadata));
    }
    let s = Situation { will, ..usual(PHYSICIAN) };
    assert!(!sees(&s, &report()) && !sees(&s, &Entry { authored: true, ..report() }));
    assert!(sees(&s, &own()));
}

/// R.1111-46.
#[test]
fn consent_is_presumed_within_the_team_only() {
    let check = |link, consent, expect: bool| {
        let s = Situation { link, consent, ..usual(PHYSICIAN) };
        assert_eq!(sees(&s, &report()), expect, "{link:?} {consent:?}");
    };
    check(Link::Team, Consent::Presumed, true);
    check(Link::Declared, Consent::Presumed, false);
    check(Link::Declared, Consent::Given, true);
    check(Link::Team, Consent::Absent, false);
    check(Link::Team, Consent::Refused, false);
    check(Link::Team, Consent::Ended, false);
    check(Link::None, Consent::Given, false);
    check(Link::Ended, Consent::Given, false);
}

/// L.1111-17 IV, and the column `MedTravail`.
#[test]
fn an_occupational_physician_searches_with_express_consent_and_reads_nothing() {
    assert!(finds(&usual(OCCUPATIONAL), &report()) && !sees(&usual(OCCUPATIONAL), &report()));
    let presumed = Situation { consent: Consent::Presumed, ..usual(OCCUPATIONAL) };
    assert!(!finds(&presumed, &report()));
}

/// L.1111-17 I, R.1111-48.
#[test]
fn an_emergency_opens_unless_it_was_opposed() {
    let s = stranger(PHYSICIAN, EMERGENCY);
    assert!(sees(&s, &report()));
    let opposed = Will { opposes_emergency: true, ..Will::default() };
    assert!(!sees(&Situation { will: opposed, ..s }, &report()));
    let other = Will { opposes_regulation: true, ..Will::default() };
    assert!(sees(&Situation { will: other, ..s }, &report()));
    let unsaid = stranger(PHYSICIAN, Mode::Emergency { attested: false });
    assert!(!sees(&unsaid, &report()));
    assert!(!may(&stranger(Asker::Secretary, EMERGENCY), Interaction::WebAccess));
}

/// TD0.5, and 1.4: "Regulation mode: authorisation not checked".
#[test]
fn regulation_finds_who_has_no_number() {
    let s = stranger(PHYSICIAN, REGULATION);
    assert!(sees(&s, &report()) && may(&s, Interaction::SearchWithoutIns));
    assert!(!may(&usual(PHYSICIAN), Interaction::SearchWithoutIns));
    let opposed = Will { opposes_regulation: true, ..Will::default() };
    assert!(!sees(&Situation { will: opposed, ..s }, &report()));
    assert!(!sees(&stranger(PHYSICIAN, Mode::Regulation { claimed: false }), &report()));
}

/// R.1111-53: notified at two weeks, visible at a month or when announced.
#[test]
fn the_person_waits_for_what_is_to_be_announced() {
    let check = |for_person: ForPerson, expect: bool| {
        let entry = Entry { for_person, ..report() };
        assert_eq!(sees(&usual(Asker::Person), &entry), expect, "{for_person:?}");
        assert!(sees(&usual(PHYSICIAN), &entry));
    };
    check(ForPerson::Shown, true);
    check(ForPerson::Waiting, false);
    check(ForPerson::Noticed, false);
    check(ForPerson::Announced, true);
    check(ForPerson::Lapsed, true);
    let waiting = Entry { for_person: ForPerson::Waiting, ..report() };
    assert!(!may_on(&usual(TREATING), Interaction::Mask, &waiting), "EX_2.1-1050");
}

/// R.1111-50, and 1.3 on the secret connection.
#[test]
fn a_minors_secret_is_kept_from_the_parents() {
    let minor = |asker| Situation { age: Age::Minor, ..usual(asker) };
    let parent = minor(Asker::Representative(Representative::Parent, running(Scope::Whole)));
    let secret = Entry { hidden_from_representatives: true, ..report() };
    assert!(sees(&parent, &report()) && !sees(&parent, &secret));
    assert!(sees(&minor(Asker::Person), &secret));
    let connection = Situation { secret: true, ..minor(PHYSICIAN) };
    assert!(sees(&connection, &secret) && !sees(&connection, &report()));
    assert!(!sees(&connection, &own()), "of no custodian");
    assert!(!sees(&Situation { age: Age::Adult, ..parent }, &report()), "grown up");
}

/// Issue 8: "a measure over property only, or curatelle, opens nothing without the
/// person's consent".
#[test]
fn a_guardian_of_property_sees_nothing() {
    let check = |kind, expect: bool| {
        let asker = Asker::Representative(kind, running(Scope::Whole));
        assert_eq!(sees(&usual(asker), &report()), expect, "{kind:?}");
    };
    check(Representative::GuardianOfProperty, false);
    check(Representative::Curator, false);
    check(Representative::GuardianOfPerson, true);
}

/// 1.8: carers "cannot share/change contacts or credentials/close/delete/download".
#[test]
fn a_carer_reads_and_takes_nothing_away() {
    let carer = usual(Asker::Carer(running(Scope::Whole)));
    assert!(sees(&carer, &report()));
    for interaction in [
        Interaction::Share,
        Interaction::ChangeCredentials,
        Interaction::Close,
        Interaction::Delete,
        Interaction::Export,
    ] {
        assert!(!may(&carer, interaction), "{interaction:?}");
    }
    let ended = Delegation { standing: Standing::Ended, ..running(Scope::Whole) };
    assert!(!sees(&usual(Asker::Carer(ended)), &report()));
}

/// Notes (8) and (9), and the star of TD3.3d and TD3.3c.
#[test]
fn an_author_deletes_and_the_person_deletes_what_they_deposited() {
    let check = |asker, entry: Entry, expect: bool| {
        assert_eq!(
            may_on(&usual(asker), Interaction::Delete, &entry),
            expect,
            "{asker:?} {entry:?}"
        );
    };
    let deposit = Entry { deposited_by_person: true, ..report() };
    check(PHYSICIAN, report(), false);
    check(PHYSICIAN, Entry { authored: true, ..report() }, true);
    check(PHYSICIAN, deposit, false);
    check(Asker::System, own(), true);
    check(Asker::System, report(), false);
    check(Asker::Person, report(), false);
    check(Asker::Person, Entry { authored: true, ..deposit }, true);
}

/// R.1111-40 and R.1111-47: no record, no shared reading and no deposit; the own
/// organisation's file goes on.
#[test]
fn a_record_that_was_opposed_takes_no_deposit() {
    let s = Situation { record: Record::Opposed, ..usual(PHYSICIAN) };
    assert!(!may(&s, Interaction::Feed) && !sees(&s, &report()) && sees(&s, &own()));
    assert!(may(&s, Interaction::TestExistence));
}
