//! What a stranger sends: refused, traced where an account is known, and answered
//! all alike.

use std::net::IpAddr;

use hygie_accounts::limits::{
    ADDRESS_FREE_GUESSES, ANSWER_BYTES, CHALLENGE_MILLIS, CREDENTIAL_ID_BYTES, FREE_GUESSES,
};
use hygie_accounts::{AccountError, Party, PasskeyFault, Source};
use hygie_gate::Role;
use hygie_testkit::{Authenticator, Kind, Says};
use hygie_trace::{Action, Outcome};

use super::{ADDRESS, party, with_passkey};
use crate::help::{LOGIN, why};

const WRONG: &str = "the login or the password is wrong";

#[tokio::test]
async fn what_is_wrong_with_an_assertion_is_traced_and_not_told() {
    type Change = fn(&mut Says);
    let cases: [(PasskeyFault, Change); 13] = [
        (PasskeyFault::ClientData, |says| says.r#type = "webauthn.create".to_owned()),
        (PasskeyFault::Challenge, |says| says.challenge = "AAAA".to_owned()),
        (PasskeyFault::Challenge, |says| says.challenge = "é \"".to_owned()),
        (PasskeyFault::Origin, |says| says.origin = "https://localhost:8080".to_owned()),
        (PasskeyFault::Origin, |says| says.origin = "http://sub.localhost:8080".to_owned()),
        (PasskeyFault::Origin, |says| says.cross_origin = true),
        (PasskeyFault::Party, |says| says.party = "sub.localhost".to_owned()),
        (PasskeyFault::Presence, |says| says.flags &= !1),
        (PasskeyFault::Verification, |says| says.flags &= !4),
        (PasskeyFault::Backup, |says| says.flags |= 8),
        (PasskeyFault::AuthenticatorData, |says| says.rest.push(0)),
        (PasskeyFault::Handle, |says| says.handle = None),
        (PasskeyFault::Handle, |says| says.handle = Some(b"somebody else".to_vec())),
    ];
    for (fault, change) in cases {
        let (house, passkey, _) = with_passkey().await;
        let mut says = passkey.gets(&house.challenge().await);
        says.count = 1;
        change(&mut says);
        let refused = house.enter(&passkey.assertion(&says)).await;
        assert_eq!(why(refused), WRONG, "{fault:?}");
        let (who, action, outcome, what) = house.last_trace().await;
        assert_eq!(
            (who.as_str(), action, outcome),
            ("Marie Durand", Action::LogIn, Outcome::Refused)
        );
        assert!(what.contains(&fault.to_string()), "{fault:?}: {what}");
    }
}

#[tokio::test]
async fn a_signature_by_another_key_a_replay_and_a_copy_are_refused() {
    let (house, mut passkey, registered) = with_passkey().await;
    let traced = |what: String, fault: PasskeyFault| assert!(what.contains(&fault.to_string()));
    // Another key under the same id.
    let options = house.creation(&registered.logged_in.session).await;
    let mut thief = Authenticator::new(Kind::Es256, &options, ADDRESS);
    thief.id.clone_from(&passkey.id);
    assert_eq!(why(house.enter(&thief.answers(&house.challenge().await)).await), WRONG);
    traced(house.last_trace().await.3, PasskeyFault::Signature);
    // The same answer again.
    let options = house.challenge().await;
    let answer = passkey.answers(&options);
    house.enter(&answer).await.unwrap();
    assert_eq!(why(house.enter(&answer).await), WRONG);
    traced(house.last_trace().await.3, PasskeyFault::Counter);
    // The same challenge, signed anew.
    assert_eq!(why(house.enter(&passkey.answers(&options)).await), WRONG);
    traced(house.last_trace().await.3, PasskeyFault::Replayed);
    // A copy, whose counter stayed behind.
    passkey.count = 0;
    assert_eq!(why(house.enter(&passkey.answers(&house.challenge().await)).await), WRONG);
    traced(house.last_trace().await.3, PasskeyFault::Counter);
}

#[tokio::test]
async fn an_authenticator_that_does_not_count_is_guarded_by_the_challenge() {
    let (house, passkey, _) = with_passkey().await;
    let answer = passkey.assertion(&passkey.gets(&house.challenge().await));
    house.enter(&answer).await.unwrap();
    assert_eq!(why(house.enter(&answer).await), WRONG);
    let what = house.last_trace().await.3;
    assert!(what.contains(&PasskeyFault::Replayed.to_string()), "{what}");
    house.enter(&passkey.assertion(&passkey.gets(&house.challenge().await))).await.unwrap();
}

#[tokio::test]
async fn expired_challenges_and_clocks_ten_years_off_are_refused() {
    let (house, mut passkey, _) = with_passkey().await;
    let years = 10 * 365 * 86_400_000;
    for off in [CHALLENGE_MILLIS, -CHALLENGE_MILLIS, years, -2 * years] {
        let options = house.challenge().await;
        house.wait(off);
        assert_eq!(why(house.enter(&passkey.answers(&options)).await), WRONG, "{off}");
    }
    house.log_in_by(&mut passkey).await;
}

#[tokio::test]
async fn other_addresses_have_other_passkeys() {
    let (house, mut passkey, _) = with_passkey().await;
    let other = Party::of("http://localhost:8081").unwrap();
    let answer = passkey.answers(&house.challenge().await);
    let refused = house.accounts.log_in_with_passkey(&other, &answer, &Source::default()).await;
    assert_eq!(why(refused), WRONG);
}

#[tokio::test]
async fn suspended_and_revoked_accounts_are_refused_like_unknown_ones() {
    for revoke in [false, true] {
        let (house, mut passkey, _) = with_passkey().await;
        house.add("ada", Role::Administrator).await;
        match revoke {
            false => house.accounts.suspend(house.operator(), LOGIN).await.unwrap(),
            true => house.accounts.revoke(house.operator(), LOGIN).await.unwrap(),
        }
        assert_eq!(why(house.enter(&passkey.answers(&house.challenge().await)).await), WRONG);
        let (_, action, outcome, _) = house.last_trace().await;
        assert_eq!((action, outcome), (Action::LogIn, Outcome::Refused));
        if !revoke {
            house.accounts.resume(house.operator(), LOGIN).await.unwrap();
            house.log_in_by(&mut passkey).await;
        }
    }
}

#[tokio::test]
async fn cut_off_and_oversized_answers_are_refused_and_never_break() {
    let (house, mut passkey, _) = with_passkey().await;
    let answer = passkey.answers(&house.challenge().await);
    for at in (0..answer.len()).step_by(5) {
        assert_eq!(why(house.enter(&answer[..at]).await), WRONG, "{at}");
    }
    let padded = |bytes: usize| format!("{answer}{}", " ".repeat(bytes - answer.len()));
    assert_eq!(why(house.enter(&padded(ANSWER_BYTES + 1)).await), WRONG);
    house.enter(&padded(ANSWER_BYTES)).await.unwrap();
    let told = house.traces().await.len();
    for bytes in [CREDENTIAL_ID_BYTES, CREDENTIAL_ID_BYTES + 1] {
        passkey.id = vec![7; bytes];
        assert_eq!(why(house.enter(&passkey.answers(&house.challenge().await)).await), WRONG);
    }
    assert_eq!(house.traces().await.len(), told + 1, "only what can be one is looked up");
}

#[tokio::test]
async fn an_unknown_passkey_costs_what_a_known_one_does() {
    let (house, mut passkey, registered) = with_passkey().await;
    let options = house.creation(&registered.logged_in.session).await;
    let mut unknown = Authenticator::new(Kind::Es256, &options, ADDRESS);
    let mut said = Vec::new();
    for id in [passkey.id.clone(), unknown.id.clone()] {
        unknown.id = id;
        let answer = unknown.answers(&house.challenge().await);
        house.world.store.calls();
        said.push((why(house.enter(&answer).await), house.world.store.calls()));
    }
    assert_eq!(said[0], said[1]);
    let (who, action, outcome, what) = house.last_trace().await;
    assert_eq!((who.as_str(), action, outcome), ("", Action::LogIn, Outcome::Refused));
    assert!(what.contains(&PasskeyFault::Unknown.to_string()), "{what}");
    house.log_in_by(&mut passkey).await;
}

#[tokio::test]
async fn wrong_answers_are_counted_by_passkey_and_by_address() {
    let (house, mut passkey, _) = with_passkey().await;
    let address: IpAddr = "203.0.113.7".parse().unwrap();
    let from = Source { address: Some(address), ..Source::default() };
    let tries = |answer: String| {
        let (house, from) = (&house, &from);
        async move { house.accounts.log_in_with_passkey(&party(), &answer, from).await }
    };
    let wrong = passkey.assertion(&Says { flags: 1, ..passkey.gets(&house.challenge().await) });
    for _ in 0..=FREE_GUESSES {
        assert!(matches!(tries(wrong.clone()).await, Err(AccountError::Refused)));
    }
    assert!(matches!(tries(wrong.clone()).await, Err(AccountError::Throttled { seconds: 1 })));
    house.wait(1_000);
    tries(passkey.answers(&house.challenge().await)).await.unwrap();
    let mut stranger = passkey;
    for at in 0..ADDRESS_FREE_GUESSES {
        stranger.id = at.to_be_bytes().to_vec();
        let _refused = tries(stranger.answers(&house.challenge().await)).await;
    }
    stranger.id = b"one more".to_vec();
    let refused = tries(stranger.answers(&house.challenge().await)).await;
    assert!(matches!(refused, Err(AccountError::Throttled { .. })));
    let elsewhere = house.enter(&stranger.answers(&house.challenge().await)).await;
    assert!(matches!(elsewhere, Err(AccountError::Refused)));
}

#[tokio::test]
async fn wrong_proofs_in_a_session_must_wait_and_keep_nobody_out() {
    let (house, mut passkey, registered) = with_passkey().await;
    let session = &registered.logged_in.session;
    for _ in 0..=FREE_GUESSES {
        let wrong = house.accounts.confirm_with_passkey(session, &party(), "{}").await;
        assert!(matches!(wrong, Err(AccountError::Refused)));
    }
    let early = house.accounts.confirm_with_passkey(session, &party(), "{}").await;
    assert!(matches!(early, Err(AccountError::Throttled { seconds: 1 })));
    house.log_in_by(&mut passkey).await;
    house.log_in().await;
    house.wait(1_000);
    let asked = house.accounts.passkey_challenge_again(session, &party()).await.unwrap().unwrap();
    house.accounts.confirm_with_passkey(session, &party(), &passkey.answers(&asked)).await.unwrap();
}

#[tokio::test]
async fn nothing_of_a_passkey_is_said_in_a_trace_or_an_error() {
    let (house, mut passkey, _) = with_passkey().await;
    let answer = passkey.answers(&house.challenge().await);
    let value: serde_json::Value = serde_json::from_str(&answer).unwrap();
    house.enter(&answer).await.unwrap();
    let refused = house.enter(&answer).await;
    let said = format!("{:?} {}", house.traces().await, why(refused));
    for at in ["/id", "/response/signature", "/response/clientDataJSON"] {
        let text = value.pointer(at).and_then(serde_json::Value::as_str).unwrap();
        assert!(!said.contains(text), "{at}");
    }
    assert!(house.traces().await.len() > 2);
}
