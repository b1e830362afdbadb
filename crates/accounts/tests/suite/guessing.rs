//! Guessing meets waits, for known and unknown logins alike.

use hygie_accounts::limits::{ADDRESS_FREE_GUESSES, FREE_GUESSES, LONGEST_WAIT_MILLIS};
use hygie_accounts::{AccountError, Source};
use hygie_base::{Code, ExposeSecret as _, SecretString};

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, SECOND};

#[tokio::test]
async fn guesses_must_wait_and_nothing_locks() {
    let house = House::with_physician().await;
    for login in [LOGIN, "nobody"] {
        for _ in 0..=FREE_GUESSES {
            let wrong = house.accounts.log_in(login, OTHER_PASSWORD).await;
            assert!(matches!(wrong, Err(AccountError::Refused)));
        }
        let early = house.accounts.log_in(login, PASSWORD).await.err().unwrap();
        assert!(matches!(early, AccountError::Throttled { seconds: 1 }), "{login}: {early}");
        assert_eq!((early.code(), early.retry_after_seconds()), (Code::Throttled, Some(1)));
    }
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.contains("waits 1 s"), "{what}");
    house.wait(SECOND - 1);
    assert!(house.accounts.log_in(LOGIN, PASSWORD).await.is_err());
    house.wait(1);
    house.log_in().await;
    // The right one cleared the count.
    assert!(matches!(
        house.accounts.log_in(LOGIN, OTHER_PASSWORD).await,
        Err(AccountError::Refused)
    ));
    house.log_in().await;
}

#[tokio::test]
async fn wrong_old_passwords_count_too() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    for _ in 0..=FREE_GUESSES {
        let wrong = house.accounts.change_password(&session, "wrong", OTHER_PASSWORD).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let early = house.accounts.change_password(&session, PASSWORD, OTHER_PASSWORD).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    house.wait(SECOND);
    house.accounts.change_password(&session, PASSWORD, OTHER_PASSWORD).await.unwrap();
}

fn from(address: &str, device: Option<&SecretString>) -> Source {
    let address = Some(address.parse().unwrap());
    Source { address, device: device.cloned(), ..Source::default() }
}

#[tokio::test]
async fn a_stranger_cannot_make_the_owner_wait_on_a_known_device() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    let device = house.accounts.remember_device(&session, None).await.unwrap();
    let house = house.restart().await;
    let accounts = &house.accounts;
    for login in [LOGIN, "nobody"] {
        let mut answers = Vec::new();
        for at in 0..FREE_GUESSES + 3 {
            let stranger = from(&format!("192.0.2.{at}"), None);
            answers.push(accounts.log_in_from(login, OTHER_PASSWORD, &stranger).await.err());
        }
        let waits =
            |answer: &Option<AccountError>| matches!(answer, Some(AccountError::Throttled { .. }));
        let last = answers.iter().map(waits).collect::<Vec<_>>();
        let expect = [false, false, false, false, false, false, true, true];
        assert_eq!(last, expect, "{login}: whether it exists or not");
    }
    let stranger = from("198.51.100.1", None);
    let early = accounts.log_in_from(LOGIN, PASSWORD, &stranger).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
    let known = from("198.51.100.1", Some(&device));
    // A slip of the owner, and then the right one.
    let slip = accounts.log_in_from(LOGIN, OTHER_PASSWORD, &known).await;
    assert!(matches!(slip, Err(AccountError::Refused)), "it does not wait");
    accounts.log_in_from(LOGIN, PASSWORD, &known).await.unwrap();
    // It is known for this person only, and its own guesses wait too.
    let other = accounts.log_in_from("nobody", PASSWORD, &known).await;
    assert!(matches!(other, Err(AccountError::Throttled { .. })));
    for _ in 0..=FREE_GUESSES {
        let wrong = accounts.log_in_from(LOGIN, OTHER_PASSWORD, &known).await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let early = accounts.log_in_from(LOGIN, PASSWORD, &known).await;
    assert!(matches!(early, Err(AccountError::Throttled { .. })));
}

#[tokio::test]
async fn one_address_cannot_try_every_login() {
    let house = House::with_physician().await;
    let (here, elsewhere) = (from("192.0.2.1", None), from("192.0.2.2", None));
    for at in 0..ADDRESS_FREE_GUESSES {
        let wrong = house.accounts.log_in_from(&format!("login{at}"), OTHER_PASSWORD, &here).await;
        assert!(matches!(wrong, Err(AccountError::Refused)), "{at}");
    }
    let next = house.accounts.log_in_from(LOGIN, PASSWORD, &here).await;
    assert!(matches!(next, Err(AccountError::Throttled { .. })));
    house.accounts.log_in_from(LOGIN, PASSWORD, &elsewhere).await.unwrap();
    house.wait(LONGEST_WAIT_MILLIS);
    house.accounts.log_in_from(LOGIN, PASSWORD, &here).await.unwrap();
}

#[tokio::test]
async fn a_shared_workstation_is_known_for_each_of_its_people() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    let first = house.accounts.remember_device(&session, None).await.unwrap();
    let carried = Some(first.expose_secret());
    let again = house.accounts.remember_device(&session, carried).await.unwrap();
    assert_eq!(first.expose_secret(), again.expose_secret(), "one part a person");
    let junk = "x".repeat(1 << 20);
    let fresh = house.accounts.remember_device(&session, Some(&junk)).await.unwrap();
    assert_eq!(fresh.expose_secret(), first.expose_secret(), "what is none of ours makes way");
    let other = house.log_in().await.session;
    let other = house.accounts.remember_device(&other, None).await.unwrap();
    assert_ne!(other.expose_secret(), first.expose_secret());
}
