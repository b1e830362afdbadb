//! Who looks into a record for the first time: its person is told once.

use std::time::Duration;

use hygie_accounts::Event;
use hygie_accounts::limits::LOOKED;
use hygie_base::RecordNo;
use hygie_gate::Asker;

use crate::emergencies::{PERSON, act, doctor, house};
use crate::help::House;

const TURN: Duration = Duration::from_secs(60);

impl House {
    async fn newcomers(&self) -> usize {
        self.accounts.newcomers_in_turn(TURN).await.unwrap()
    }

    /// A doctor of the house that keeps the record looks into it.
    async fn looks(&self, id: &str, record: RecordNo) {
        let permit = self.gate.record(&colleague(id), record).await.unwrap();
        self.world.records.open(&permit, record, None).await.unwrap();
    }
}

fn colleague(id: &str) -> Asker {
    Asker {
        organisation: "tilleuls".into(),
        organisation_name: "Les Tilleuls".into(),
        role: hygie_gate::Role::Secretary,
        ..doctor(id)
    }
}

#[tokio::test]
async fn the_first_look_of_each_is_told_and_no_other() {
    let (house, record) = house().await;
    house.looks("before", record).await;
    assert_eq!(house.newcomers().await, 0, "the first turn sees where the traces end");
    for id in ["one", "two", "one"] {
        house.looks(id, record).await;
    }
    assert_eq!(house.newcomers().await, 2);
    let told = || (Event::FirstLook, "Dr Anne Roy, Les Tilleuls".to_owned());
    assert_eq!(house.news(PERSON).await, [told(), told()]);
    house.looks("two", record).await;
    assert_eq!(house.newcomers().await, 0);
    house.looks("three", record).await;
    assert_eq!(house.newcomers().await, 1);
}

#[tokio::test]
async fn who_opens_in_an_emergency_is_told_of_once() {
    let (house, record) = house().await;
    house.newcomers().await;
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let permit = house.gate.record(&doctor("roy"), record).await.unwrap();
    house.world.records.open(&permit, record, None).await.unwrap();
    assert_eq!(house.newcomers().await, 0);
    let events: Vec<Event> = house.news(PERSON).await.into_iter().map(|(it, _)| it).collect();
    assert_eq!(events, [Event::RecordOpened]);
}

#[tokio::test]
async fn the_person_themselves_is_no_newcomer() {
    let (house, record) = house().await;
    house.newcomers().await;
    let on = house.accounts.log_in(PERSON, crate::help::PASSWORD).await.unwrap();
    let permit = house.gate.record(on.session.asker().unwrap(), record).await.unwrap();
    house.world.records.open(&permit, record, None).await.unwrap();
    assert_eq!(house.newcomers().await, 0);
}

/// Beyond so many, who came longest ago is new again.
#[tokio::test]
async fn so_many_are_remembered() {
    let (house, record) = house().await;
    house.newcomers().await;
    for number in 0..LOOKED {
        house.looks(&format!("colleague {number}"), record).await;
    }
    assert_eq!(house.newcomers().await, LOOKED);
    house.looks("colleague 0", record).await;
    assert_eq!(house.newcomers().await, 0);
    house.looks("one more", record).await;
    assert_eq!(house.newcomers().await, 1);
    house.looks("colleague 0", record).await;
    assert_eq!(house.newcomers().await, 1);
}
