//! Who is appointed, entrusted and relieved, and the limits.

use hygie_base::Timestamp;
use hygie_policy::facts::{self, Age, Asker as Who, Representative};

use super::super::{Act, ActError, Allow, Appoint, Disallow, Entrust, Relieve, Resign, Withdraw};
use crate::limits::{CARERS, DELEGATIONS};
use crate::rights::{Capacity, Reach, Rights};
use crate::{Asker, Role, weigh};

const NOW: Timestamp = Timestamp(1_000_000);

fn at(millis: i64) -> Timestamp {
    Timestamp(NOW.0 + millis)
}

fn asker(role: Role, delegation: Option<&str>) -> Asker {
    Asker {
        id: "account".into(),
        name: "Someone".into(),
        delegation: delegation.map(str::to_owned),
        ..Asker::of(role, "test")
    }
}

fn done(rights: &mut Rights, role: Role, act: &impl Act, now: Timestamp) -> Result<(), ActError> {
    act.apply(rights, &asker(role, None), now)
}

fn appoint(id: &str, capacity: Capacity) -> Appoint {
    Appoint {
        id: id.into(),
        capacity,
        name: format!("Someone {id}"),
        reach: Reach::Whole,
        start: None,
        end: None,
        majority: Some(at(500)),
    }
}

fn entrust(id: &str) -> Entrust {
    Entrust { id: id.into(), name: format!("Carer {id}"), reach: Reach::Reading, end: None }
}

fn who(rights: &Rights, id: &str, now: Timestamp) -> Who {
    weigh(&asker(Role::Delegate, Some(id)), rights, now).situation.asker
}

fn standing(rights: &Rights, id: &str, now: Timestamp) -> facts::Standing {
    match who(rights, id, now) {
        Who::Representative(_, delegation) | Who::Carer(delegation) => delegation.standing,
        other => panic!("{other:?}"),
    }
}

/// Code civil, 371-1: parental authority ends at majority.
#[test]
fn parental_authority_ends_when_the_person_comes_of_age() {
    let mut rights = Rights::default();
    let desk = Role::Secretary;
    let unknown = Appoint { majority: None, ..appoint("a", Capacity::Parent) };
    assert_eq!(done(&mut rights, desk, &unknown, NOW), Err(ActError::AgeUnknown));
    for majority in [NOW, at(-1)] {
        let of_age = Appoint { majority: Some(majority), ..appoint("a", Capacity::Parent) };
        assert_eq!(done(&mut rights, desk, &of_age, NOW), Err(ActError::OfAge));
    }
    done(&mut rights, desk, &appoint("a", Capacity::Parent), NOW).unwrap();
    let sooner = Appoint { end: Some(at(10)), ..appoint("b", Capacity::Parent) };
    done(&mut rights, desk, &sooner, NOW).unwrap();
    let later = Appoint { end: Some(at(900)), ..appoint("c", Capacity::Parent) };
    done(&mut rights, desk, &later, NOW).unwrap();
    let ends: Vec<_> = rights.delegations.iter().map(|it| it.end.unwrap()).collect();
    assert_eq!(ends, [at(500), at(10), at(500)]);
    let parent = asker(Role::Delegate, Some("a"));
    let before = weigh(&parent, &rights, at(499));
    assert_eq!((before.situation.age, before.until), (Age::Minor, Some(at(500))));
    assert_eq!(weigh(&parent, &rights, at(500)).situation.age, Age::Adult);
    assert_eq!(standing(&rights, "a", at(500)), facts::Standing::Ended);
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let mut rights = Rights::default();
    let mut refused = |act: &dyn Act, expect| {
        let before = rights.clone();
        assert_eq!(act.apply(&mut rights, &asker(Role::Nurse, None), NOW), Err(expect));
        assert_eq!(rights, before);
    };
    let curator = || appoint("a", Capacity::Curator);
    refused(&appoint("a", Capacity::Carer), ActError::NotByLaw);
    refused(&Appoint { start: Some(at(-1)), ..curator() }, ActError::Past);
    refused(&Appoint { end: Some(NOW), ..curator() }, ActError::Ended);
    refused(&Appoint { start: Some(at(5)), end: Some(at(5)), ..curator() }, ActError::Ended);
    refused(&Appoint { name: "  ".into(), ..curator() }, ActError::Name);
    refused(&Appoint { id: String::new(), ..curator() }, ActError::Name);
    refused(&Entrust { end: Some(NOW), ..entrust("a") }, ActError::Ended);
    refused(&Withdraw { id: "a".into() }, ActError::Nothing);
    refused(&Relieve { id: "a".into() }, ActError::Nothing);
    refused(&Resign, ActError::Nothing);
    done(&mut rights, Role::Nurse, &curator(), NOW).unwrap();
    let mut refused = |act: &dyn Act, expect| {
        assert_eq!(act.apply(&mut rights, &asker(Role::Nurse, None), NOW), Err(expect));
    };
    refused(&curator(), ActError::Twice);
    refused(&Appoint { id: "b".into(), ..curator() }, ActError::Twice);
    refused(&Withdraw { id: "a".into() }, ActError::ByLaw);
}

/// What is to come begins at its start; until then it opens nothing.
#[test]
fn a_measure_begins_at_its_start() {
    let mut rights = Rights::default();
    let coming = Appoint {
        start: Some(at(10)),
        end: Some(at(20)),
        ..appoint("a", Capacity::GuardianOfPerson)
    };
    done(&mut rights, Role::Nurse, &coming, NOW).unwrap();
    for (millis, expect) in [
        (0, facts::Standing::Coming),
        (9, facts::Standing::Coming),
        (10, facts::Standing::Running),
        (19, facts::Standing::Running),
        (20, facts::Standing::Ended),
    ] {
        assert_eq!(standing(&rights, "a", at(millis)), expect, "{millis}");
    }
    // Ended before it began, it never begins.
    let later = Appoint { id: "b".into(), name: "Other".into(), ..coming };
    done(&mut rights, Role::Nurse, &later, NOW).unwrap();
    done(&mut rights, Role::Nurse, &Relieve { id: "b".into() }, at(5)).unwrap();
    assert_eq!(standing(&rights, "b", at(15)), facts::Standing::Ended);
}

/// CASF, L.311-3 ff.: these measures open nothing unless the person consents.
#[test]
fn the_person_consents_to_a_measure_and_takes_it_back() {
    let mut rights = Rights::default();
    let consented = |rights: &Rights, id: &str| match who(rights, id, NOW) {
        Who::Representative(_, delegation) => delegation.consented,
        other => panic!("{other:?}"),
    };
    let person = Role::Person;
    for capacity in Capacity::ALL.into_iter().filter(|it| it.by_law().is_some()) {
        let id = capacity.name();
        done(&mut rights, Role::Nurse, &appoint(id, capacity), NOW).unwrap();
        assert!(!consented(&rights, id), "{id}");
        let allowed = done(&mut rights, person, &Allow { id: id.into() }, NOW);
        let expect = if capacity.needs_consent() { Ok(()) } else { Err(ActError::ByLaw) };
        assert_eq!(allowed, expect, "{id}");
        assert_eq!(consented(&rights, id), capacity.needs_consent());
        // Who holds it does not decide that for the person.
        let own = asker(Role::Delegate, Some(id));
        let by_itself = Disallow { id: id.into() }.apply(&mut rights, &own, NOW);
        assert_eq!(by_itself, Err(ActError::ByLaw));
        let back = done(&mut rights, person, &Disallow { id: id.into() }, NOW);
        assert_eq!(back, expect);
        assert!(!consented(&rights, id), "{id}");
    }
    done(&mut rights, person, &entrust("c"), NOW).unwrap();
    assert_eq!(
        done(&mut rights, person, &Disallow { id: "c".into() }, NOW),
        Err(ActError::ByLaw),
        "a carer is withdrawn"
    );
    assert_eq!(
        done(&mut rights, person, &Relieve { id: "c".into() }, NOW),
        Err(ActError::NotByLaw)
    );
}

#[test]
fn who_acts_for_somebody_resigns_from_that_alone() {
    let mut rights = Rights::default();
    done(&mut rights, Role::Person, &entrust("a"), NOW).unwrap();
    done(&mut rights, Role::Person, &entrust("b"), NOW).unwrap();
    let own = asker(Role::Delegate, Some("a"));
    Resign.apply(&mut rights, &own, at(1)).unwrap();
    assert_eq!(standing(&rights, "a", at(1)), facts::Standing::Ended);
    assert_eq!(standing(&rights, "b", at(1)), facts::Standing::Running);
    assert_eq!(Resign.apply(&mut rights, &own, at(2)), Err(ActError::Nothing));
    // The same carer may be asked in again, under a new id.
    let again = Entrust { id: "d".into(), ..entrust("a") };
    done(&mut rights, Role::Person, &again, at(3)).unwrap();
    assert!(
        matches!(who(&rights, "gone", at(3)), Who::Carer(it) if it.standing == facts::Standing::Ended)
    );
}

/// Mon espace santé: three carers at the same time.
#[test]
fn so_many_carers_and_no_more() {
    let mut rights = Rights::default();
    for number in 0..CARERS {
        done(&mut rights, Role::Person, &entrust(&number.to_string()), NOW).unwrap();
    }
    let more = entrust("more");
    assert_eq!(done(&mut rights, Role::Person, &more, NOW), Err(ActError::Carers));
    // Who acts by law is none of them.
    done(&mut rights, Role::Nurse, &appoint("p", Capacity::Parent), NOW).unwrap();
    done(&mut rights, Role::Person, &Withdraw { id: "0".into() }, at(1)).unwrap();
    done(&mut rights, Role::Person, &more, at(1)).unwrap();
}

#[test]
fn so_many_act_for_a_person_and_those_who_did_make_room() {
    let mut rights = Rights::default();
    for number in 0..DELEGATIONS {
        let appoint = appoint(&number.to_string(), Capacity::Safeguard);
        done(&mut rights, Role::Nurse, &appoint, NOW).unwrap();
    }
    let more = appoint("more", Capacity::Safeguard);
    assert_eq!(done(&mut rights, Role::Nurse, &more, NOW), Err(ActError::Delegations));
    for (id, millis) in [("4", 1), ("3", 2)] {
        done(&mut rights, Role::Nurse, &Relieve { id: id.into() }, at(millis)).unwrap();
    }
    done(&mut rights, Role::Nurse, &more, at(3)).unwrap();
    assert_eq!(rights.delegations.len(), DELEGATIONS);
    let there = |id: &str| rights.delegations.iter().any(|it| it.id == id);
    assert!(there("3") && !there("4"), "the one that ended first went");
    let parent = rights.delegations.iter().find(|it| it.id == "more").unwrap();
    assert_eq!(parent.capacity.by_law(), Some(Representative::Safeguard));
}
