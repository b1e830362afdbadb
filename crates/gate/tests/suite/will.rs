//! Whatever was decided in whatever order: "see as" is what the other gets, who is
//! refused nothing sees nothing more than who is not, and nothing lasts beyond its end.

use hygie_base::Timestamp;
use hygie_gate::acts::{
    Act, Agree, Block, Choose, Declare, Discharge, InEmergencies, Open, Oppose, Refuse, Register,
    Unblock,
};
use hygie_gate::rights::{Emergencies, Glass, Glasses, Party, Rights};
use hygie_gate::{Asker, Role, weigh};
use hygie_policy::Policy;
use hygie_policy::facts::{Interaction, Link};
use proptest::prelude::*;

use crate::help;

const NOW: i64 = 1_000_000;

fn asker(role: Role, number: u8) -> Asker {
    let id = format!("account-{}-{number}", role.name());
    Asker { id, ..help::asker(role, &format!("house-{number}")) }
}

fn roles() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![
        Role::Physician,
        Role::Nurse,
        Role::Midwife,
        Role::Pharmacist,
        Role::Dentist,
        Role::Secretary,
    ])
}

/// Something decided about the record, by or about one of a few people.
#[derive(Clone, Debug)]
enum Said {
    Register(u8, Option<i64>, bool),
    Discharge(u8),
    Declare(Role, u8, i64),
    Agree(Role, u8, Option<i64>),
    Refuse(Role, u8),
    RefuseHouse(u8),
    Block(Role, u8),
    Unblock(Role, u8),
    Choose(u8),
    Oppose,
    Open,
    Emergencies(bool, bool, bool),
}

fn said() -> impl Strategy<Value = Said> {
    let end = prop::option::of(1_i64..40);
    let who = 0_u8..2;
    prop_oneof![
        (who.clone(), end.clone(), any::<bool>()).prop_map(|(a, b, c)| Said::Register(a, b, c)),
        who.clone().prop_map(Said::Discharge),
        (roles(), who.clone(), 1_i64..40).prop_map(|(a, b, c)| Said::Declare(a, b, c)),
        (roles(), who.clone(), end).prop_map(|(a, b, c)| Said::Agree(a, b, c)),
        (roles(), who.clone()).prop_map(|(a, b)| Said::Refuse(a, b)),
        who.clone().prop_map(Said::RefuseHouse),
        (roles(), who.clone()).prop_map(|(a, b)| Said::Block(a, b)),
        (roles(), who.clone()).prop_map(|(a, b)| Said::Unblock(a, b)),
        who.prop_map(Said::Choose),
        Just(Said::Oppose),
        Just(Said::Open),
        any::<[bool; 3]>().prop_map(|[a, b, c]| Said::Emergencies(a, b, c)),
    ]
}

/// What cannot be is refused and changes nothing that counts here.
fn apply(rights: &mut Rights, said: &Said, at: i64) {
    let now = Timestamp(at);
    let after = |millis: i64| Timestamp(at + millis);
    let mut done = |by: Asker, act: &dyn Fn(&mut Rights, &Asker)| act(rights, &by);
    let person = asker(Role::Person, 9);
    match said.clone() {
        Said::Register(house, end, informed) => done(asker(Role::Secretary, house), &|to, by| {
            let _ = Register { end: end.map(after), informed, ..Register::default() }
                .apply(to, by, now);
        }),
        Said::Discharge(house) => done(asker(Role::Secretary, house), &|to, by| {
            let _ = Discharge::EVERY.apply(to, by, now);
        }),
        Said::Declare(role, house, end) => done(asker(role, house), &|to, by| {
            let _ = Declare { end: after(end) }.apply(to, by, now);
        }),
        Said::Agree(role, house, end) => done(person, &|to, by| {
            let party = Party::account(&asker(role, house));
            let _ = Agree { party, end: end.map(after) }.apply(to, by, now);
        }),
        Said::Refuse(role, house) => done(person, &|to, by| {
            let _ = Refuse { party: Party::account(&asker(role, house)) }.apply(to, by, now);
        }),
        Said::RefuseHouse(house) => done(person, &|to, by| {
            let party = Party::organisation(&asker(Role::Nurse, house));
            let _ = Refuse { party }.apply(to, by, now);
        }),
        Said::Block(role, house) => done(person, &|to, by| {
            let account = asker(role, house).id;
            let _ = Block { account, name: "x".into() }.apply(to, by, now);
        }),
        Said::Unblock(role, house) => done(person, &|to, by| {
            let _ = Unblock { account: asker(role, house).id }.apply(to, by, now);
        }),
        Said::Choose(house) => done(person, &|to, by| {
            let account = asker(Role::Physician, house).id;
            let _ = Choose { account, name: "x".into() }.apply(to, by, now);
        }),
        Said::Oppose => done(person, &|to, by| {
            let _ = Oppose.apply(to, by, now);
        }),
        Said::Open => done(person, &|to, by| {
            let _ = Open.apply(to, by, now);
        }),
        Said::Emergencies(opposes_access, opposes_regulation, shows_masked) => {
            let choices = Emergencies { opposes_access, opposes_regulation, shows_masked };
            done(person, &|to, by| {
                let _ = InEmergencies(choices).apply(to, by, now);
            });
        }
    }
}

const ASKED: [Interaction; 5] = [
    Interaction::OwnRead,
    Interaction::Read,
    Interaction::SearchMetadata,
    Interaction::ReadAdministrative,
    Interaction::DeclareAuthorised,
];

/// What is read.
const READ: [Interaction; 4] = [
    Interaction::OwnRead,
    Interaction::Read,
    Interaction::SearchMetadata,
    Interaction::ReadAdministrative,
];

fn glass(asker: &Asker, end: i64) -> Glasses {
    let kept = vec![Glass {
        number: 1,
        account: asker.id.clone(),
        name: asker.name.clone(),
        role: asker.role,
        organisation: asker.organisation.clone(),
        organisation_name: asker.organisation_name.clone(),
        start: Timestamp(NOW),
        end: Timestamp(end),
        reason: "found unconscious".into(),
        review: None,
    }];
    Glasses { count: 1, kept }
}

/// What is left when all of this was said at once.
fn decided(all: &[Said]) -> Rights {
    let mut rights = Rights::default();
    for said in all {
        apply(&mut rights, said, NOW);
    }
    rights
}

/// What of it the asker may at a time.
fn allowed<const N: usize>(
    asker: &Asker,
    rights: &Rights,
    at: i64,
    asked: [Interaction; N],
) -> [bool; N] {
    let policy = Policy::built_in().unwrap();
    let situation = weigh(asker, rights, Timestamp(at)).situation;
    asked.map(|asked| policy.decide(&situation, asked).allowed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_was_weighed_holds_until_just_before_its_end(
        all in prop::collection::vec(said(), 0..12), role in roles(), house in 0_u8..2,
    ) {
        let mut rights = Rights::default();
        let mut at = NOW;
        for said in &all {
            apply(&mut rights, said, at);
            at += 3;
        }
        let asker = asker(role, house);
        let weighed = weigh(&asker, &rights, Timestamp(at));
        let until = weighed.until.map_or(at + 200, |until| until.0);
        prop_assert!(until > at);
        // Nothing changes by itself before that.
        for later in at..until {
            let then = weigh(&asker, &rights, Timestamp(later));
            prop_assert_eq!(then.situation, weighed.situation);
        }
        // And once everything has ended, nothing is left of what had an end.
        let end = weigh(&asker, &rights, Timestamp(at + 1_000));
        prop_assert!(end.until.is_none());
        let declared = end.situation.link == Link::Declared;
        prop_assert!(!declared, "a declaration has an end");
    }

    /// A glass takes nothing away that is read, and nothing outlasts its end.
    #[test]
    fn an_emergency_only_adds_until_its_end(
        all in prop::collection::vec(said(), 0..12), role in roles(), house in 0_u8..2,
    ) {
        let (rights, asker) = (decided(&all), asker(role, house));
        let end = NOW + 7;
        let mut broken = rights.clone();
        broken.glasses = glass(&asker, end);
        let may = |rights: &Rights, at: i64| allowed(&asker, rights, at, READ);
        for at in [NOW, end - 1] {
            let both = may(&rights, at).into_iter().zip(may(&broken, at));
            for (asked, (without, with)) in READ.iter().zip(both) {
                prop_assert!(with || !without, "{asked:?} at {at}");
            }
        }
        let until = weigh(&asker, &broken, Timestamp(NOW)).until;
        let is_health = role.is_health_professional();
        prop_assert!(!is_health || until.is_some_and(|until| until.0 <= end));
        let then = |rights: &Rights| weigh(&asker, rights, Timestamp(end));
        prop_assert_eq!(then(&broken), then(&rights));
        if !is_health || rights.emergencies.opposes_access {
            prop_assert_eq!(may(&broken, NOW), may(&rights, NOW));
        }
    }

    #[test]
    fn a_refusal_never_opens_and_a_block_never_either(
        all in prop::collection::vec(said(), 0..12), role in roles(), house in 0_u8..2,
    ) {
        let (rights, asker) = (decided(&all), asker(role, house));
        let may = |rights: &Rights| allowed(&asker, rights, NOW, ASKED);
        let before = may(&rights);
        for less in [Said::Refuse(role, house), Said::Block(role, house), Said::Oppose] {
            let mut with = rights.clone();
            apply(&mut with, &less, NOW);
            for (asked, (was, is)) in ASKED.iter().zip(before.iter().zip(may(&with))) {
                prop_assert!(*was || !is, "{less:?} opened {asked:?}");
            }
        }
    }
}
