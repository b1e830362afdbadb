//! Why somebody could see a record on some day.

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::acts::{Appoint, Block, Discharge, Register};
use hygie_gate::limits::THEN;
use hygie_gate::rights::{Capacity, Reach};
use hygie_gate::{Asker, Day, GateError, Refusal, Role};
use hygie_policy::facts::{Consent, Link};
use hygie_testkit::{World, patient};

use crate::help::{self, House};

fn asker(role: Role, person: Option<RecordNo>) -> Asker {
    let organisation = if role.is_of_an_organisation() { "a" } else { "" };
    Asker { id: role.name().into(), person, ..help::asker(role, organisation) }
}

async fn a_house() -> House {
    House::of(World::new(), &[("a", &[&patient("p", "Doe")])]).await
}

impl House {
    async fn looks(&self, asker: &Asker) {
        let permit = self.gate.record(asker, self.record).await.unwrap();
        self.world.records.open(&permit, self.record, None).await.unwrap();
    }

    async fn why(&self, start: Timestamp, end: Timestamp) -> Day {
        let officer = asker(Role::PrivacyOfficer, None);
        self.gate.explain(&officer, self.record, (start, end)).await.unwrap()
    }
}

#[tokio::test]
async fn it_tells_what_was_so_then_and_not_what_is_so_now() {
    let house = a_house().await;
    let (desk, physician) = (asker(Role::Secretary, None), asker(Role::Physician, None));
    let person = asker(Role::Person, Some(house.record));
    house.world.clock.advance(1000);
    let start = house.now();
    house
        .decide(&desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    house.looks(&physician).await;
    house.world.clock.advance(1000);
    let block = Block { account: physician.id.clone(), name: physician.name.clone() };
    house.decide(&person, block).await.unwrap();
    house.looks(&physician).await;
    house.world.clock.advance(1000);
    let end = house.now();
    house.decide(&desk, Discharge::EVERY).await.unwrap();
    house.looks(&physician).await;

    let day = house.why(start, end).await;
    assert!(!day.more && day.unreadable == 0);
    let came = day.came.iter().find(|it| it.comer.actor.id == physician.id).unwrap();
    assert_eq!((came.comer.first, came.comer.last), (start, Timestamp(start.0 + 1000)));
    let [last, first] = came.then[..] else { panic!("both moments differ") };
    assert_eq!((first.standing.link, first.consent), (Link::Team, Consent::Presumed));
    assert!(first.standing.own.allowed && first.standing.shared.allowed && !first.will.blocked);
    assert!(last.standing.own.allowed && !last.standing.shared.allowed);
    assert_eq!((last.standing.shared.reason.id, last.will.blocked), ("blocked", true));
    assert_eq!(last.decided, Some(Timestamp(start.0 + 1000)));
    // Whom nothing changed is told once.
    let desk = day.came.iter().find(|it| it.comer.actor.id == desk.id).unwrap();
    assert_eq!(desk.then.len(), 1);
    // The day before, nobody had come but the house itself, of which nothing is weighed.
    let before = house.why(Timestamp(0), start).await;
    assert!(before.came.iter().all(|it| it.then.is_empty() && it.comer.granted > 0));
    // Afterwards the link had ended.
    let after = house.why(end, Timestamp(end.0 + 1)).await;
    let came = after.came.iter().find(|it| it.comer.actor.id == physician.id).unwrap();
    assert_eq!(came.then[0].standing.own.reason.id, "own-no-link");
    assert_eq!(came.then[0].standing.link, Link::Ended);
    // The officer's question is there to be read by the person.
    let asked = after.came.iter().find(|it| it.comer.actor.id == "privacy-officer").unwrap();
    assert!(asked.then.is_empty() && asked.comer.granted >= 1);
}

#[tokio::test]
async fn who_acted_for_the_person_is_told_by_their_delegation() {
    let house = a_house().await;
    let appoint = Appoint {
        id: "d1".into(),
        capacity: Capacity::GuardianOfPerson,
        name: "Guardian".into(),
        reach: Reach::Whole,
        start: None,
        end: None,
        majority: None,
    };
    house.decide(&asker(Role::Secretary, None), appoint).await.unwrap();
    let guardian =
        Asker { delegation: Some("d1".into()), ..asker(Role::Delegate, Some(house.record)) };
    house.looks(&guardian).await;
    let day = house.why(Timestamp(0), Timestamp(house.now().0 + 1)).await;
    let came = day.came.iter().find(|it| it.comer.actor.id == guardian.id).unwrap();
    assert_eq!(came.comer.actor.delegation, "d1");
    assert_eq!(came.then[0].standing.shared.reason.id, "representative-reads");
}

#[tokio::test]
async fn nobody_else_asks_and_a_refusal_is_traced() {
    let house = a_house().await;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::PrivacyOfficer) {
        let who = asker(role, Some(house.record));
        let span = (Timestamp(0), house.now());
        let refused = house.gate.explain(&who, house.record, span).await;
        let expect = Refusal::PrivacyOfficersOnly;
        assert!(matches!(refused, Err(GateError::Refused(it)) if it == expect), "{role:?}");
    }
    let day = house.why(Timestamp(0), Timestamp(house.now().0 + 1)).await;
    let refused: usize = day.came.iter().map(|it| it.comer.refused).sum();
    assert_eq!(refused, Role::ALL.len() - 1);
    let officer = asker(Role::PrivacyOfficer, None);
    let none = RecordNo::from_u64(999).unwrap();
    let none = house.gate.explain(&officer, none, (Timestamp(0), house.now())).await;
    assert!(matches!(none.map(|_| ()), Err(GateError::Record(_))));
}

/// The limit: of many changes between two visits the latest are told.
#[tokio::test]
async fn of_many_changes_the_latest_are_told() {
    for pairs in [THEN / 2 - 1, THEN / 2 + 2] {
        let house = a_house().await;
        let (desk, physician) = (asker(Role::Secretary, None), asker(Role::Physician, None));
        house.looks(&physician).await;
        for _ in 0..pairs {
            house.world.clock.advance(1);
            house
                .decide(&desk, Register { end: None, informed: false, ..Register::default() })
                .await
                .unwrap();
            house.world.clock.advance(1);
            house.decide(&desk, Discharge::EVERY).await.unwrap();
        }
        house.world.clock.advance(1);
        house.looks(&physician).await;
        let day = house.why(Timestamp(0), Timestamp(house.now().0 + 1)).await;
        let came = day.came.iter().find(|it| it.comer.actor.id == physician.id).unwrap();
        // The last visit found what the last change left.
        assert_eq!(came.then.len(), THEN - 1, "{pairs}");
        assert_eq!(came.then[0].standing.link, Link::Ended);
    }
}
