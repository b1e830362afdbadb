//! Every cell of the first rules, against what they say in words: role ×
//! whose record × whose entry × resource type × act.

use hygie_base::RecordNo;
use hygie_gate::{Asker, Refusal, Role, Scopes, Sight, rules};
use hygie_policy::Policy;
use hygie_policy::facts::{
    Account, Age, Asker as Who, Consent, Interaction, Link, Mode, Record, Situation, Will,
};
use hygie_record::Act;
use hygie_trace::Purpose;

use crate::help;

const OWN: &str = "our-organisation";
const OTHER: &str = "another-organisation";
const ACTS: [Act; 5] = [Act::Create, Act::Read, Act::Update, Act::Delete, Act::Search];

fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).unwrap()
}

fn asker(role: Role, organisation: &str, person: Option<RecordNo>, scopes: &str) -> Asker {
    let scopes = if scopes.is_empty() { Scopes::default() } else { Scopes::parse(scopes).unwrap() };
    Asker { person, scopes, ..help::asker(role, organisation) }
}

/// Whose a role is.
fn of_one(role: Role) -> &'static str {
    if role.is_of_an_organisation() || role == Role::System { OWN } else { "" }
}

/// The rules as a reader of the issue would write them down, apart from the gate.
fn may(role: Role, own_record: bool, own_entry: bool, kind: &str, act: Act) -> bool {
    let reads = matches!(act, Act::Read | Act::Search);
    match role {
        Role::Physician | Role::Nurse | Role::Midwife | Role::Pharmacist | Role::Dentist => {
            let writes_note =
                kind == "DocumentReference" && matches!(act, Act::Create | Act::Update);
            own_entry && (reads || writes_note)
        }
        Role::Secretary => {
            let seen = [
                "Patient",
                "RelatedPerson",
                "Appointment",
                "AppointmentResponse",
                "Schedule",
                "Slot",
            ];
            own_entry && reads && seen.contains(&kind)
        }
        Role::Person | Role::Delegate => own_record && reads,
        Role::System => match kind {
            "Patient" => reads || (own_entry && act == Act::Create),
            "Observation" => own_entry,
            _ => false,
        },
        Role::Administrator | Role::PrivacyOfficer | Role::SecurityOfficer => false,
    }
}

#[test]
fn every_cell_is_as_the_rules_say() {
    let (mut cells, mut yes) = (0_u32, 0_u32);
    for role in Role::ALL {
        for own_record in [true, false] {
            let of = record(7);
            let of_a_person = matches!(role, Role::Person | Role::Delegate);
            let person = of_a_person.then(|| record(if own_record { 7 } else { 8 }));
            let scopes = if role == Role::System {
                "system/Patient.crs system/Observation.cruds"
            } else {
                ""
            };
            let organisation = of_one(role);
            let delegation = (role == Role::Delegate).then(|| "d".to_owned());
            let asker = Asker { delegation, ..asker(role, organisation, person, scopes) };
            let decided = rules::record(&asker, of);
            for kind in hygie_fhir::assign::resource_types() {
                for custodian in [OWN, OTHER] {
                    for act in ACTS {
                        let passes = decided.as_ref().is_ok_and(|yes| {
                            let seen = match act {
                                Act::Read | Act::Search => yes.lens.shows(kind, custodian),
                                Act::Create | Act::Update | Act::Delete => {
                                    yes.lens.reaches(custodian)
                                }
                            };
                            yes.lens.allows(act, kind) && seen
                        });
                        if let Ok(yes) = &decided {
                            let reads = yes.lens.shows(kind, custodian);
                            assert!(act != Act::Read || reads == passes, "{role:?} {kind}");
                        }
                        let expect = may(role, own_record, custodian == OWN, kind, act);
                        assert_eq!(
                            passes, expect,
                            "{role:?} {own_record} {custodian} {kind} {act:?}"
                        );
                        cells += 1;
                        yes += u32::from(passes);
                    }
                }
            }
        }
    }
    assert_eq!(cells, 12 * 2 * 146 * 2 * 5);
    assert!(yes > 1000, "the matrix is not empty: {yes}");
}

#[test]
fn purposes_and_refusals_say_why() {
    let of = record(7);
    let check = |asker: &Asker, expect: Result<Purpose, Refusal>| {
        assert_eq!(rules::record(asker, of).map(|yes| yes.purpose), expect, "{:?}", asker.role);
    };
    check(&asker(Role::Physician, OWN, None, ""), Ok(Purpose::CareTeam));
    check(&asker(Role::Physician, "", None, ""), Err(Refusal::NoOrganisation));
    check(&asker(Role::Secretary, "", None, ""), Err(Refusal::NoOrganisation));
    check(&asker(Role::Person, "", Some(of), ""), Ok(Purpose::Own));
    check(&asker(Role::Person, "", Some(record(8)), ""), Err(Refusal::NotYourRecord));
    check(&asker(Role::Person, "", None, ""), Err(Refusal::NotYourRecord));
    let delegate = |record| Asker {
        delegation: Some("d".to_owned()),
        ..asker(Role::Delegate, "", Some(record), "")
    };
    check(&delegate(of), Ok(Purpose::Delegation));
    check(&delegate(record(8)), Err(Refusal::NotYourRecord));
    check(&Asker { delegation: None, ..delegate(of) }, Err(Refusal::NotYourRecord));
    check(
        &asker(Role::Administrator, OWN, Some(of), "system/*.cruds"),
        Err(Refusal::AdministratorsSeeNothingClinical),
    );
    for officer in [Role::PrivacyOfficer, Role::SecurityOfficer] {
        check(
            &asker(officer, OWN, Some(of), "system/*.cruds"),
            Err(Refusal::OfficersSeeNothingClinical),
        );
    }
    check(&asker(Role::System, OWN, None, "system/*.rs"), Ok(Purpose::System));
    check(&asker(Role::System, "", None, "system/*.rs"), Err(Refusal::NoOrganisation));
}

#[test]
fn who_looked_is_for_the_person_and_of_others_what_is_their_own() {
    let of = record(7);
    for role in Role::ALL {
        let scopes = if role == Role::System { "system/*.cruds" } else { "" };
        let organisation = of_one(role);
        let person = (role == Role::Person).then_some(of);
        let sight = rules::traces(&asker(role, organisation, person, scopes), of).map(|it| it.1);
        let expect = match role {
            Role::Person => Ok(Sight::All),
            Role::Delegate | Role::System => Err(Refusal::RoleSeesNoTraces),
            Role::Administrator => Err(Refusal::AdministratorsSeeNothingClinical),
            Role::PrivacyOfficer | Role::SecurityOfficer => {
                Err(Refusal::OfficersSeeNothingClinical)
            }
            _ => Ok(Sight::Own),
        };
        assert_eq!(sight, expect, "{role:?}");
    }
    let stranger = asker(Role::Person, "", Some(record(8)), "");
    assert_eq!(rules::traces(&stranger, of).map(|it| it.1), Err(Refusal::NotYourRecord));
}

/// Role × what an app's scopes name × for which record it was started: an app that names it
/// is told what its user is, and no other app anything.
#[test]
fn an_app_is_told_who_looked_and_who_may_see_by_name() {
    let of = record(7);
    let (mut traces, mut rights) = (0, 0);
    for role in Role::ALL {
        for scopes in [
            "system/*.cruds",
            "system/AuditEvent.rs",
            "system/AuditEvent.s",
            "system/Consent.rs",
            "system/*.rs system/AuditEvent.r system/Consent.r",
            "system/Observation.rs?category=s|c",
        ] {
            for started in [None, Some(of), Some(record(8))] {
                let person = matches!(role, Role::Person | Role::Delegate).then_some(of);
                let delegation = (role == Role::Delegate).then(|| "d".to_owned());
                let alone = Asker { delegation, ..asker(role, of_one(role), person, "") };
                let narrowed = Scopes::parse(scopes).unwrap().of_app(started);
                let app = Asker { scopes: narrowed, ..alone.clone() };
                let at = format!("{role:?} {scopes} {started:?}");
                let names = scopes.contains("AuditEvent.r");
                let expect = match (rules::traces(&alone, of), started) {
                    _ if !names => Err(Refusal::AppsName),
                    (Err(refusal), _) => Err(refusal),
                    (Ok(_), other) if other != Some(of) => Err(Refusal::NotYourRecord),
                    // The lens is the user's: that of the app's types is of resources.
                    (Ok(yes), _) => Ok(yes),
                };
                traces += u32::from(expect.is_ok());
                assert_eq!(rules::traces(&app, of), expect, "{at}");
                let names = scopes.contains("Consent.r");
                let expect = match (role, started) {
                    _ if !names => Err(Refusal::AppsName),
                    (Role::Person, Some(own)) if own == of => Ok(()),
                    (Role::Person, _) => Err(Refusal::NotYourRecord),
                    _ => Err(Refusal::RoleDecidesNothing),
                };
                rights += u32::from(expect.is_ok());
                assert_eq!(rules::reads_rights(&app, of), expect, "{at}");
            }
        }
    }
    // Six who work for an organisation and the person, by two lists of scopes; the person.
    assert_eq!((traces, rights), (7 * 2, 2));
}

#[test]
fn persons_are_found_by_those_who_receive_them() {
    for role in Role::ALL {
        let scopes = if role == Role::System { "system/Patient.rs" } else { "" };
        let organisation = of_one(role);
        let decided = rules::find(&asker(role, organisation, Some(record(7)), scopes));
        let expect = match role {
            Role::Person | Role::Delegate => Some(Refusal::RoleFindsNobody),
            Role::Administrator => Some(Refusal::AdministratorsSeeNothingClinical),
            Role::PrivacyOfficer | Role::SecurityOfficer => {
                Some(Refusal::OfficersSeeNothingClinical)
            }
            _ => None,
        };
        assert_eq!(decided.as_ref().err(), expect.as_ref(), "{role:?}");
        if let Ok(yes) = decided {
            assert!(yes.lens.shows("Patient", OWN), "{role:?}");
            assert!(yes.lens.closes("Observation"), "{role:?}: a list of persons is no record");
            assert_eq!(yes.lens.shows("Patient", OTHER), role == Role::System, "{role:?}");
        }
        let any = rules::any(&asker(role, organisation, Some(record(7)), scopes));
        assert_eq!(any.is_ok(), role == Role::System, "{role:?}");
    }
}

/// DMP, functional matrix, TD0.5: without their INS, for regulation only.
#[test]
fn persons_of_others_are_found_by_who_regulates_alone() {
    let mut may = 0;
    for role in Role::ALL {
        for regulates in [false, true] {
            for organisation in [OWN, ""] {
                let scopes = if role == Role::System { "system/*.cruds" } else { "" };
                let asker = asker(role, organisation, Some(record(7)), scopes);
                let asker = Asker { regulates, ..asker };
                let decided = rules::finds_for_calls(&asker);
                let expect = match (role.is_health_professional() && regulates, organisation) {
                    (false, _) => Some(Refusal::RegulationNotClaimed),
                    (true, "") => Some(Refusal::NoOrganisation),
                    (true, _) => None,
                };
                let at = format!("{role:?} {regulates} {organisation:?}");
                assert_eq!(decided.as_ref().err(), expect.as_ref(), "{at}");
                if let Ok(yes) = decided {
                    may += 1;
                    assert_eq!(yes.purpose, Purpose::Regulation, "{at}");
                    for kind in hygie_fhir::assign::resource_types() {
                        for custodian in [OWN, OTHER] {
                            let shows = yes.lens.shows(kind, custodian);
                            assert_eq!(shows, kind == "Patient", "{at} {kind}");
                        }
                        for act in [Act::Create, Act::Update, Act::Delete] {
                            assert!(!yes.lens.allows(act, kind), "{at} {act:?} {kind}");
                        }
                    }
                }
                // An app never does, whoever its user is.
                for of in [None, Some(record(7))] {
                    let app = Asker { scopes: Scopes::default().of_app(of), ..asker.clone() };
                    let decided = rules::finds_for_calls(&app);
                    assert_eq!(decided, Err(Refusal::AppsKeepToOneRecord), "{at}");
                }
                // And what they find otherwise is what it was.
                let otherwise = Asker { regulates: !regulates, ..asker.clone() };
                assert_eq!(rules::find(&asker), rules::find(&otherwise), "{at}");
            }
        }
    }
    assert_eq!(may, 5, "each health profession in one cell");
}

#[test]
fn persons_are_invited_by_those_who_receive_them() {
    for role in Role::ALL {
        for organisation in [OWN, ""] {
            let scopes = if role == Role::System { "system/*.cruds" } else { "" };
            let asker = asker(role, organisation, Some(record(7)), scopes);
            let decided = rules::invite(&asker);
            let expect = match role {
                Role::Person | Role::Delegate | Role::System => Some(Refusal::RoleInvitesNobody),
                Role::Administrator => Some(Refusal::AdministratorsSeeNothingClinical),
                Role::PrivacyOfficer | Role::SecurityOfficer => {
                    Some(Refusal::OfficersSeeNothingClinical)
                }
                _ if organisation.is_empty() => Some(Refusal::NoOrganisation),
                _ => None,
            };
            assert_eq!(decided.as_ref().err(), expect.as_ref(), "{role:?} {organisation:?}");
            if let Ok(yes) = decided {
                assert_eq!(yes.purpose, Purpose::Administration);
                for kind in hygie_fhir::assign::resource_types() {
                    assert!(yes.lens.closes(kind), "{role:?}: it opens no {kind}");
                }
            }
            // An app never does, whoever its user is.
            let app = Asker { scopes: Scopes::default().of_app(Some(record(7))), ..asker };
            assert_eq!(rules::invite(&app), Err(Refusal::AppsKeepToOneRecord), "{role:?}");
        }
    }
}

#[test]
fn only_machines_choose_ids() {
    for role in Role::ALL {
        let chooses = rules::chooses_ids(&asker(role, OWN, None, ""));
        assert_eq!(chooses, role == Role::System, "{role:?}");
    }
}

#[test]
fn accounts_are_for_administrators_and_show_nothing_clinical() {
    for role in Role::ALL {
        let decided = rules::accounts(&asker(role, OWN, Some(record(7)), "system/*.cruds"));
        let Ok(yes) = decided else {
            assert_eq!(decided, Err(Refusal::AdministratorsOnly), "{role:?}");
            assert_ne!(role, Role::Administrator);
            continue;
        };
        assert_eq!((role, yes.purpose), (Role::Administrator, Purpose::Administration));
        for kind in hygie_fhir::assign::resource_types() {
            assert!(yes.lens.closes(kind), "{kind}");
        }
    }
}

/// A machine stands before the persons of many records at once, so that its lens is made
/// without any of them. It has to be what the policy says of machines to whom everything
/// is open: who a person is has to be known before anything can be laid into their record.
#[test]
fn a_machine_sees_of_what_others_keep_what_its_column_says() {
    let policy = Policy::built_in().unwrap();
    let situation = Situation {
        asker: Who::System,
        account: Account::Active,
        link: Link::Team,
        record: Record::Open,
        consent: Consent::Given,
        will: Will::default(),
        mode: Mode::Normal,
        secret: false,
        age: Age::Adult,
    };
    let may = |interaction| policy.decide(&situation, interaction).allowed;
    let lens = rules::any(&asker(Role::System, OWN, None, "system/*.cruds")).unwrap().lens;
    assert_eq!(lens.shows("Observation", OWN), may(Interaction::OwnRead));
    assert_eq!(lens.reaches(OWN), may(Interaction::OwnWrite));
    assert_eq!(lens.shows("Patient", OTHER), may(Interaction::ReadAdministrative));
    assert_eq!(lens.shows("Observation", OTHER), may(Interaction::Read));
    assert!(may(Interaction::OwnRead) && !may(Interaction::Read));
}
