//! A record open in a secret connection: of one session, as long as that acts as it did.

use hygie_accounts::limits::SECRET_CONNECTIONS;
use hygie_accounts::{AccountError, NewActivity, SecondFactor, Session};
use hygie_base::{ExposeSecret as _, RecordNo, SecretString, Timestamp};
use hygie_gate::acts::{ActError, Register};
use hygie_gate::rights::Party;
use hygie_gate::{GateError, LEFT_SECRECY, OPENED_SECRETLY, Role};
use hygie_testkit::{batch, patient, put};

use crate::help::{House, LOGIN, why};

/// A physician of the organisation that takes care of so many minors, and their records.
async fn house(minors: usize) -> (House, Vec<RecordNo>) {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Physician).await;
    let mut records = Vec::new();
    for at in 0..minors {
        let id = format!("p{at}");
        let changes = vec![put(&patient(&id, "Doe"))];
        house.world.records.write(&house.operator(), batch("tilleuls", changes)).await.unwrap();
        let record = house.world.records.record_of(&id).await.unwrap().unwrap();
        let organisation = Party::Organisation { id: "tilleuls".into(), name: "x".into() };
        let act = Register { end: None, informed: false, ..Register::default() };
        house.gate.register("test", record, &organisation, &act).await.unwrap();
        records.push(record);
    }
    (house, records)
}

impl House {
    fn later(&self) -> Option<Timestamp> {
        Some(Timestamp(self.now().0 + 1))
    }

    async fn as_it_is(&self, cookie: &SecretString) -> Session {
        self.accounts.session(cookie.expose_secret()).await.unwrap().unwrap()
    }

    /// The records that a session has open so.
    async fn secret(&self, cookie: &SecretString) -> Vec<RecordNo> {
        self.as_it_is(cookie).await.asker().unwrap().secret.clone()
    }

    /// What is told of it with a record, oldest first.
    async fn told_secretly(&self, record: RecordNo) -> Vec<String> {
        let seen = self.world.records.traces(&self.operator(), record).await.unwrap();
        let told = seen.into_iter().rev().map(|seen| seen.trace.what);
        told.filter(|what| [OPENED_SECRETLY, LEFT_SECRECY].contains(&what.as_str())).collect()
    }
}

#[tokio::test]
async fn it_is_of_the_session_that_began_it_until_it_leaves() {
    let (house, records) = house(2).await;
    let (here, there) = (house.log_in().await, house.log_in().await);
    let record = records[0];
    for _ in 0..2 {
        house.accounts.connect_secretly(&here.session, record, house.later()).await.unwrap();
    }
    assert_eq!(house.secret(&here.cookie).await, [record], "and no other record");
    assert!(house.secret(&there.cookie).await.is_empty(), "another session of the account");
    assert_eq!(house.told_secretly(record).await, [OPENED_SECRETLY]);
    assert!(house.told_secretly(records[1]).await.is_empty());
    for _ in 0..2 {
        house.accounts.leave_secrecy(&here.session, record).await.unwrap();
    }
    assert!(house.secret(&here.cookie).await.is_empty());
    assert_eq!(house.told_secretly(record).await, [OPENED_SECRETLY, LEFT_SECRECY]);
}

#[tokio::test]
async fn it_ends_with_the_session_and_with_the_activity() {
    let (house, records) = house(1).await;
    let lilas = NewActivity {
        role: Role::Physician,
        organisation: "lilas".into(),
        organisation_name: "Lilas".into(),
        person: None,
        delegation: None,
    };
    house.accounts.add_activity(house.operator(), LOGIN, lilas).await.unwrap();
    let first = house.log_in().await.session;
    let id = |organisation: &str| {
        let mut all = first.activities.iter();
        all.find(|one| one.organisation == organisation).unwrap().id.clone()
    };
    let (tilleuls, lilas) = (id("tilleuls"), id("lilas"));
    let on = house.accounts.choose_activity(&first, &tilleuls).await.unwrap();
    house.accounts.connect_secretly(&on.session, records[0], house.later()).await.unwrap();
    let now = house.as_it_is(&on.cookie).await;
    let other = house.accounts.choose_activity(&now, &lilas).await.unwrap();
    assert!(house.secret(&other.cookie).await.is_empty());
    let back = house.accounts.choose_activity(&other.session, &tilleuls).await.unwrap();
    assert!(house.secret(&back.cookie).await.is_empty(), "it does not come back");
    house.accounts.connect_secretly(&back.session, records[0], house.later()).await.unwrap();
    let now = house.as_it_is(&back.cookie).await;
    house.accounts.log_out(&now).await.unwrap();
    let again = house.log_in().await.session;
    let again = house.accounts.choose_activity(&again, &tilleuls).await.unwrap();
    assert!(house.secret(&again.cookie).await.is_empty());
    // Who is gone or locked begins none.
    let late = house.accounts.connect_secretly(&now, records[0], house.later()).await;
    assert!(matches!(late, Err(AccountError::Ended)));
    house.accounts.lock(&again.session).await.unwrap();
    let locked = house.accounts.connect_secretly(&again.session, records[0], house.later()).await;
    assert!(matches!(locked, Err(AccountError::NotNow)));
}

/// It is kept with the session, so that it outlives the process, and ends there as it would
/// have before.
#[tokio::test]
async fn it_outlives_a_restart_until_it_leaves() {
    let (house, records) = house(2).await;
    let (here, there) = (house.log_in().await, house.log_in().await);
    let record = records[0];
    house.accounts.connect_secretly(&here.session, record, house.later()).await.unwrap();
    let house = house.restart_demanding(SecondFactor::Demonstration).await;
    assert_eq!(house.secret(&here.cookie).await, [record], "that one, and no other record");
    assert!(house.secret(&there.cookie).await.is_empty(), "nor another session");
    let now = house.as_it_is(&here.cookie).await;
    house.accounts.leave_secrecy(&now, record).await.unwrap();
    assert!(house.secret(&here.cookie).await.is_empty());
    let house = house.restart_demanding(SecondFactor::Demonstration).await;
    assert!(house.secret(&here.cookie).await.is_empty(), "and it does not come back");
    assert_eq!(house.told_secretly(record).await, [OPENED_SECRETLY, LEFT_SECRECY]);
}

#[tokio::test]
async fn a_session_has_so_many() {
    let (house, records) = house(SECRET_CONNECTIONS + 1).await;
    let on = house.log_in().await;
    for record in &records[..SECRET_CONNECTIONS] {
        house.accounts.connect_secretly(&on.session, *record, house.later()).await.unwrap();
    }
    let last = records[SECRET_CONNECTIONS];
    let one_more = house.accounts.connect_secretly(&on.session, last, house.later()).await;
    assert!(why(one_more).contains("leave one first"));
    assert_eq!(house.secret(&on.cookie).await.len(), SECRET_CONNECTIONS);
    house.accounts.leave_secrecy(&on.session, records[0]).await.unwrap();
    house.accounts.connect_secretly(&on.session, last, house.later()).await.unwrap();
}

#[tokio::test]
async fn the_gate_says_who_may() {
    let (house, records) = house(1).await;
    let on = house.log_in().await;
    let unknown = house.accounts.connect_secretly(&on.session, records[0], None).await;
    let expect = GateError::Act(ActError::AgeUnknown).to_string();
    assert_eq!(why(unknown), expect);
    let nowhere = RecordNo::from_u64(12).unwrap();
    let nothing = house.accounts.connect_secretly(&on.session, nowhere, house.later()).await;
    assert!(matches!(nothing, Err(AccountError::Gate(GateError::Refused(_)))));
    house.accounts.leave_secrecy(&on.session, nowhere).await.unwrap();
    assert!(house.secret(&on.cookie).await.is_empty());
    assert!(house.told_secretly(records[0]).await.is_empty());
}
