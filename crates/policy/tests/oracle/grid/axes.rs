//! What the grid varies.

use hygie_policy::facts::{
    Account, Age, Asker, Confidentiality, Consent, Custodian, Delegation, DocType, Entry,
    ForPerson, Link, Mode, Profession, Record, Representative, Scope, Situation, SocialRole,
    Standing, Status, Will,
};

use super::usual;

const LINKS: [Link; 4] = [Link::None, Link::Team, Link::Declared, Link::Ended];
const RECORDS: [Record; 3] = [Record::Open, Record::Opposed, Record::Closed];
const CONSENTS: [Consent; 5] =
    [Consent::Absent, Consent::Presumed, Consent::Given, Consent::Ended, Consent::Refused];
pub const MODES: [Mode; 5] = [
    Mode::Normal,
    Mode::Emergency { attested: true },
    Mode::Emergency { attested: false },
    Mode::Regulation { claimed: true },
    Mode::Regulation { claimed: false },
];
const SCOPES: [Scope; 3] = [Scope::Administrative, Scope::Reading, Scope::Whole];

/// Everybody who works for an organisation.
pub fn professionals() -> Vec<Asker> {
    let health = Profession::ALL.map(Asker::Health);
    let social = SocialRole::ALL.map(Asker::Social);
    let others = [
        Asker::Secretary,
        Asker::System,
        Asker::Administrator,
        Asker::PrivacyOfficer,
        Asker::SecurityOfficer,
    ];
    health.into_iter().chain(social).chain(others).collect()
}

/// The person, and everybody who acts for them.
pub fn persons() -> Vec<Asker> {
    let mut askers = vec![Asker::Person];
    for scope in SCOPES {
        for standing in Standing::ALL {
            for consented in [false, true] {
                let delegation = Delegation { scope, standing, consented };
                askers.push(Asker::Carer(delegation));
                for kind in Representative::ALL {
                    askers.push(Asker::Representative(kind, delegation));
                }
            }
        }
    }
    askers
}

/// Every will.
fn wills() -> impl Iterator<Item = Will> {
    (0..16_u8).map(|bits| Will {
        blocked: bits & 1 != 0,
        opposes_emergency: bits & 2 != 0,
        opposes_regulation: bits & 4 != 0,
        masked_in_emergency: bits & 8 != 0,
    })
}

/// Link, record, consent, mode and will of a professional before an adult.
pub fn everything(asker: Asker, mut visit: impl FnMut(&Situation)) {
    for link in LINKS {
        for record in RECORDS {
            for consent in CONSENTS {
                for mode in MODES {
                    for will in wills() {
                        visit(&Situation { link, record, consent, mode, will, ..usual(asker) });
                    }
                }
            }
        }
    }
}

/// Secret connections, and minors.
pub fn minors(asker: Asker, mut visit: impl FnMut(&Situation)) {
    for link in LINKS {
        for mode in MODES {
            for will in wills() {
                for (secret, age) in [(true, Age::Minor), (false, Age::Minor), (true, Age::Adult)] {
                    visit(&Situation { link, mode, will, secret, age, ..usual(asker) });
                }
            }
        }
    }
}

/// The lives of the record, for who needs no link: the person and who acts for them.
pub fn lives(asker: Asker, mut visit: impl FnMut(&Situation)) {
    for record in RECORDS {
        for age in [Age::Minor, Age::Adult] {
            for secret in [false, true] {
                let base = Situation { record, age, secret, ..usual(asker) };
                visit(&Situation { link: Link::None, consent: Consent::Absent, ..base });
            }
        }
    }
}

/// Accounts that are suspended or ended.
pub fn inactive(asker: Asker, mut visit: impl FnMut(&Situation)) {
    for record in RECORDS {
        for mode in MODES {
            visit(&Situation { account: Account::Inactive, record, mode, ..usual(asker) });
        }
    }
}

/// Every type, and none.
const TYPES: u64 = DocType::COUNT as u64 + 1;

/// Prime to the number of entries, so that every entry comes before one comes again.
const STRIDE: u64 = 48_271;

/// The entry at a place of an endless row of them.
pub fn entry(place: u64) -> Entry {
    let mut left = place.wrapping_mul(STRIDE);
    let mut digit = |of: u64| {
        let value = left % of;
        left /= of;
        usize::try_from(value).unwrap_or_default()
    };
    Entry {
        custodian: [Custodian::Own, Custodian::Other][digit(2)],
        authored: digit(2) == 1,
        masked: digit(2) == 1,
        for_person: [
            ForPerson::Shown,
            ForPerson::Waiting,
            ForPerson::Noticed,
            ForPerson::Announced,
            ForPerson::Lapsed,
        ][digit(5)],
        hidden_from_representatives: digit(2) == 1,
        deposited_by_person: digit(2) == 1,
        status: [Status::Active, Status::Archived, Status::Obsolete, Status::Deleted][digit(4)],
        confidentiality: [
            Confidentiality::Normal,
            Confidentiality::Restricted,
            Confidentiality::VeryRestricted,
        ][digit(3)],
        doc_type: DocType::all().nth(digit(TYPES)),
    }
}
