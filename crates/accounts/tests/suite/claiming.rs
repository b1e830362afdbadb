//! The set-up token and the first administrator.

use hygie_accounts::{AccountError, Stage};
use hygie_base::{Code, ExposeSecret as _};
use hygie_gate::Role;
use hygie_trace::{Action, Outcome};

use crate::help::{House, LOGIN, PASSWORD, first, new, why};

#[tokio::test]
async fn the_token_makes_the_first_administrator_once() {
    let house = House::new();
    assert!(!house.accounts.is_claimed().await.unwrap());
    let token = house.accounts.setup_token().await.unwrap().unwrap();
    house.accounts.claim(token.expose_secret(), first("Ada")).await.unwrap();
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((who.as_str(), action, outcome), ("Ada Martin", Action::Account, Outcome::Granted));
    assert!(what.contains("administrator"), "{what}");

    assert!(house.accounts.is_claimed().await.unwrap());
    assert!(house.accounts.setup_token().await.unwrap().is_none());
    let session = house.accounts.log_in("ada", PASSWORD).await.unwrap().session;
    assert_eq!(session.activity.as_ref().map(|one| one.role), Some(Role::Administrator));
    assert_eq!(session.stage, Stage::Enrol { may_wait: false }, "two factors from the first day");
    assert!(session.asker().is_none());

    let again = house.accounts.claim(token.expose_secret(), first("eve")).await;
    assert!(matches!(again, Err(AccountError::AlreadyClaimed)));
    let house = house.restart().await;
    assert!(house.accounts.is_claimed().await.unwrap());
    assert!(house.accounts.setup_token().await.unwrap().is_none());
}

#[tokio::test]
async fn only_the_newest_token_works_and_it_survives_a_restart() {
    let house = House::new();
    let old = house.accounts.setup_token().await.unwrap().unwrap();
    let token = house.accounts.setup_token().await.unwrap().unwrap();
    let house = house.restart().await;
    for wrong in [old.expose_secret(), "", "admin", &"A".repeat(43), &"A".repeat(100_000)] {
        let refused = house.accounts.claim(wrong, first("ada")).await;
        assert!(matches!(&refused, Err(AccountError::SetUpToken)), "{}", why(refused));
    }
    assert_eq!(house.last_trace().await.2, Outcome::Refused);
    house.accounts.claim(token.expose_secret(), first("ada")).await.unwrap();
}

#[tokio::test]
async fn a_refused_field_does_not_use_up_the_token() {
    let house = House::new();
    let token = house.accounts.setup_token().await.unwrap().unwrap();
    let refused = house.accounts.claim(token.expose_secret(), first("a b")).await;
    assert_eq!(refused.unwrap_err().code(), Code::BusinessRule);
    let mut weak = first("ada");
    weak.password = "motdepasse12".into();
    assert!(house.accounts.claim(token.expose_secret(), weak).await.is_err());
    assert!(!house.accounts.is_claimed().await.unwrap());
    house.accounts.claim(token.expose_secret(), first("ada")).await.unwrap();
}

#[tokio::test]
async fn of_two_who_claim_at_the_same_time_one_succeeds() {
    let house = House::new();
    let token = house.accounts.setup_token().await.unwrap().unwrap();
    let (ada, eve) = tokio::join!(
        house.accounts.claim(token.expose_secret(), first("ada")),
        house.accounts.claim(token.expose_secret(), first("eve")),
    );
    let (won, lost) = if ada.is_ok() { ("ada", eve) } else { ("eve", ada) };
    assert!(matches!(&lost, Err(AccountError::AlreadyClaimed)), "{}", why(lost));
    for login in ["ada", "eve"] {
        assert_eq!(house.accounts.log_in(login, PASSWORD).await.is_ok(), login == won, "{login}");
    }
}

#[tokio::test]
async fn an_account_made_on_the_command_line_claims_too() {
    let house = House::new();
    let token = house.accounts.setup_token().await.unwrap().unwrap();
    house.accounts.create(&house.operator(), new(LOGIN, Role::Physician)).await.unwrap();
    let refused = house.accounts.claim(token.expose_secret(), first("ada")).await;
    assert!(matches!(refused, Err(AccountError::AlreadyClaimed)));
    assert!(house.accounts.setup_token().await.unwrap().is_none());
}
