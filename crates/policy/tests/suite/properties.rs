//! More facts against never give more rights.

use hygie_policy::facts::{
    Account, Age, Asker, Confidentiality, Consent, Custodian, Delegation, DocType, Entry,
    ForPerson, Interaction, Link, Mode, Profession, Record, Representative, Scope, Situation,
    SocialRole, Standing, Status, Will,
};
use hygie_policy::{Policy, Reading};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq, proptest};

use crate::base::policy;

fn delegation() -> impl Strategy<Value = Delegation> {
    let scope = select(vec![Scope::Administrative, Scope::Reading, Scope::Whole]);
    let standing = prop_oneof![4 => Just(Standing::Running), 1 => select(Standing::ALL.to_vec())];
    (scope, standing, any::<bool>()).prop_map(|(scope, standing, consented)| Delegation {
        scope,
        standing,
        consented,
    })
}

fn asker() -> impl Strategy<Value = Asker> {
    let others = vec![
        Asker::Secretary,
        Asker::System,
        Asker::Administrator,
        Asker::PrivacyOfficer,
        Asker::SecurityOfficer,
        Asker::Person,
    ];
    prop_oneof![
        6 => select(Profession::ALL.to_vec()).prop_map(Asker::Health),
        2 => select(SocialRole::ALL.to_vec()).prop_map(Asker::Social),
        2 => select(others),
        2 => (select(Representative::ALL.to_vec()), delegation())
            .prop_map(|(kind, delegation)| Asker::Representative(kind, delegation)),
        1 => delegation().prop_map(Asker::Carer),
    ]
}

fn will() -> impl Strategy<Value = Will> {
    (any::<[bool; 4]>(), any::<bool>()).prop_map(|(flags, none)| {
        let [blocked, opposes_emergency, opposes_regulation, masked_in_emergency] = flags;
        let all = Will { blocked, opposes_emergency, opposes_regulation, masked_in_emergency };
        if none { Will { masked_in_emergency, ..Will::default() } } else { all }
    })
}

fn situation() -> impl Strategy<Value = Situation> {
    let account = prop_oneof![9 => Just(Account::Active), 1 => Just(Account::Inactive)];
    let link = select(vec![Link::None, Link::Team, Link::Team, Link::Declared, Link::Ended]);
    let record = select(vec![Record::Open, Record::Open, Record::Opposed, Record::Closed]);
    let consent = select(vec![
        Consent::Absent,
        Consent::Presumed,
        Consent::Given,
        Consent::Given,
        Consent::Ended,
        Consent::Refused,
    ]);
    let mode = prop_oneof![
        3 => Just(Mode::Normal),
        1 => any::<bool>().prop_map(|attested| Mode::Emergency { attested }),
        1 => any::<bool>().prop_map(|claimed| Mode::Regulation { claimed }),
    ];
    let age = select(vec![Age::Minor, Age::Adult]);
    (asker(), account, link, record, consent, will(), mode, any::<bool>(), age).prop_map(
        |(asker, account, link, record, consent, will, mode, secret, age)| Situation {
            asker,
            account,
            link,
            record,
            consent,
            will,
            mode,
            secret,
            age,
        },
    )
}

fn entry() -> impl Strategy<Value = Entry> {
    let kind = (0..DocType::COUNT + 4).prop_map(|place| DocType::all().nth(place));
    let for_person = select(vec![
        ForPerson::Shown,
        ForPerson::Waiting,
        ForPerson::Noticed,
        ForPerson::Announced,
        ForPerson::Lapsed,
    ]);
    let status = select(vec![
        Status::Active,
        Status::Active,
        Status::Archived,
        Status::Obsolete,
        Status::Deleted,
    ]);
    let confidentiality = select(vec![
        Confidentiality::Normal,
        Confidentiality::Restricted,
        Confidentiality::VeryRestricted,
    ]);
    (any::<[bool; 5]>(), kind, for_person, status, confidentiality).prop_map(
        |(flags, doc_type, for_person, status, confidentiality)| {
            let [own, authored, masked, hidden_from_representatives, deposited_by_person] = flags;
            Entry {
                custodian: if own { Custodian::Own } else { Custodian::Other },
                authored,
                doc_type,
                masked,
                for_person,
                hidden_from_representatives,
                deposited_by_person,
                status,
                confidentiality,
            }
        },
    )
}

const READINGS: [Reading; 3] = [Reading::Open, Reading::Search, Reading::Export];

/// All that is allowed in a situation, on an entry and without one.
fn rights(policy: &Policy, situation: &Situation, entry: &Entry) -> Vec<bool> {
    let plain = Interaction::ALL.map(|of| policy.decide(situation, of).allowed);
    let on = Interaction::ALL.map(|of| policy.decide_on(situation, of, entry).allowed);
    let seen = READINGS.map(|reading| policy.lens(situation, reading).of(entry).allowed);
    plain.into_iter().chain(on).chain(seen).collect()
}

fn within(few: &[bool], many: &[bool]) -> bool {
    few.iter().zip(many).all(|(few, many)| !few || *many)
}

/// The same situation with one thing more against it.
fn worse(of: Situation) -> Vec<Situation> {
    let will = of.will;
    let mut worse = vec![
        Situation { account: Account::Inactive, ..of },
        Situation { link: Link::Ended, ..of },
        Situation { link: Link::None, ..of },
        Situation { record: Record::Closed, ..of },
        Situation { record: Record::Opposed, ..of },
        Situation { consent: Consent::Refused, ..of },
        Situation { will: Will { blocked: true, ..will }, ..of },
        Situation { will: Will { opposes_emergency: true, ..will }, ..of },
        Situation { will: Will { opposes_regulation: true, ..will }, ..of },
        Situation { will: Will { masked_in_emergency: false, ..will }, ..of },
        Situation { secret: true, ..of },
    ];
    if of.consent != Consent::Refused {
        worse.push(Situation { consent: Consent::Ended, ..of });
        worse.push(Situation { consent: Consent::Absent, ..of });
    }
    worse.extend(match of.mode {
        Mode::Emergency { .. } => {
            Some(Situation { mode: Mode::Emergency { attested: false }, ..of })
        }
        Mode::Regulation { .. } => {
            Some(Situation { mode: Mode::Regulation { claimed: false }, ..of })
        }
        Mode::Normal => None,
    });
    if of.age == Age::Minor {
        worse.push(Situation { age: Age::Adult, ..of });
    }
    let (Asker::Representative(_, delegation) | Asker::Carer(delegation)) = of.asker else {
        return worse;
    };
    for less in [
        Delegation { standing: Standing::Ended, ..delegation },
        Delegation { standing: Standing::Coming, ..delegation },
        Delegation { consented: false, ..delegation },
        Delegation { scope: Scope::Administrative, ..delegation },
    ] {
        let asker = match of.asker {
            Asker::Representative(kind, _) => Asker::Representative(kind, less),
            _ => Asker::Carer(less),
        };
        worse.push(Situation { asker, ..of });
    }
    worse
}

/// The same entry with one thing more against reading it.
fn harder(of: Entry) -> Vec<Entry> {
    let mut harder = vec![
        Entry { masked: true, ..of },
        Entry { for_person: ForPerson::Waiting, ..of },
        Entry { doc_type: None, ..of },
        Entry { confidentiality: Confidentiality::VeryRestricted, ..of },
        Entry { authored: false, ..of },
    ];
    if of.confidentiality != Confidentiality::VeryRestricted {
        harder.push(Entry { confidentiality: Confidentiality::Restricted, ..of });
    }
    if of.status == Status::Active {
        for status in [Status::Archived, Status::Obsolete, Status::Deleted] {
            harder.push(Entry { status, ..of });
        }
    }
    harder
}

proptest! {
    #[test]
    fn facts_against_never_give_rights(situation in situation(), entry in entry()) {
        let policy = policy();
        let rights_before = rights(&policy, &situation, &entry);
        for worse in worse(situation) {
            let after = rights(&policy, &worse, &entry);
            prop_assert!(within(&after, &rights_before), "{worse:?} has more than {situation:?}");
        }
        for harder in harder(entry) {
            let after = rights(&policy, &situation, &harder);
            prop_assert!(within(&after, &rights_before), "{harder:?} opens more than {entry:?}");
        }
    }

    #[test]
    fn nothing_masked_shows_in_an_emergency_unless_allowed(
        situation in situation(),
        entry in entry(),
        reading in select(READINGS.to_vec()),
    ) {
        let will = Will { masked_in_emergency: false, ..situation.will };
        let entry = Entry { masked: true, custodian: Custodian::Other, ..entry };
        for mode in [Mode::Emergency { attested: true }, Mode::Regulation { claimed: true }] {
            let situation = Situation { will, mode, ..situation };
            prop_assert!(!policy().lens(&situation, reading).of(&entry).allowed);
        }
    }

    #[test]
    fn who_works_for_nobody_has_no_own_organisation(situation in situation(), entry in entry()) {
        let lens = policy().lens(&situation, Reading::Open);
        let of = |custodian| lens.of(&Entry { custodian, ..entry });
        let outside = matches!(
            situation.asker,
            Asker::Person | Asker::Representative(..) | Asker::Carer(_)
        );
        if outside {
            prop_assert_eq!(of(Custodian::Own).allowed, of(Custodian::Other).allowed);
        }
    }
}
