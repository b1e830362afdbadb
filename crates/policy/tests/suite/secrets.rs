//! Masks, what waits to be announced, and a minor's secrets.

use hygie_policy::facts::{Asker, Consent, Entry, ForPerson, Interaction, Link, Situation};
use hygie_policy::{Decision, Reading};

use crate::base::{
    NURSE, PHYSICIAN, TREATING, WHOLE, entry, hides, no_on, of, own, parent, policy, sees, yes_on,
};

fn exported(situation: &Situation, entry: Entry) -> Decision {
    policy().lens(situation, Reading::Export).of(&entry)
}

/// CSP, R.1111-49; TD3.2 masked, note 6.
#[test]
fn a_mask_leaves_the_author_and_the_treating_physician() {
    let masked = Entry { masked: true, ..entry() };
    hides(&of(PHYSICIAN), masked, "nothing-permits");
    hides(&of(NURSE), masked, "type-denied");
    sees(&of(PHYSICIAN), Entry { authored: true, ..masked }, "matrix-author");
    sees(&of(TREATING), masked, "matrix");
    sees(&of(Asker::Person), masked, "person-reads");
    sees(&parent(), masked, "representative-reads");
    hides(&of(Asker::Carer(WHOLE)), masked, "carer-nothing-secret");
    sees(&of(PHYSICIAN), Entry { masked: true, ..own() }, "own-health");
    let found = policy().lens(&of(PHYSICIAN), Reading::Search).of(&masked);
    assert!(!found.allowed, "a search does not find it either");
}

/// CSP, R.1111-53.
#[test]
fn what_waits_to_be_announced_is_hidden_for_a_month_at_most() {
    let carer = of(Asker::Carer(WHOLE));
    for (for_person, hidden) in [
        (ForPerson::Shown, false),
        (ForPerson::Waiting, true),
        (ForPerson::Noticed, true),
        (ForPerson::Announced, false),
        (ForPerson::Lapsed, false),
    ] {
        let waits = Entry { for_person, ..entry() };
        for situation in [of(Asker::Person), parent(), carer] {
            let found = policy().lens(&situation, Reading::Open).of(&waits);
            assert_eq!(found.allowed, !hidden, "{situation:?} {for_person:?}");
            assert_eq!(found.reason.id == "not-announced", hidden);
            let found = policy().lens(&situation, Reading::Search).of(&waits);
            assert_eq!(found.allowed, !hidden, "{situation:?} {for_person:?}");
        }
        sees(&of(PHYSICIAN), waits, "matrix");
        assert_eq!(exported(&of(Asker::Person), waits).allowed, !hidden);
        let printed = exported(&of(PHYSICIAN), Entry { for_person, ..own() });
        assert_eq!(printed.allowed, !hidden, "nobody takes it away either");
    }
}

/// DMP, EX_2.1-1050.
#[test]
fn what_waits_is_never_masked() {
    let waits = Entry { for_person: ForPerson::Waiting, ..entry() };
    let both = Entry { masked: true, ..waits };
    no_on(&of(TREATING), Interaction::Mask, waits, "masked-and-not-announced");
    no_on(&of(PHYSICIAN), Interaction::Feed, both, "masked-and-not-announced");
    no_on(&of(PHYSICIAN), Interaction::OwnWrite, both, "masked-and-not-announced");
    yes_on(&of(PHYSICIAN), Interaction::Feed, waits, "matrix");
    yes_on(&of(TREATING), Interaction::Mask, entry(), "matrix");
    let lapsed = Entry { for_person: ForPerson::Lapsed, ..entry() };
    yes_on(&of(TREATING), Interaction::Mask, lapsed, "matrix");
    yes_on(&of(TREATING), Interaction::MakeVisible, waits, "matrix");
}

/// CSP, R.1111-50.
#[test]
fn a_minors_secret_is_kept_from_representatives_and_carers() {
    let secret = Entry { hidden_from_representatives: true, ..entry() };
    hides(&parent(), secret, "hidden-from-representatives");
    hides(&of(Asker::Carer(WHOLE)), secret, "hidden-from-representatives");
    sees(&of(Asker::Person), secret, "person-reads");
    sees(&of(PHYSICIAN), secret, "matrix");
    sees(&parent(), entry(), "representative-reads");
}

/// France.md 1.3: a secret connection handles only what the representatives do not see.
#[test]
fn a_secret_connection_handles_secrets_only() {
    let connected = Situation { secret: true, ..parent() };
    let connected = Situation { asker: PHYSICIAN, link: Link::Team, ..connected };
    let connected = Situation { consent: Consent::Presumed, ..connected };
    let secret = Entry { hidden_from_representatives: true, ..entry() };
    sees(&connected, secret, "matrix");
    hides(&connected, entry(), "secret-connection");
    hides(&connected, own(), "secret-connection");
    no_on(&connected, Interaction::Feed, entry(), "secret-connection");
    yes_on(&connected, Interaction::Feed, secret, "matrix");
}
