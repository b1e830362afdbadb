//! Accounts of a record's person are found without reading all of them.

use hygie_accounts::limits::PERSON_ACCOUNTS;
use hygie_accounts::{AccountError, Event, NewAccount, NewActivity};
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_record::{CellChange, CellChanges, Expected, Table};
use hygie_testkit::Calls;

use crate::emergencies::{PERSON, act, doctor, house};
use crate::help::{House, LOGIN, PASSWORD, new};

/// The cell of the house that says that all others are written.
const KNOWN: &str = "known whose accounts are";

fn of_person(login: &str, record: RecordNo) -> NewAccount {
    let (organisation, organisation_name) = (String::new(), String::new());
    NewAccount { organisation, organisation_name, person: Some(record), ..new(login, Role::Person) }
}

impl House {
    async fn make(&self, login: &str, record: RecordNo) -> Result<(), AccountError> {
        let (operator, new) = (self.operator(), of_person(login, record));
        self.accounts.create_with_password(&operator, new, PASSWORD).await.map(drop)
    }

    /// How many records have a person with accounts.
    async fn persons(&self) -> usize {
        self.world.records.cells(Table::PersonAccounts).await.unwrap().len()
    }

    /// What the person of this account is told of records.
    async fn told_of_records(&self, login: &str) -> Vec<Event> {
        self.news(login).await.into_iter().map(|(event, _)| event).collect()
    }

    /// What the store is asked when somebody opens this record in an emergency.
    async fn asked_by(&self, who: &str, record: RecordNo) -> Calls {
        self.world.store.calls();
        self.accounts.break_glass(&doctor(who), record, act()).await.unwrap();
        self.world.store.calls()
    }
}

#[tokio::test]
async fn it_follows_what_becomes_of_the_accounts() {
    let (house, record) = house().await;
    assert_eq!(house.persons().await, 2);
    // A second account of the same person, then the work of another one too.
    house.make("jeanne.autre", record).await.unwrap();
    let own = NewActivity {
        role: Role::Person,
        organisation: String::new(),
        organisation_name: String::new(),
        person: Some(record),
        delegation: None,
    };
    house.add("infirmiere", Role::Nurse).await;
    let given = house.accounts.add_activity(house.operator(), "infirmiere", own);
    let given = given.await.unwrap();
    assert_eq!(house.persons().await, 2, "of the same two persons");
    house.accounts.break_glass(&doctor("roy"), record, act()).await.unwrap();
    for login in [PERSON, "jeanne.autre", "infirmiere"] {
        assert_eq!(house.told_of_records(login).await, [Event::RecordOpened], "{login}");
    }
    house.accounts.end_activity(house.operator(), "infirmiere", &given).await.unwrap();
    house.accounts.revoke(house.operator(), "jeanne.autre").await.unwrap();
    house.accounts.break_glass(&doctor("petit"), record, act()).await.unwrap();
    assert_eq!(house.told_of_records(PERSON).await.len(), 2);
    assert_eq!(house.told_of_records("infirmiere").await.len(), 1, "nothing new");
    house.accounts.revoke(house.operator(), PERSON).await.unwrap();
    assert_eq!(house.persons().await, 1, "the other person's alone");
    // Nobody is left to be told but who treats them.
    house.accounts.break_glass(&doctor("blanc"), record, act()).await.unwrap();
    assert_eq!(house.told_of_records(LOGIN).await.len(), 3);
    let house = house.restart().await;
    house.make("jeanne.neuve", record).await.unwrap();
    house.accounts.break_glass(&doctor("noir"), record, act()).await.unwrap();
    assert_eq!(house.told_of_records("jeanne.neuve").await, [Event::RecordOpened]);
}

#[tokio::test]
async fn what_the_store_is_asked_does_not_grow_with_the_accounts() {
    let (house, record) = house().await;
    house.world.store.short_pages(1);
    house.asked_by("roy", record).await;
    let few = house.asked_by("petit", record).await;
    for at in 1..=8 {
        house.make(&format!("autre.{at}"), RecordNo::from_u64(100 + at).unwrap()).await.unwrap();
    }
    assert_eq!(house.asked_by("blanc", record).await, few);
}

#[tokio::test]
async fn a_store_of_before_learns_it_once() {
    let (house, record) = house().await;
    let cells = |table, names: &[String]| {
        let gone = |name: &String| CellChange {
            table,
            name: name.clone(),
            value: None,
            expect: Expected::Any,
        };
        names.iter().map(gone).collect::<Vec<_>>()
    };
    let mut ids = Vec::new();
    for login in [LOGIN, PERSON] {
        let shown = house.accounts.show(&house.operator(), login).await.unwrap().unwrap();
        ids.push(shown.id);
    }
    let mut changes = cells(Table::House, &[KNOWN.to_owned()]);
    changes.extend(cells(Table::AccountLogin, &ids));
    changes.extend(cells(Table::PersonAccounts, &[record.get().to_string(), "9".to_owned()]));
    let changes = CellChanges { changes, trace: None };
    assert!(house.world.records.change_cells(&house.operator(), changes).await.unwrap());
    assert_eq!(house.persons().await, 0);

    let house = house.restart().await;
    // One more before it is learnt.
    house.make("jeanne.autre", record).await.unwrap();
    assert_eq!(house.persons().await, 1);
    let asked = house.asked_by("roy", record).await;
    assert!(asked.contains_key("cells"), "learnt: {asked:?}");
    assert_eq!(house.told_of_records(PERSON).await, [Event::RecordOpened]);
    assert_eq!(house.told_of_records("jeanne.autre").await, [Event::RecordOpened]);
    assert_eq!(house.told_of_records(LOGIN).await, [Event::PatientOpened]);
    assert_eq!(house.persons().await, 2);
    let house = house.restart().await;
    let asked = house.asked_by("petit", record).await;
    assert!(!asked.contains_key("cells"), "not learnt again: {asked:?}");
}

#[tokio::test]
async fn two_made_at_the_same_time_are_both_found_and_so_many_there_are() {
    let house = House::new();
    let record = RecordNo::from_u64(7).unwrap();
    let (one, other) = tokio::join!(house.make("a.1", record), house.make("a.2", record));
    one.unwrap();
    other.unwrap();
    let again = house.make("a.1", record).await;
    assert!(matches!(again, Err(AccountError::Taken)), "{again:?}");
    for at in 3..=PERSON_ACCOUNTS {
        house.make(&format!("a.{at}"), record).await.unwrap();
    }
    let more = house.make("b", record).await;
    assert!(matches!(more, Err(AccountError::TooManyHolders)), "{more:?}");
    house.accounts.revoke(house.operator(), "a.1").await.unwrap();
    house.make("b", record).await.unwrap();
}
