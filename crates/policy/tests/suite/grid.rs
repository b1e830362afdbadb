//! A grid of situations, interactions and entries: every rule decides somewhere, and
//! would be missed.

use std::collections::BTreeMap;

use hygie_policy::facts::{
    Account, Age, Asker, Confidentiality, Consent, Delegation, DocType, Entry, ForPerson,
    Interaction, Link, Mode, Profession, Record, Representative, Scope, Situation, SocialRole,
    Standing, Status, Will,
};
use hygie_policy::{Decision, NOTHING_PERMITS, Policy};

use crate::base::{NURSE, OCCUPATIONAL, PHYSICIAN, TREATING, WHOLE, entry, of, own, policy};

/// Rules whose answer stays the same without them, but not what it says: those that
/// forbid what nothing would permit, and the treating physician's traces, who without
/// their rule would read their own ones only.
const EXPLAIN: [&str; 5] =
    ["administrator", "carer-decides-nothing", "officer", "own-no-link", "traces-treating"];

fn askers() -> Vec<Asker> {
    let delegations = [
        WHOLE,
        Delegation { consented: false, ..WHOLE },
        Delegation { standing: Standing::Ended, ..WHOLE },
        Delegation { standing: Standing::Coming, ..WHOLE },
        Delegation { scope: Scope::Administrative, ..WHOLE },
        Delegation { scope: Scope::Reading, ..WHOLE },
    ];
    let mut askers = vec![
        PHYSICIAN,
        TREATING,
        OCCUPATIONAL,
        NURSE,
        Asker::Health(Profession::Dentist),
        Asker::Social(SocialRole::Coordination),
        Asker::Social(SocialRole::Administrative),
        Asker::Secretary,
        Asker::System,
        Asker::Administrator,
        Asker::PrivacyOfficer,
        Asker::SecurityOfficer,
        Asker::Person,
    ];
    for delegation in delegations {
        let of = |kind| Asker::Representative(kind, delegation);
        askers.extend(Representative::ALL.map(of));
        askers.push(Asker::Carer(delegation));
    }
    askers
}

fn wills() -> [Will; 5] {
    let none = Will::default();
    [
        none,
        Will { blocked: true, ..none },
        Will { opposes_emergency: true, ..none },
        Will { opposes_regulation: true, ..none },
        Will { masked_in_emergency: true, ..none },
    ]
}

const MODES: [Mode; 5] = [
    Mode::Normal,
    Mode::Emergency { attested: true },
    Mode::Emergency { attested: false },
    Mode::Regulation { claimed: true },
    Mode::Regulation { claimed: false },
];
const LINKS: [Link; 4] = [Link::None, Link::Team, Link::Declared, Link::Ended];
const CONSENTS: [Consent; 5] =
    [Consent::Absent, Consent::Presumed, Consent::Given, Consent::Ended, Consent::Refused];

/// One entry for each thing that can be particular, and some with two.
fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for base in [entry(), own()] {
        let masked = Entry { masked: true, ..base };
        let waits = Entry { for_person: ForPerson::Waiting, ..base };
        entries.extend([
            base,
            masked,
            waits,
            Entry { authored: true, ..base },
            Entry { authored: true, ..masked },
            Entry { masked: true, ..waits },
            Entry { doc_type: None, ..base },
            Entry { doc_type: DocType::parse("ATTEST-RESID"), ..base },
            Entry { hidden_from_representatives: true, ..base },
            Entry { deposited_by_person: true, ..base },
            Entry { status: Status::Archived, ..base },
            Entry { status: Status::Deleted, ..base },
            Entry { confidentiality: Confidentiality::Restricted, ..base },
            Entry { confidentiality: Confidentiality::VeryRestricted, ..base },
        ]);
    }
    entries
}

/// What was seen of a rule: how often it decided, and whether the answer turns
/// without it.
#[derive(Default)]
struct Seen {
    decided: usize,
    turns: bool,
}

struct Walk {
    policy: Policy,
    without: BTreeMap<&'static str, Policy>,
    seen: BTreeMap<&'static str, Seen>,
    cells: usize,
}

impl Walk {
    fn new() -> Self {
        let policy = policy();
        let without = policy.rules().iter().map(|rule| (rule.id, policy.without(rule.id)));
        Self { without: without.collect(), policy, seen: BTreeMap::new(), cells: 0 }
    }

    fn cell(&mut self, ask: impl Fn(&Policy) -> Decision) {
        self.cells += 1;
        let with = ask(&self.policy);
        let seen = self.seen.entry(with.reason.id).or_default();
        seen.decided += 1;
        if seen.turns {
            return;
        }
        if let Some(without) = self.without.get(with.reason.id) {
            let answer = ask(without);
            assert_ne!(answer.reason, with.reason, "the rule is there twice");
            seen.turns = answer.allowed != with.allowed;
        }
    }

    /// Every situation of the grid, whatever the entry.
    fn without_entry(&mut self) {
        for asker in askers() {
            for link in LINKS {
                for consent in CONSENTS {
                    for (mode, will) in MODES.into_iter().flat_map(|m| wills().map(|w| (m, w))) {
                        let base = Situation { link, consent, mode, will, ..of(asker) };
                        let variants = [
                            base,
                            Situation { record: Record::Opposed, ..base },
                            Situation { record: Record::Closed, ..base },
                            Situation { age: Age::Minor, ..base },
                            Situation { account: Account::Inactive, ..base },
                        ];
                        for situation in variants {
                            for interaction in Interaction::ALL {
                                self.cell(|policy| policy.decide(&situation, interaction));
                            }
                        }
                    }
                }
            }
        }
    }

    /// Fewer situations, each with every entry.
    fn with_entry(&mut self) {
        let entries = entries();
        for asker in askers() {
            for link in LINKS {
                for mode in MODES {
                    for masked_in_emergency in [false, true] {
                        let will = Will { masked_in_emergency, ..Will::default() };
                        let base = of(asker);
                        let base = Situation { link, mode, will, consent: Consent::Given, ..base };
                        for secret in [false, true] {
                            let situation = Situation { secret, age: Age::Minor, ..base };
                            for interaction in Interaction::ALL {
                                for entry in &entries {
                                    self.cell(|p| p.decide_on(&situation, interaction, entry));
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn every_rule_decides_and_would_be_missed() {
    let mut walk = Walk::new();
    walk.without_entry();
    walk.with_entry();
    assert!(walk.cells > 9_000_000, "{} cells", walk.cells);
    assert!(walk.seen.contains_key(NOTHING_PERMITS.id));
    let mut explain = Vec::new();
    for rule in policy().rules() {
        let seen = walk.seen.get(rule.id);
        assert!(seen.is_some_and(|seen| seen.decided > 0), "{} never decides", rule.id);
        if seen.is_some_and(|seen| !seen.turns) {
            explain.push(rule.id);
        }
    }
    explain.sort_unstable();
    assert_eq!(explain, EXPLAIN, "rules whose answer stays the same without them");
}

#[test]
fn every_rule_is_named_once_and_says_where_it_comes_from() {
    let policy = policy();
    let mut names: Vec<&str> = policy.rules().iter().map(|rule| rule.id).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), policy.rules().len());
    assert!(names.len() < 120, "a lens keeps a rule in a byte");
    for rule in policy.rules() {
        assert!(!rule.source.is_empty() && !rule.sentence.is_empty(), "{}", rule.id);
        assert!(!rule.sentence.contains("  "), "{}: {}", rule.id, rule.sentence);
    }
}
