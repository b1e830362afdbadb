//! Who is told that a record was opened in an emergency, or for the regulation centre.

use hygie_accounts::{Event, NewAccount, Source};
use hygie_base::RecordNo;
use hygie_gate::acts::{BreakGlass, Choose, TakeCall};
use hygie_gate::{Asker, GateError, Refusal, Role};
use hygie_testkit::{batch, patient, put};

use crate::help::{House, LOGIN, PASSWORD, new};

pub const PERSON: &str = "jeanne.morel";
const STRANGER: &str = "paul.petit";

pub fn act() -> BreakGlass {
    BreakGlass { reason: "found unconscious".into(), unable: true, risk: true }
}

pub fn doctor(id: &str) -> Asker {
    Asker {
        id: id.to_owned(),
        name: "Dr Anne Roy".into(),
        organisation: "chu".into(),
        organisation_name: "CHU".into(),
        ..Asker::of(Role::Physician, "test")
    }
}

/// A person with a médecin traitant, and somebody whom it does not concern.
pub async fn house() -> (House, RecordNo) {
    peopled(House::with_physician().await).await
}

/// The same in a house whose physician is there.
async fn peopled(house: House) -> (House, RecordNo) {
    let operator = house.operator();
    let changes = vec![put(&patient("p", "Morel"))];
    house.world.records.write(&operator, batch("tilleuls", changes)).await.unwrap();
    let record = house.world.records.record_of("p").await.unwrap().unwrap();
    for (login, person) in [(PERSON, Some(record)), (STRANGER, RecordNo::from_u64(9))] {
        let one = NewAccount {
            organisation: String::new(),
            organisation_name: String::new(),
            person,
            ..new(login, Role::Person)
        };
        house.accounts.create_with_password(&operator, one, PASSWORD).await.unwrap();
    }
    let person = house.accounts.log_in(PERSON, PASSWORD).await.unwrap();
    let treating = house.accounts.show(&operator, LOGIN).await.unwrap().unwrap().id;
    let choose = Choose { account: treating, name: "Dr M".into() };
    house.gate.decide(person.session.asker().unwrap(), record, &choose).await.unwrap();
    (house, record)
}

impl House {
    pub async fn news(&self, login: &str) -> Vec<(Event, String)> {
        let on = self.accounts.log_in(login, PASSWORD).await.unwrap();
        let seen = self.accounts.show(&self.operator(), login).await.unwrap().unwrap();
        assert!(!seen.notices.iter().any(|it| it.event.is_of_record()), "not for administrators");
        let told = self.accounts.notices(&on.session).await.unwrap();
        let told = told.into_iter().filter(|it| it.event.is_of_record() && it.news);
        told.map(|it| (it.event, it.about.unwrap().who)).collect()
    }
}

#[tokio::test]
async fn the_person_and_the_medecin_traitant_are_told_and_nobody_else() {
    let (house, record) = house().await;
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let who = || "Dr Anne Roy, CHU".to_owned();
    assert_eq!(house.news(PERSON).await, [(Event::RecordOpened, who())]);
    assert_eq!(house.news(LOGIN).await, [(Event::PatientOpened, who())]);
    assert!(house.news(STRANGER).await.is_empty());
    // One that runs is not begun, nor told, again.
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    assert_eq!(house.news(PERSON).await.len(), 1);
}

#[tokio::test]
async fn nobody_is_told_of_what_was_refused() {
    let (house, record) = house().await;
    let short = BreakGlass { reason: "x".into(), ..act() };
    assert!(house.accounts.break_glass(&doctor("roy"), record, short).await.is_err());
    let nurse = Asker { role: Role::Secretary, ..doctor("roy") };
    let refused = house.accounts.break_glass(&nurse, record, act()).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::HealthOnlyInEmergencies))));
    assert!(house.news(PERSON).await.is_empty() && house.news(LOGIN).await.is_empty());
}

#[tokio::test]
async fn the_same_are_told_of_a_call_to_the_regulation_centre() {
    let (house, record) = house().await;
    let call = || TakeCall { reason: "4512".into() };
    let refused = house.accounts.take_call(&doctor("roy"), record, call()).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::RegulationNotClaimed))));
    let regulates = Asker { regulates: true, ..doctor("roy") };
    let empty = TakeCall { reason: " ".into() };
    assert!(house.accounts.take_call(&regulates, record, empty).await.is_err());
    assert!(house.news(PERSON).await.is_empty() && house.news(LOGIN).await.is_empty());
    // One that runs is not begun, nor told, again.
    for _ in 0..2 {
        house.accounts.take_call(&regulates, record, call()).await.unwrap();
    }
    let who = || "Dr Anne Roy, CHU".to_owned();
    assert_eq!(house.news(PERSON).await, [(Event::RecordRegulated, who())]);
    assert_eq!(house.news(LOGIN).await, [(Event::PatientRegulated, who())]);
    assert!(house.news(STRANGER).await.is_empty());
}

/// Personas of a demonstration are told of no log-in, but of this.
#[tokio::test]
async fn a_persona_is_told_too() {
    let house = House::demonstration();
    house.add(LOGIN, Role::Physician).await;
    let (house, record) = peopled(house).await;
    let entered = house.accounts.enter(PERSON, PASSWORD, &Source::default()).await.unwrap();
    assert!(house.session(&entered.cookie).await.news.is_none());
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let news = house.session(&entered.cookie).await.news.unwrap();
    assert_eq!(news.event, Event::RecordOpened);
}

/// What a node has in memory is not of before.
#[tokio::test]
async fn a_session_that_is_open_gets_the_news() {
    let (house, record) = house().await;
    let on = house.accounts.log_in(PERSON, PASSWORD).await.unwrap();
    assert!(house.session(&on.cookie).await.news.is_none_or(|it| !it.event.is_of_record()));
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    let news = house.session(&on.cookie).await.news.unwrap();
    assert_eq!((news.event, news.about.unwrap().record()), (Event::RecordOpened, Some(record)));
}
