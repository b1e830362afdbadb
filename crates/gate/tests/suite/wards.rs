//! Care links to a ward of an organisation: for who is assigned to it, and nobody else.

use hygie_base::Timestamp;
use hygie_gate::acts::{ActError, CloseAtDesk, Discharge, Register};
use hygie_gate::rights::{Closing, Occasion, Party};
use hygie_gate::{Asker, GateError, Role, Ward};
use hygie_record::RecordError;
use hygie_testkit::{World, patient};

use crate::help::{House, asker, lab};

const HOUR: i64 = 3_600_000;

async fn a_house() -> House {
    let (patient, a1, b1) = (patient("p", "Doe"), lab("a1"), lab("b1"));
    House::of(World::new(), &[("a", &[&patient, &a1]), ("b", &[&b1])]).await
}

fn ward(id: &str) -> Option<Ward> {
    Some(Ward { id: id.into(), name: format!("Unité {id}") })
}

fn on(wards: &[&str], organisation: &str) -> Asker {
    let wards: Vec<String> = wards.iter().map(|&id| id.to_owned()).collect();
    let id = format!("nurse on {wards:?} of {organisation}");
    Asker { id, wards, ..asker(Role::Nurse, organisation) }
}

fn desk() -> Asker {
    asker(Role::Secretary, "a")
}

/// CSP L.1110-12: the team is who takes part in the care of the person, not all of the house.
#[tokio::test]
async fn who_is_assigned_to_the_ward_is_the_team_and_nobody_else() {
    let house = a_house().await;
    let register = Register { ward: ward("garden"), informed: true, ..Register::default() };
    house.decide(&desk(), register).await.unwrap();
    let check = async |who: Asker, expect: &[&str]| {
        assert_eq!(house.sees(&who).await, expect, "{}", who.id);
    };
    check(on(&["garden"], "a"), &["a1", "b1", "p"]).await;
    check(on(&["park", "garden"], "a"), &["a1", "b1", "p"]).await;
    check(on(&["park"], "a"), &["p"]).await;
    check(on(&[], "a"), &["p"]).await;
    check(on(&["garden"], "b"), &[]).await;
    check(desk(), &["p"]).await;
    // The whole house comes beside it, and goes again.
    house.decide(&desk(), Register::default()).await.unwrap();
    check(on(&[], "a"), &["a1", "b1", "p"]).await;
    let ties = house.gate.ties(&desk(), house.record).await.unwrap();
    let whole = ties.registered.iter().find(|link| link.party.is(&Party::organisation(&desk())));
    let key = whole.unwrap().key();
    house.world.clock.advance(1);
    house.decide(&desk(), Discharge { link: Some(key) }).await.unwrap();
    check(on(&[], "a"), &["p"]).await;
    check(on(&["garden"], "a"), &["a1", "b1", "p"]).await;
    house.decide(&desk(), Discharge::EVERY).await.unwrap();
    check(on(&["garden"], "a"), &["p"]).await;
}

#[tokio::test]
async fn the_house_is_told_of_all_its_wards_and_others_of_none() {
    let house = a_house().await;
    let register = Register { ward: ward("garden"), ..Register::default() };
    house.decide(&desk(), register).await.unwrap();
    for who in [desk(), on(&[], "a"), on(&["park"], "a")] {
        let ties = house.gate.ties(&who, house.record).await.unwrap();
        let names: Vec<_> = ties.registered.iter().map(|link| link.party.full_name()).collect();
        assert_eq!(names, ["Unité garden, House a"], "{}", who.id);
        assert!(ties.is_registered(house.now()));
    }
    let elsewhere = on(&["garden"], "b");
    assert!(house.gate.ties(&elsewhere, house.record).await.unwrap().registered.is_empty());
    // Who receives persons for the ward closes their shared record for them.
    let close = |who: Asker| {
        let house = &house;
        async move { house.decide(&who, CloseAtDesk { reason: Closing::Request }).await }
    };
    let refused = close(asker(Role::Secretary, "b")).await;
    assert!(matches!(refused, Err(GateError::Refused(_))), "{refused:?}");
    house.world.clock.advance(1);
    house.decide(&desk(), Discharge::EVERY).await.unwrap();
    let refused = close(desk()).await;
    assert!(matches!(refused, Err(GateError::Act(ActError::Unregistered))), "{refused:?}");
    let register = Register { ward: ward("park"), ..Register::default() };
    house.decide(&desk(), register).await.unwrap();
    close(desk()).await.unwrap();
}

/// Rights that begin and end do so to the millisecond, for permits that were made before.
#[tokio::test]
async fn an_appointment_opens_when_it_begins_and_closes_when_it_ends() {
    let house = a_house().await;
    let from = |hours: i64| Timestamp(house.now().0 + hours * HOUR);
    let appointment = Register {
        ward: ward("garden"),
        occasion: Some(Occasion::Appointment),
        start: Some(from(2)),
        end: Some(from(4)),
        informed: false,
    };
    house.decide(&desk(), appointment).await.unwrap();
    let nurse = on(&["garden"], "a");
    assert!(!house.gate.ties(&desk(), house.record).await.unwrap().is_registered(house.now()));
    let before = house.permit(&nurse).await;
    house.world.clock.advance(2 * HOUR - 1);
    assert_eq!(house.sees(&nurse).await, ["p"]);
    house.world.clock.advance(1);
    let open = async |permit| house.world.records.open(&permit, house.record, None).await;
    assert!(matches!(open(before).await, Err(RecordError::Ended)), "it is another permit now");
    let during = house.permit(&nurse).await;
    assert_eq!(house.sees(&nurse).await, ["a1", "p"]);
    house.world.clock.advance(2 * HOUR);
    assert!(matches!(open(during).await, Err(RecordError::Ended)));
    assert_eq!(house.sees(&nurse).await, ["p"]);
}

/// Why somebody could see the record is told as they were assigned then.
#[tokio::test]
async fn what_was_so_is_explained_by_the_wards_of_then() {
    let house = a_house().await;
    let register = Register { ward: ward("garden"), ..Register::default() };
    house.decide(&desk(), register).await.unwrap();
    let start = house.now();
    for who in [on(&["garden"], "a"), on(&[], "a")] {
        house.sees(&who).await;
    }
    house.world.clock.advance(1);
    let officer = asker(Role::PrivacyOfficer, "");
    let day = house.gate.explain(&officer, house.record, (start, house.now())).await.unwrap();
    let read = |who: Asker| {
        let came = day.came.iter().find(|came| came.comer.actor.id == who.id).unwrap();
        came.then.first().unwrap().standing.own.allowed
    };
    assert!(read(on(&["garden"], "a")) && !read(on(&[], "a")));
}
