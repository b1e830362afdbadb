//! Seeing, renaming and removing one's own; what administrators see and do.

use hygie_accounts::limits::PASSKEY_NAME_CHARS;
use hygie_accounts::{AccountError, Event, Stage};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;
use hygie_record::Table;
use hygie_trace::{Action, Outcome};

use super::{NAME, with_passkey};
use crate::help::{House, LOGIN, PASSWORD};

impl House {
    async fn index(&self) -> usize {
        self.world.records.cells(Table::Passkey).await.unwrap().len()
    }
}

#[tokio::test]
async fn a_passkey_is_renamed_by_its_owner() {
    let (house, _, registered) = with_passkey().await;
    let session = &registered.logged_in.session;
    let seen = house.accounts.passkeys(session).await.unwrap();
    assert_eq!((seen[0].name.as_str(), seen[0].last, seen[0].made), (NAME, None, house.now()));
    house.accounts.rename_passkey(session, &seen[0].id, "  Clé rouge ").await.unwrap();
    assert_eq!(house.accounts.passkeys(session).await.unwrap()[0].name, "Clé rouge");
    let (_, action, outcome, what) = house.last_trace().await;
    assert_eq!((action, outcome), (Action::Account, Outcome::Granted));
    assert!(what.contains("renamed a passkey"), "{what}");
    let long = "a".repeat(PASSKEY_NAME_CHARS + 1);
    for wrong in ["", &long] {
        let refused = house.accounts.rename_passkey(session, &seen[0].id, wrong).await;
        assert!(matches!(refused, Err(AccountError::Field { .. })));
    }
    let unknown = house.accounts.rename_passkey(session, "other", "name").await;
    assert!(matches!(unknown, Err(AccountError::NoSuchPasskey)));
}

#[tokio::test]
async fn a_passkey_is_removed_and_ends_no_session() {
    let (house, mut first, registered) = with_passkey().await;
    let (mut second, on) = house.passkey(&registered.logged_in.session).await;
    let session = &on.logged_in.session;
    let there = house.log_in_by(&mut first).await;
    let id = house.accounts.passkeys(session).await.unwrap()[0].id.clone();
    assert_eq!(house.index().await, 2);
    house.accounts.remove_passkey(session, &id).await.unwrap();
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.contains("removed a passkey"), "{what}");
    let told = house.accounts.notices(session).await.unwrap();
    assert_eq!(told[0].event, Event::FactorRemoved);
    assert!(told.iter().filter(|notice| notice.event == Event::FactorAdded).count() == 2);
    assert_eq!(house.index().await, 1);
    assert!(house.opens(&there.cookie).await && house.opens(&on.logged_in.cookie).await);
    assert!(house.enter(&first.answers(&house.challenge().await)).await.is_err());
    house.log_in_by(&mut second).await;
    let gone = house.accounts.remove_passkey(session, &id).await;
    assert!(matches!(gone, Err(AccountError::NoSuchPasskey)));
}

#[tokio::test]
async fn with_the_last_one_go_the_codes_and_another_factor_is_due() {
    let (house, _, registered) = with_passkey().await;
    let session = &registered.logged_in.session;
    let id = house.accounts.passkeys(session).await.unwrap()[0].id.clone();
    house.accounts.remove_passkey(session, &id).await.unwrap();
    let cookie = registered.logged_in.cookie.expose_secret();
    let now = house.accounts.session(cookie).await.unwrap().unwrap();
    assert_eq!(now.stage, Stage::Enrol { may_wait: false });
    let (_, again) = house.passkey(&now).await;
    assert!(!again.codes.is_empty(), "fresh ones");
    let void = registered.codes[0].expose_secret();
    let half = house.log_in().await.session;
    let refused = house.accounts.prove_second(&half, void, &Default::default()).await;
    assert!(matches!(refused, Err(AccountError::Refused)));
}

#[tokio::test]
async fn nobody_touches_the_passkeys_of_others() {
    let (house, _, registered) = with_passkey().await;
    let id = house.accounts.passkeys(&registered.logged_in.session).await.unwrap()[0].id.clone();
    house.add("ada", Role::Nurse).await;
    let ada = house.accounts.log_in("ada", PASSWORD).await.unwrap().session;
    let ada = house.passkey(&ada).await.1.logged_in.session;
    assert_eq!(house.accounts.passkeys(&ada).await.unwrap().len(), 1);
    let renamed = house.accounts.rename_passkey(&ada, &id, "mine").await;
    assert!(matches!(renamed, Err(AccountError::NoSuchPasskey)));
    let removed = house.accounts.remove_passkey(&ada, &id).await;
    assert!(matches!(removed, Err(AccountError::NoSuchPasskey)));
}

#[tokio::test]
async fn administrators_see_passkeys_and_take_all_factors_away() {
    let (house, mut passkey, _) = with_passkey().await;
    let seen = house.accounts.show(&house.operator(), LOGIN).await.unwrap().unwrap();
    assert!(seen.second_factor);
    assert_eq!((seen.passkeys.len(), seen.passkeys[0].name.as_str()), (1, NAME));
    let once = house.accounts.reset_factors(house.operator(), LOGIN).await.unwrap();
    assert_eq!(house.index().await, 0);
    assert!(house.enter(&passkey.answers(&house.challenge().await)).await.is_err());
    let seen = house.accounts.show(&house.operator(), LOGIN).await.unwrap().unwrap();
    assert!(seen.passkeys.is_empty() && !seen.second_factor);
    let on = house.accounts.log_in(LOGIN, once.expose_secret()).await.unwrap();
    assert_eq!(on.session.stage, Stage::Password);
}

#[tokio::test]
async fn a_revoked_account_keeps_no_passkey() {
    let (house, _, _) = with_passkey().await;
    house.accounts.revoke(house.operator(), LOGIN).await.unwrap();
    assert_eq!(house.index().await, 0);
}
