//! Several activities of one person: chosen at log-in, switched without another.

use hygie_accounts::limits::ACTIVITIES;
use hygie_accounts::{AccountError, NewActivity, SecondFactor, Session, Stage};
use hygie_base::{ExposeSecret as _, RecordNo};
use hygie_gate::Role;
use hygie_trace::{Action, Outcome};

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD};

fn activity(role: Role, organisation: &str) -> NewActivity {
    NewActivity {
        role,
        organisation: organisation.to_owned(),
        organisation_name: format!("Maison {organisation}"),
        person: None,
        delegation: None,
    }
}

/// A physician at two houses, who also has a record.
async fn busy() -> House {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Physician).await;
    let add = |new| house.accounts.add_activity(house.operator(), LOGIN, new);
    add(activity(Role::Physician, "lilas")).await.unwrap();
    let person = RecordNo::from_u64(77);
    add(NewActivity { person, ..activity(Role::Person, "") }).await.unwrap();
    house
}

fn of(session: &Session, organisation: &str) -> String {
    let mut all = session.activities.iter();
    all.find(|one| one.organisation == organisation).unwrap().id.clone()
}

#[tokio::test]
async fn one_of_several_is_chosen_before_anything_opens() {
    let house = busy().await;
    let logged_in = house.log_in().await;
    let session = &logged_in.session;
    assert_eq!((session.stage, session.activities.len()), (Stage::Activity, 3));
    assert!(session.asker().is_none() && session.activity.is_none());
    let unknown = house.accounts.choose_activity(session, "nothing").await;
    assert!(matches!(unknown, Err(AccountError::NoSuchActivity)));
    let on = house.accounts.choose_activity(session, &of(session, "lilas")).await.unwrap();
    let asker = on.session.asker().unwrap();
    assert_eq!((asker.role, asker.organisation.as_str()), (Role::Physician, "lilas"));
    assert_eq!(asker.organisation_name, "Maison lilas");
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!(
        (who.as_str(), action, outcome),
        ("Marie Durand", Action::Account, Outcome::Granted)
    );
    assert!(what.contains("acts as physician"), "{what}");
    assert!(!house.opens(&logged_in.cookie).await);
    let house = house.restart().await;
    let kept = house.accounts.session(on.cookie.expose_secret()).await.unwrap().unwrap();
    assert_eq!(kept.activity.unwrap().organisation, "lilas");
}

#[tokio::test]
async fn it_is_switched_without_logging_in_again() {
    let house = busy().await;
    let first = house.log_in().await.session;
    let here = house.accounts.choose_activity(&first, &of(&first, "lilas")).await.unwrap();
    house.wait(1_000);
    let own = house.accounts.choose_activity(&here.session, &of(&first, "")).await.unwrap();
    let asker = own.session.asker().unwrap();
    assert_eq!((asker.role, asker.person), (Role::Person, RecordNo::from_u64(77)));
    assert_eq!((asker.organisation.as_str(), asker.from.as_str()), ("", "person door"));
    assert_eq!(asker.id, here.session.asker().unwrap().id, "the same human");
    assert_ne!(own.session.csrf, here.session.csrf);
    assert!(!house.opens(&here.cookie).await, "the old cookie is dead");
    assert_eq!(own.session.ends, first.ends, "switching does not prolong a session");
    assert_eq!(house.accounts.sessions(&own.session).await.unwrap().len(), 1);
    // A new password keeps the activity.
    let on = house.accounts.change_password(&own.session, PASSWORD, OTHER_PASSWORD).await.unwrap();
    assert_eq!(on.session.activity, own.session.activity);
}

#[tokio::test]
async fn what_ends_or_begins_ends_the_sessions() {
    let house = busy().await;
    let first = house.log_in().await.session;
    let lilas = of(&first, "lilas");
    let on = house.accounts.choose_activity(&first, &lilas).await.unwrap();
    assert!(house.opens(&on.cookie).await);
    house.accounts.end_activity(house.operator(), LOGIN, &lilas).await.unwrap();
    assert!(!house.opens(&on.cookie).await);
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.contains("rid of activity") && what.contains("1 sessions ended"), "{what}");
    let late = house.accounts.choose_activity(&on.session, &lilas).await;
    assert!(matches!(late, Err(AccountError::Ended)));
    let again = house.accounts.end_activity(house.operator(), LOGIN, &lilas).await;
    assert!(matches!(again, Err(AccountError::NoSuchActivity)));
    let next = house.log_in().await;
    house.accounts.add_activity(house.operator(), LOGIN, activity(Role::Nurse, "x")).await.unwrap();
    assert!(!house.opens(&next.cookie).await);
}

#[tokio::test]
async fn an_account_has_between_one_and_so_many() {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Nurse).await;
    let only = house.log_in().await.session.activities[0].id.clone();
    let last = house.accounts.end_activity(house.operator(), LOGIN, &only).await;
    assert!(matches!(last, Err(AccountError::LastActivity)));
    let add = |new| house.accounts.add_activity(house.operator(), LOGIN, new);
    for at in 1..ACTIVITIES {
        add(activity(Role::Nurse, &at.to_string())).await.unwrap();
    }
    let more = add(activity(Role::Nurse, "one more")).await;
    assert!(matches!(more, Err(AccountError::TooManyActivities)));
    let same = add(activity(Role::Nurse, "1")).await;
    assert!(matches!(same, Err(AccountError::SameActivity)));
    let machine = add(activity(Role::System, "")).await;
    assert!(matches!(machine, Err(AccountError::Machine)));
    let record = add(NewActivity { person: RecordNo::from_u64(7), ..activity(Role::Nurse, "y") });
    assert!(matches!(record.await, Err(AccountError::Field { .. })));
    let nobody =
        house.accounts.add_activity(house.operator(), "nobody", activity(Role::Nurse, "z"));
    assert!(matches!(nobody.await, Err(AccountError::NoSuchAccount)));
}

#[tokio::test]
async fn one_activity_of_an_administrator_asks_for_two_factors() {
    let house = House::demanding(SecondFactor::ProfessionalsMaySkip);
    house.add(LOGIN, Role::Nurse).await;
    assert_eq!(house.log_in().await.session.stage, Stage::Enrol { may_wait: true });
    let administrator = activity(Role::Administrator, "");
    house.accounts.add_activity(house.operator(), LOGIN, administrator).await.unwrap();
    assert_eq!(house.log_in().await.session.stage, Stage::Enrol { may_wait: false });
}
