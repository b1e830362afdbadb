//! Passwords of a person's own choice.

use std::io::Write as _;

use hygie_accounts::{AccountError, Breached, PasswordFault};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;
use hygie_trace::{Action, Outcome};

use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD, new};

#[tokio::test]
async fn changing_it_needs_the_old_one_and_ends_every_session() {
    let house = House::with_physician().await;
    let (one, two) = (house.log_in().await, house.log_in().await);
    let change = |old: &'static str, new: &'static str| {
        house.accounts.change_password(&one.session, old, new)
    };
    assert!(matches!(change(OTHER_PASSWORD, "x").await, Err(AccountError::Refused)));
    let (_, action, outcome, _) = house.last_trace().await;
    assert_eq!((action, outcome), (Action::Account, Outcome::Refused));
    let unchanged = change(PASSWORD, PASSWORD).await;
    assert!(matches!(unchanged, Err(AccountError::Password(PasswordFault::Unchanged))));
    let own = change(PASSWORD, "Marie.Durand2").await;
    assert!(matches!(own, Err(AccountError::Password(PasswordFault::Guessable))));
    let organisation = change(PASSWORD, "Les Tilleuls 2026").await;
    assert!(matches!(organisation, Err(AccountError::Password(PasswordFault::Guessable))));
    assert!(house.opens(&one.cookie).await, "nothing happened so far");

    let changed = change(PASSWORD, OTHER_PASSWORD).await.unwrap();
    let (_, action, outcome, what) = house.last_trace().await;
    assert_eq!((action, outcome), (Action::Account, Outcome::Granted));
    assert!(what.contains("2 sessions ended"), "{what}");
    assert!(!house.opens(&one.cookie).await);
    assert!(!house.opens(&two.cookie).await);
    assert!(house.opens(&changed.cookie).await);
    assert!(matches!(change(OTHER_PASSWORD, PASSWORD).await, Err(AccountError::Ended)));
    assert!(house.accounts.log_in(LOGIN, PASSWORD).await.is_err());
    house.accounts.log_in(LOGIN, OTHER_PASSWORD).await.unwrap();
}

#[tokio::test]
async fn the_one_before_a_renewal_is_not_chosen_again() {
    let house = House::with_physician().await;
    house.accounts.renew(house.operator(), LOGIN).await.unwrap();
    // A second renewal forgets nothing.
    let once = house.accounts.renew(house.operator(), LOGIN).await.unwrap();
    let logged_in = house.accounts.log_in(LOGIN, once.expose_secret()).await.unwrap();
    let change = |new: &'static str| {
        house.accounts.change_password(&logged_in.session, once.expose_secret(), new)
    };
    let former = change(PASSWORD).await;
    assert!(matches!(former, Err(AccountError::Password(PasswordFault::Former))));
    let changed = change(OTHER_PASSWORD).await.unwrap();
    // It is forgotten with the change: nothing is kept of a password for ever.
    house.accounts.change_password(&changed.session, OTHER_PASSWORD, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn leaked_ones_are_refused() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    // The SHA-1 of the password, by `printf '%s' 'brume tiroir cactus' | sha1sum`.
    writeln!(file, "73AB8DFD59688191350B5450BB4A92085ABF1281:3").unwrap();
    let house = House::with_breached(Breached::open(file.path()).unwrap());
    let make = |password: &'static str| {
        let (accounts, operator) = (&house.accounts, house.operator());
        async move { accounts.create_with_password(&operator, new(LOGIN, Role::Nurse), password).await }
    };
    let leaked = make(PASSWORD).await;
    assert!(matches!(leaked, Err(AccountError::Password(PasswordFault::Breached))));
    make(OTHER_PASSWORD).await.unwrap();
}
