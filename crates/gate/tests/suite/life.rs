//! The life of the shared record (CSP, R.1111-40, L.1111-18; TD1.4 of the DMP, EX_1.2-1030):
//! closed for a reason, and opened again with consent.

use hygie_gate::acts::{
    Act, ActError, Appoint, Block, Close, CloseAtDesk, Entrust, Open, OpenAtDesk, Oppose, Refuse,
    Register,
};
use hygie_gate::rights::{Capacity, Closing, Life, Party, Reach, Shared};
use hygie_gate::{Asker, GateError, Refusal, Role, Scopes};

use crate::glass::house::a_house;
use crate::help::{House, asker};

const REQUEST: Closing = Closing::Request;

/// A house that takes care of the person, who was informed.
async fn registered() -> House {
    let house = a_house().await;
    let registers = Register { end: None, informed: true, ..Register::default() };
    house.decide(&desk(), registers).await.unwrap();
    house
}

fn desk() -> Asker {
    asker(Role::Secretary, "a")
}

fn wrong(result: Result<(), GateError>) -> ActError {
    match result {
        Err(GateError::Act(error)) => error,
        other => panic!("{other:?}"),
    }
}

impl House {
    async fn shared(&self) -> Shared {
        self.rights().await.shared
    }
}

#[tokio::test]
async fn closed_nothing_is_shared_and_each_keeps_their_own() {
    let house = registered().await;
    let (person, physician) = (house.person(), asker(Role::Physician, "a"));
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
    house.world.clock.advance(7);
    house.decide(&person, Close { reason: REQUEST }).await.unwrap();
    let by = Some(Party::account(&person));
    let since = Some(house.now());
    assert_eq!(
        house.shared().await,
        Shared { life: Life::Closed, since, reason: Some(REQUEST), by: by.clone() }
    );
    assert_eq!(house.sees(&physician).await, ["a1", "p"]);
    assert_eq!(house.sees(&person).await, ["a1", "b1", "p"], "the person keeps all of it");
    house.world.clock.advance(7);
    house.decide(&person, Open).await.unwrap();
    let since = Some(house.now());
    assert_eq!(house.shared().await, Shared { life: Life::Open, since, reason: None, by });
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
}

#[tokio::test]
async fn what_is_closed_is_not_closed_again_nor_opposed() {
    let house = registered().await;
    let person = house.person();
    house.decide(&person, Close { reason: REQUEST }).await.unwrap();
    let closed = house.shared().await;
    house.world.clock.advance(7);
    let again = Close { reason: Closing::Duplicate };
    assert_eq!(wrong(house.decide(&person, again).await), ActError::Closed);
    assert_eq!(wrong(house.decide(&person, Oppose).await), ActError::Closed);
    let again = CloseAtDesk { reason: Closing::Death };
    assert_eq!(wrong(house.decide(&desk(), again).await), ActError::Closed);
    assert_eq!(house.shared().await, closed, "since when it is closed stays");
    // Who opposed may close it.
    house.decide(&person, Open).await.unwrap();
    house.decide(&person, Oppose).await.unwrap();
    house.decide(&person, Close { reason: REQUEST }).await.unwrap();
    assert_eq!(house.shared().await.life, Life::Closed);
    house.decide(&person, Open).await.unwrap();
    let death = Close { reason: Closing::Death };
    assert_eq!(wrong(house.decide(&person, death).await), ActError::NotTheirs);
}

#[tokio::test]
async fn the_desk_closes_it_and_opens_it_with_consent_alone() {
    for role in [Role::Secretary, Role::Physician, Role::Nurse] {
        let house = registered().await;
        let desk = asker(role, "a");
        let opened = OpenAtDesk { consented: true };
        assert_eq!(wrong(house.decide(&desk, opened).await), ActError::Nothing, "it is open");
        house.decide(&desk, CloseAtDesk { reason: Closing::Death }).await.unwrap();
        let shared = house.shared().await;
        assert_eq!((shared.life, shared.reason), (Life::Closed, Some(Closing::Death)));
        assert_eq!(shared.by, Some(Party::account(&desk)));
        let silent = OpenAtDesk { consented: false };
        assert_eq!(wrong(house.decide(&desk, silent).await), ActError::Unconsented);
        assert_eq!(house.shared().await, shared);
        house.decide(&desk, OpenAtDesk { consented: true }).await.unwrap();
        assert_eq!(house.shared().await.life, Life::Open);
        // What the person opposed is opened with their consent too.
        house.decide(&house.person(), Oppose).await.unwrap();
        house.decide(&desk, OpenAtDesk { consented: true }).await.unwrap();
        assert_eq!(house.shared().await.life, Life::Open);
    }
}

#[tokio::test]
async fn a_desk_that_takes_no_care_or_is_refused_decides_nothing() {
    let house = a_house().await;
    let close = || CloseAtDesk { reason: REQUEST };
    assert_eq!(wrong(house.decide(&desk(), close()).await), ActError::Unregistered);
    let registers = Register { end: None, informed: true, ..Register::default() };
    house.decide(&desk(), registers).await.unwrap();
    // Another organisation, which keeps something and knows nobody by name.
    is_refused(&house, &asker(Role::Secretary, "b"), close()).await;
    let person = house.person();
    let blocked = asker(Role::Nurse, "a");
    let block = Block { account: blocked.id.clone(), name: blocked.name.clone() };
    house.decide(&person, block).await.unwrap();
    assert_eq!(wrong(house.decide(&blocked, close()).await), ActError::Refused);
    house.decide(&person, Refuse { party: Party::account(&desk()) }).await.unwrap();
    house.decide(&person, Oppose).await.unwrap();
    let opened = OpenAtDesk { consented: true };
    assert_eq!(wrong(house.decide(&desk(), opened).await), ActError::Refused);
    assert_eq!(house.shared().await.life, Life::Opposed);
}

async fn is_refused<A: Act>(house: &House, by: &Asker, act: A) {
    match house.decide(by, act).await {
        Err(GateError::Refused(_)) => {}
        other => panic!("{:?}: {other:?}", by.role),
    }
}

#[tokio::test]
async fn nobody_else_does_either() {
    let house = registered().await;
    let before = house.rights().await;
    let app = Scopes::parse("system/*.cruds").unwrap().of_app(Some(house.record));
    let others = [
        asker(Role::Administrator, "a"),
        asker(Role::PrivacyOfficer, "a"),
        asker(Role::SecurityOfficer, "a"),
        asker(Role::System, "a"),
        asker(Role::Secretary, "c"),
        asker(Role::Physician, "c"),
        Asker { scopes: app.clone(), ..house.person() },
        Asker { scopes: app, ..asker(Role::Physician, "a") },
        Asker { person: None, ..house.person() },
    ];
    for other in &others {
        is_refused(&house, other, Close { reason: REQUEST }).await;
        is_refused(&house, other, CloseAtDesk { reason: REQUEST }).await;
        is_refused(&house, other, OpenAtDesk { consented: true }).await;
    }
    // The person's own act is not the desk's.
    is_refused(&house, &desk(), Close { reason: REQUEST }).await;
    is_refused(&house, &asker(Role::Physician, "a"), Close { reason: REQUEST }).await;
    assert_eq!(house.rights().await, before);
}

#[tokio::test]
async fn who_acts_for_the_person_does_as_far_as_was_delegated() {
    let house = registered().await;
    let by = |id: &str| Asker {
        id: format!("delegate-{id}"),
        person: Some(house.record),
        delegation: Some(id.to_owned()),
        ..asker(Role::Delegate, "")
    };
    for (id, reach) in [("a", Reach::Administrative), ("r", Reach::Reading), ("w", Reach::Whole)] {
        let act = Appoint {
            id: id.into(),
            capacity: Capacity::GuardianOfPerson,
            name: format!("Guardian {id}"),
            reach,
            start: None,
            end: None,
            majority: None,
        };
        house.decide(&desk(), act).await.unwrap();
    }
    let carer = Entrust { id: "c".into(), name: "Carer".into(), reach: Reach::Whole, end: None };
    house.decide(&house.person(), carer).await.unwrap();
    for short in ["a", "r", "c"] {
        is_refused(&house, &by(short), Close { reason: REQUEST }).await;
        is_refused(&house, &by(short), Open).await;
    }
    house.decide(&by("w"), Close { reason: REQUEST }).await.unwrap();
    assert_eq!(house.shared().await.by, Some(Party::account(&by("w"))));
    for short in ["a", "r", "c"] {
        is_refused(&house, &by(short), Open).await;
    }
    let never = house.decide(&by("w"), OpenAtDesk { consented: true }).await;
    assert!(matches!(never, Err(GateError::Refused(Refusal::Policy(_)))));
    house.decide(&by("w"), Open).await.unwrap();
}
