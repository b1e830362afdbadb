//! Logging in by a passkey alone.

use hygie_accounts::limits::{CHALLENGE_MILLIS, SESSIONS_PER_ACCOUNT};
use hygie_accounts::{SecondFactor, Source, Stage};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;
use hygie_record::Table;
use hygie_testkit::Builder;
use hygie_trace::{Action, Outcome};

use super::{party, with_passkey};
use crate::help::{House, LOGIN, OTHER_PASSWORD, PASSWORD};

#[tokio::test]
async fn a_passkey_opens_the_session_and_is_noted() {
    let (house, mut passkey, registered) = with_passkey().await;
    house.wait(60_000);
    let on = house.log_in_by(&mut passkey).await;
    assert_eq!((on.session.stage, on.session.login.as_str()), (Stage::Open, LOGIN));
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((who.as_str(), action, outcome), ("Marie Durand", Action::LogIn, Outcome::Granted));
    assert!(what.contains("logged in by a passkey"), "{what}");
    let seen = house.accounts.passkeys(&registered.logged_in.session).await.unwrap();
    assert_eq!(seen[0].last, Some(house.now()));
    let house = house.restart().await;
    assert!(house.opens(&on.cookie).await);
    house.log_in_by(&mut passkey).await;
}

#[tokio::test]
async fn a_challenge_of_one_node_is_answered_at_another() {
    let house = House::on(Builder::on_postgres().open(), None, 11);
    house.add(LOGIN, Role::Physician).await;
    let (mut passkey, _) = house.passkey(&house.log_in().await.session).await;
    let options = house.challenge().await;
    let beside = house.beside();
    beside.enter(&passkey.answers(&options)).await.unwrap();
    let replayed = house.enter(&passkey.answers(&options)).await;
    assert!(replayed.is_err(), "used on the other node");
}

#[tokio::test]
async fn who_has_an_app_too_is_not_asked_for_its_code() {
    let (house, mut passkey, registered) = with_passkey().await;
    house.enrol(&registered.logged_in).await;
    assert_eq!(house.log_in_by(&mut passkey).await.session.stage, Stage::Open);
    assert_eq!(house.log_in().await.session.stage, Stage::Second);
}

#[tokio::test]
async fn an_app_taken_away_leaves_the_passkey_and_its_codes() {
    let (house, mut passkey, registered) = with_passkey().await;
    let (_, enrolled) = house.enrol(&registered.logged_in).await;
    let on = house.accounts.forget_totp(&enrolled.logged_in.session).await.unwrap();
    assert_eq!(on.session.stage, Stage::Open, "the passkey was proved in it");
    assert_eq!(house.log_in_by(&mut passkey).await.session.stage, Stage::Open);
    let half = house.log_in().await.session;
    let code = enrolled.codes[0].expose_secret();
    house.accounts.prove_second(&half, code, &Source::default()).await.unwrap();
}

#[tokio::test]
async fn a_one_time_password_is_replaced_before_anything_else() {
    let (house, mut passkey, _) = with_passkey().await;
    let password = house.accounts.renew(house.operator(), LOGIN).await.unwrap();
    let on = house.log_in_by(&mut passkey).await.session;
    assert_eq!(on.stage, Stage::Password);
    let on = house.accounts.change_password(&on, password.expose_secret(), OTHER_PASSWORD).await;
    assert_eq!(on.unwrap().session.stage, Stage::Open);
}

#[tokio::test]
async fn sessions_by_passkey_make_room_like_others() {
    let (house, mut passkey, registered) = with_passkey().await;
    for _ in 0..SESSIONS_PER_ACCOUNT {
        house.log_in_by(&mut passkey).await;
    }
    let sessions = house.accounts.sessions(&house.log_in_by(&mut passkey).await.session).await;
    assert_eq!(sessions.unwrap().len(), SESSIONS_PER_ACCOUNT);
    assert!(!house.opens(&registered.logged_in.cookie).await, "it rested longest");
}

#[tokio::test]
async fn what_a_stranger_does_to_a_login_slows_no_passkey() {
    let (house, mut passkey, _) = with_passkey().await;
    for _ in 0..10 {
        assert!(house.accounts.log_in(LOGIN, OTHER_PASSWORD).await.is_err());
    }
    assert!(house.accounts.log_in(LOGIN, PASSWORD).await.is_err(), "the password waits");
    house.log_in_by(&mut passkey).await;
}

#[tokio::test]
async fn used_challenges_are_kept_for_their_time_and_given_ones_are_not() {
    let (house, mut passkey, _) = with_passkey().await;
    let kept = || async { house.world.records.cells(Table::Challenge).await.unwrap().len() };
    let before = kept().await;
    let first = house.challenge().await;
    for _ in 0..100 {
        house.challenge().await;
    }
    assert_eq!(kept().await, before, "strangers fill nothing");
    house.enter(&passkey.answers(&first)).await.unwrap();
    assert_eq!(kept().await, before + 1);
    house.wait(CHALLENGE_MILLIS - 1);
    house.accounts.sweep().await.unwrap();
    assert!(kept().await > 0);
    house.wait(1);
    house.accounts.sweep().await.unwrap();
    assert_eq!(kept().await, 0);
    assert!(house.enter(&passkey.answers(&first)).await.is_err(), "its time is over");
}

#[tokio::test]
async fn who_enrols_one_in_a_demonstration_logs_in_by_it() {
    let house = House::demanding(SecondFactor::Demonstration);
    house.add(LOGIN, Role::Nurse).await;
    let (mut passkey, _) = house.passkey(&house.log_in().await.session).await;
    assert_eq!(house.log_in_by(&mut passkey).await.session.stage, Stage::Open);
    let entered = house.accounts.enter(LOGIN, PASSWORD, &Source::default()).await.unwrap();
    assert_eq!(entered.session.stage, Stage::Open, "a persona is asked for nothing");
}

#[tokio::test]
async fn of_two_who_answer_one_challenge_at_the_same_time_one_succeeds() {
    let (house, mut passkey, registered) = with_passkey().await;
    let options = house.challenge().await;
    let answer = passkey.answers(&options);
    let (one, two) = tokio::join!(house.enter(&answer), house.enter(&answer));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
    let (session, party) = (&registered.logged_in.session, party());
    let asked = house.accounts.passkey_challenge_again(session, &party).await.unwrap().unwrap();
    let answer = passkey.answers(&asked);
    let (one, two) = tokio::join!(
        house.accounts.confirm_with_passkey(session, &party, &answer),
        house.accounts.confirm_with_passkey(session, &party, &answer),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1);
}
