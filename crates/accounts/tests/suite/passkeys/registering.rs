//! Making a passkey.

use hygie_accounts::limits::{FRESH_MILLIS, PASSKEY_NAME_CHARS, PASSKEYS, RECOVERY_CODES};
use hygie_accounts::{AccountError, PasskeyFault, Proof, SecondFactor, Source, Stage};
use hygie_base::ExposeSecret as _;
use hygie_gate::Role;
use hygie_testkit::{Authenticator, Kind};
use hygie_trace::{Action, Outcome};

use super::{ADDRESS, NAME, party, with_passkey};
use crate::help::{House, LOGIN, PASSWORD, why};

#[tokio::test]
async fn a_first_passkey_is_two_factors_and_comes_with_recovery_codes() {
    let house = House::with_physician().await;
    let (here, there) = (house.log_in().await, house.log_in().await);
    assert_eq!(here.session.stage, Stage::Enrol { may_wait: false });
    let (_, registered) = house.passkey(&here.session).await;
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!(
        (who.as_str(), action, outcome),
        ("Marie Durand", Action::Account, Outcome::Granted)
    );
    assert!(what.contains("registered a passkey"), "{what}");
    assert_eq!(registered.codes.len(), RECOVERY_CODES);
    let on = &registered.logged_in;
    assert_eq!(on.session.stage, Stage::Open);
    assert!(!house.opens(&here.cookie).await, "the cookie of before is dead");
    // The session elsewhere lives, and owes the second factor now.
    let other = house.accounts.session(there.cookie.expose_secret()).await.unwrap().unwrap();
    assert_eq!(other.stage, Stage::Second);
    let (_, second) = house.passkey(&on.session).await;
    assert!(second.codes.is_empty(), "there are some");
}

#[tokio::test]
async fn every_algorithm_that_is_offered_is_taken() {
    let house = House::with_physician().await;
    let mut session = house.log_in().await.session;
    for kind in [Kind::Es256, Kind::EdDsa, Kind::Rs256] {
        let (mut passkey, registered) = house.passkey_of(kind, &session).await;
        session = registered.logged_in.session;
        assert_eq!(house.log_in_by(&mut passkey).await.session.stage, Stage::Open, "{kind:?}");
    }
}

#[tokio::test]
async fn the_browser_is_told_what_may_be_told_and_what_is_demanded() {
    let (house, passkey, registered) = with_passkey().await;
    let options = house.creation(&registered.logged_in.session).await;
    let options: serde_json::Value = serde_json::from_str(&options).unwrap();
    let at = |at: &str| options.pointer(at).unwrap().clone();
    assert_eq!(at("/rp/id"), "localhost");
    assert_eq!(at("/attestation"), "none");
    assert_eq!(at("/authenticatorSelection/userVerification"), "required");
    assert_eq!(at("/authenticatorSelection/residentKey"), "required");
    assert_eq!(at("/excludeCredentials").as_array().unwrap().len(), 1);
    assert!(!passkey.handle.windows(5).any(|part| part == &LOGIN.as_bytes()[..5]));
    let asked: serde_json::Value = serde_json::from_str(&house.challenge().await).unwrap();
    assert_eq!(asked.pointer("/userVerification").unwrap(), "required");
    assert_eq!(asked.pointer("/allowCredentials").unwrap().as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn an_unattended_session_alone_changes_no_passkey() {
    // Of a person, whose session does not lock itself meanwhile.
    let house = House::new();
    house.add(LOGIN, Role::Person).await;
    let (mut passkey, registered) = house.passkey(&house.log_in().await.session).await;
    house.wait(FRESH_MILLIS);
    let (accounts, party, session) = (&house.accounts, party(), registered.logged_in.session);
    let id = accounts.passkeys(&session).await.unwrap()[0].id.clone();
    let stale = accounts.begin_registration(&session, &party).await.err();
    assert!(matches!(stale, Some(AccountError::Stale)), "{stale:?}");
    let stale = accounts.remove_passkey(&session, &id).await.err();
    assert!(matches!(stale, Some(AccountError::Stale)), "{stale:?}");
    let asked = accounts.passkey_challenge_again(&session, &party).await.unwrap().unwrap();
    let on = accounts.confirm_with_passkey(&session, &party, &passkey.answers(&asked)).await;
    let on = on.unwrap().session;
    assert_eq!((&on.id, &on.csrf, on.begun), (&session.id, &session.csrf, session.begun));
    accounts.begin_registration(&on, &party).await.unwrap();
    accounts.remove_passkey(&on, &id).await.unwrap();
}

#[tokio::test]
async fn a_locked_session_is_opened_by_a_passkey_and_is_no_fresher() {
    let (house, mut passkey, registered) = with_passkey().await;
    let (accounts, party, here) = (&house.accounts, party(), &registered.logged_in);
    house.wait(60_000);
    accounts.lock(&here.session).await.unwrap();
    let cookie = here.cookie.expose_secret();
    let locked = accounts.session(cookie).await.unwrap().unwrap();
    assert_eq!(locked.stage, Stage::Locked);
    let refused = accounts.confirm_with_passkey(&locked, &party, "{}").await.err();
    assert!(matches!(refused, Some(AccountError::NotNow)), "{refused:?}");
    let source = Source::default();
    let unlock =
        |answer: String| accounts.unlock(&locked, Proof::Passkey(party.clone(), answer), &source);
    let refused = unlock("{}".to_owned()).await.err();
    assert!(matches!(refused, Some(AccountError::Refused)), "{refused:?}");
    let asked = accounts.passkey_challenge_again(&locked, &party).await.unwrap().unwrap();
    let on = unlock(passkey.answers(&asked)).await.unwrap();
    assert_eq!((on.session.stage, &on.session.id), (Stage::Open, &here.session.id));
    assert_eq!(on.session.proved_at, here.session.proved_at);
    assert!(!house.opens(&here.cookie).await, "the cookie of before is dead");
}

#[tokio::test]
async fn an_account_has_so_many_passkeys() {
    let house = House::with_physician().await;
    let mut session = house.log_in().await.session;
    let early = house.creation(&session).await;
    for _ in 0..PASSKEYS {
        session = house.passkey(&session).await.1.logged_in.session;
    }
    let refused = house.accounts.begin_registration(&session, &party()).await;
    assert!(matches!(refused, Err(AccountError::TooManyPasskeys)));
    let late = Authenticator::new(Kind::Es256, &early, ADDRESS).registers(&early);
    let refused = house.register(&session, &late).await;
    assert!(matches!(refused, Err(AccountError::TooManyPasskeys)));
    assert_eq!(house.accounts.passkeys(&session).await.unwrap().len(), PASSKEYS);
}

#[tokio::test]
async fn a_passkey_has_a_name_of_so_many_characters() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    let options = house.creation(&session).await;
    let passkey = Authenticator::new(Kind::Es256, &options, ADDRESS);
    let answer = passkey.registers(&options);
    let (fits, long) = ("é".repeat(PASSKEY_NAME_CHARS), "é".repeat(PASSKEY_NAME_CHARS + 1));
    for name in ["", "  ", "a\nb", "\u{202e}a", &long] {
        let refused = house.accounts.finish_registration(&session, &party(), name, &answer).await;
        assert!(matches!(refused, Err(AccountError::Field { .. })), "{name:?}");
    }
    house.accounts.finish_registration(&session, &party(), &fits, &answer).await.unwrap();
}

#[tokio::test]
async fn no_passkey_is_registered_twice_nor_a_challenge_answered_twice() {
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    let options = house.creation(&session).await;
    let passkey = Authenticator::new(Kind::Es256, &options, ADDRESS);
    let answer = passkey.registers(&options);
    let on = house.register(&session, &answer).await.unwrap().logged_in.session;
    let again = house.register(&on, &answer).await;
    let fault = PasskeyFault::Challenge;
    assert!(
        matches!(again, Err(AccountError::Passkey(it)) if it == fault),
        "of the session before"
    );
    let options = house.creation(&on).await;
    let twice = house.register(&on, &passkey.registers(&options)).await;
    assert!(matches!(twice, Err(AccountError::SamePasskey)));
    // Nor by somebody else.
    house.add("ada", Role::Nurse).await;
    let ada = house.accounts.log_in("ada", PASSWORD).await.unwrap().session;
    let options = house.creation(&ada).await;
    let twice = house.register(&ada, &passkey.registers(&options)).await;
    assert!(matches!(twice, Err(AccountError::SamePasskey)));
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_refused_and_traced() {
    type Change = fn(&mut hygie_testkit::Says);
    let cases: [(PasskeyFault, Change); 10] = [
        (PasskeyFault::ClientData, |says| says.r#type = "webauthn.get".to_owned()),
        (PasskeyFault::Challenge, |says| says.challenge = "AAAA".to_owned()),
        (PasskeyFault::Origin, |says| says.origin = "http://localhost:8081".to_owned()),
        (PasskeyFault::Origin, |says| says.cross_origin = true),
        (PasskeyFault::Party, |says| says.party = "evil.example".to_owned()),
        (PasskeyFault::Presence, |says| says.flags &= !1),
        (PasskeyFault::Verification, |says| says.flags &= !4),
        (PasskeyFault::Backup, |says| says.flags |= 16),
        (PasskeyFault::Attestation, |says| says.format = "packed".to_owned()),
        (PasskeyFault::AuthenticatorData, |says| says.rest.push(0)),
    ];
    let house = House::with_physician().await;
    let session = house.log_in().await.session;
    for (fault, change) in cases {
        let options = house.creation(&session).await;
        let passkey = Authenticator::new(Kind::Es256, &options, ADDRESS);
        let mut says = passkey.creates(&options);
        change(&mut says);
        let refused = house.register(&session, &passkey.registration(&says)).await;
        assert_eq!(why(refused), format!("the passkey cannot be registered: {fault}"));
        let (_, action, outcome, what) = house.last_trace().await;
        assert_eq!((action, outcome), (Action::Account, Outcome::Refused));
        assert!(what.ends_with(&fault.to_string()), "{what}");
    }
    let options = house.creation(&session).await;
    let answer = Authenticator::new(Kind::Es256, &options, ADDRESS).registers(&options);
    for at in (0..answer.len()).step_by(7) {
        let cut = house.register(&session, &answer[..at]).await;
        assert!(matches!(cut, Err(AccountError::Passkey(_))), "{at}");
    }
    house.register(&session, &answer).await.unwrap();
}

#[tokio::test]
async fn a_challenge_counts_for_what_it_was_given_for() {
    let (house, mut passkey, registered) = with_passkey().await;
    let session = &registered.logged_in.session;
    let to_prove =
        house.accounts.passkey_challenge_again(session, &party()).await.unwrap().unwrap();
    let to_log_in = house.challenge().await;
    assert!(house.enter(&passkey.answers(&to_prove)).await.is_err());
    let answer = passkey.answers(&to_log_in);
    let proved = house.accounts.confirm_with_passkey(session, &party(), &answer).await;
    assert!(matches!(proved, Err(AccountError::Refused)));
    // Nor in another session.
    let other = house.log_in_by(&mut passkey).await.session;
    let answer = passkey.answers(&to_prove);
    let proved = house.accounts.confirm_with_passkey(&other, &party(), &answer).await;
    assert!(matches!(proved, Err(AccountError::Refused)));
    let on = house.accounts.confirm_with_passkey(session, &party(), &answer).await.unwrap();
    let twice = house.accounts.confirm_with_passkey(&on.session, &party(), &answer).await;
    assert!(matches!(twice, Err(AccountError::Refused)));
}

#[tokio::test]
async fn before_the_second_factor_no_passkey_is_registered() {
    let house = House::with_physician().await;
    house.enrol(&house.log_in().await).await;
    let half = house.log_in().await.session;
    assert_eq!(half.stage, Stage::Second);
    let refused = house.accounts.begin_registration(&half, &party()).await;
    assert!(matches!(refused, Err(AccountError::NotNow)));
    let none = house.accounts.passkey_challenge_again(&half, &party()).await.unwrap();
    assert!(none.is_none(), "there is none to be asked for");
}

#[tokio::test]
async fn a_password_alone_asks_for_the_passkey_or_a_recovery_code() {
    let (house, mut passkey, registered) = with_passkey().await;
    let half = house.log_in().await;
    assert_eq!(half.session.stage, Stage::Second);
    let asked = house.accounts.passkey_challenge_again(&half.session, &party()).await.unwrap();
    let answer = passkey.answers(&asked.unwrap());
    let on = house.accounts.prove_second_with_passkey(&half.session, &party(), &answer).await;
    assert_eq!(on.unwrap().session.stage, Stage::Open);
    let (_, action, _, what) = house.last_trace().await;
    assert!(action == Action::LogIn && what.contains("second factor by a passkey"), "{what}");
    assert!(!house.opens(&half.cookie).await, "the cookie of before is dead");
    let half = house.log_in().await.session;
    let code = registered.codes[0].expose_secret();
    let on = house.accounts.prove_second(&half, code, &Source::default()).await.unwrap();
    assert_eq!(on.session.stage, Stage::Open);
}

#[tokio::test]
async fn a_persons_passkey_is_their_own_wish() {
    let house = House::demanding(SecondFactor::Required);
    house.add(LOGIN, Role::Person).await;
    let open = house.log_in().await.session;
    assert_eq!(open.stage, Stage::Open);
    let (mut passkey, registered) = house.passkey(&open).await;
    assert_eq!(registered.codes.len(), RECOVERY_CODES);
    assert_eq!(house.log_in_by(&mut passkey).await.session.stage, Stage::Open);
    let seen = house.accounts.passkeys(&registered.logged_in.session).await.unwrap();
    assert_eq!((seen.len(), seen[0].name.as_str()), (1, NAME));
}
