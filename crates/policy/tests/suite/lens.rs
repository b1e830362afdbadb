//! A lens says what the rules say, every time.

use std::sync::Arc;

use hygie_policy::facts::{Asker, Entry, Interaction, Situation, Status};
use hygie_policy::{Facets, Lens, Reading, TypeRight};

use crate::base::{NURSE, OCCUPATIONAL, PHYSICIAN, TREATING, entry, of, own, policy};

#[test]
fn a_lens_asks_the_same_rules() {
    let policy = policy();
    for asker in [PHYSICIAN, TREATING, NURSE, Asker::Person, Asker::Secretary, Asker::Administrator]
    {
        let situation = of(asker);
        let lens = policy.lens(&situation, Reading::Open);
        let pairs = [
            (entry(), Interaction::Read),
            (Entry { masked: true, ..entry() }, Interaction::ReadMasked),
            (Entry { status: Status::Archived, ..entry() }, Interaction::ReadArchived),
        ];
        for (entry, interaction) in pairs {
            let direct = policy.decide_on(&situation, interaction, &entry);
            assert_eq!(lens.of(&entry), direct);
            assert_eq!(lens.of(&entry), direct, "the second time it is remembered");
        }
    }
    let lens = policy.lens(&of(PHYSICIAN), Reading::Open);
    assert_eq!(lens.of(&own()), policy.decide_on(&of(PHYSICIAN), Interaction::OwnRead, &own()));
}

/// All that is particular about an entry must be permitted.
#[test]
fn what_is_particular_twice_needs_both_rows() {
    let both = Entry { masked: true, status: Status::Archived, ..entry() };
    let lens = policy().lens(&of(PHYSICIAN), Reading::Open);
    assert!(lens.of(&Entry { status: Status::Archived, ..entry() }).allowed);
    assert!(!lens.of(&both).allowed);
    assert!(policy().lens(&of(TREATING), Reading::Open).of(&both).allowed);
}

/// An occupational physician finds a document and does not open it; what is
/// particular about one is not even found.
#[test]
fn finding_is_not_opening() {
    let given = hygie_policy::facts::Consent::Given;
    let situation = Situation { consent: given, ..of(OCCUPATIONAL) };
    let search = policy().lens(&situation, Reading::Search);
    assert!(search.of(&entry()).allowed);
    assert!(!search.of(&Entry { masked: true, ..entry() }).allowed);
    assert!(!policy().lens(&situation, Reading::Open).of(&entry()).allowed);
}

#[test]
fn a_lens_outlives_the_policy_and_crosses_threads() {
    let lens: Arc<Lens> = Arc::new(policy().lens(&of(PHYSICIAN), Reading::Open));
    let other = Arc::clone(&lens);
    let there = std::thread::spawn(move || other.of(&entry())).join().unwrap();
    assert_eq!(there, lens.of(&entry()));
    assert!(format!("{lens:?}").starts_with("Lens"));
}

/// Two combinations of facts never share a cell.
#[test]
fn every_combination_has_a_number_of_its_own() {
    let mut seen = vec![false; Facets::COUNT];
    let mut count = 0;
    for flags in 0_u8..64 {
        let has = |bit: u8| flags & bit != 0;
        for kind in [TypeRight::Allowed, TypeRight::Denied, TypeRight::Unmapped] {
            for status in [Status::Active, Status::Archived, Status::Obsolete, Status::Deleted] {
                use hygie_policy::facts::Confidentiality::{Normal, Restricted, VeryRestricted};
                for confidentiality in [Normal, Restricted, VeryRestricted] {
                    let facets = Facets {
                        own: has(1),
                        authored: has(2),
                        kind,
                        masked: has(4),
                        hidden_from_person: has(8),
                        hidden_from_representatives: has(16),
                        deposited_by_person: has(32),
                        status,
                        confidentiality,
                    };
                    let slot = seen.get_mut(facets.number()).unwrap();
                    assert!(!*slot, "{facets:?}");
                    *slot = true;
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, 64 * 3 * 4 * 3);
}
