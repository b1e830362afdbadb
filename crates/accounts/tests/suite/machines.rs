//! Bearer tokens.

use hygie_accounts::limits::TOKEN_MILLIS;
use hygie_accounts::{AccountError, Fingerprint, NewToken, TokenSeen};
use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use hygie_gate::{Role, Scopes};
use hygie_trace::{Action, Outcome};

use crate::help::{HOUR, House, SECOND};

/// What a machine is given.
pub fn token(house: &House, lives: i64) -> NewToken {
    NewToken {
        system: "lab".to_owned(),
        scopes: Scopes::parse("system/Patient.rs system/*.c").unwrap(),
        expires: Timestamp(house.now().0 + lives),
        organisation: "tilleuls".to_owned(),
        organisation_name: "Les Tilleuls".to_owned(),
        certificate: None,
    }
}

async fn issue(house: &House, lives: i64) -> SecretString {
    house.accounts.issue_token(&house.operator(), token(house, lives)).await.unwrap()
}

async fn works(house: &House, token: &SecretString) -> bool {
    house.accounts.bearer(token.expose_secret()).await.unwrap().is_some()
}

#[tokio::test]
async fn a_token_stands_for_its_machine() {
    let house = House::new();
    let bearer = issue(&house, HOUR).await;
    assert!(bearer.expose_secret().starts_with("hyg_"));
    let asker = house.accounts.bearer(bearer.expose_secret()).await.unwrap().unwrap();
    assert_eq!((asker.role, asker.name.as_str()), (Role::System, "lab"));
    assert_eq!(asker.scopes, token(&house, HOUR).scopes);
    assert_eq!((asker.organisation.as_str(), asker.from.as_str()), ("tilleuls", "FHIR API"));
    let (_, action, _, what) = house.last_trace().await;
    assert_eq!(action, Action::Account);
    assert!(what.contains("lab") && !what.contains(bearer.expose_secret()), "{what}");
    let house = house.restart().await;
    let again = house.accounts.bearer(bearer.expose_secret()).await.unwrap();
    assert_eq!(again, Some(asker));
}

#[tokio::test]
async fn a_token_ends_at_its_time_from_memory_too() {
    let house = House::new();
    let bearer = issue(&house, HOUR).await;
    house.wait(HOUR - SECOND);
    assert!(works(&house, &bearer).await);
    house.wait(SECOND);
    assert!(!works(&house, &bearer).await);
    let house = house.restart().await;
    assert!(!works(&house, &bearer).await);
    assert_eq!(house.accounts.sweep().await.unwrap().tokens, 1);
    assert_eq!(house.accounts.tokens(&house.operator()).await.unwrap(), []);
}

#[tokio::test]
async fn a_token_can_be_ended_at_once() {
    let house = House::new();
    let (one, two) = (issue(&house, HOUR).await, issue(&house, HOUR).await);
    assert!(works(&house, &one).await && works(&house, &two).await);
    let seen: Vec<TokenSeen> = house.accounts.tokens(&house.operator()).await.unwrap();
    assert_eq!(seen.len(), 2);
    let id = house.accounts.bearer(one.expose_secret()).await.unwrap().unwrap().id;
    assert!(seen.iter().any(|seen| seen.id == id && seen.scopes.contains("system/*.c")));
    assert!(house.accounts.end_token(house.operator(), &id).await.unwrap());
    assert!(!works(&house, &one).await);
    assert!(works(&house, &two).await);
    assert!(!house.accounts.end_token(house.operator(), &id).await.unwrap());
}

#[tokio::test]
async fn a_token_ends_in_the_future_and_within_its_limit() {
    let house = House::new();
    let refused = |lives: i64| {
        let (accounts, operator, new) = (&house.accounts, house.operator(), token(&house, lives));
        async move { accounts.issue_token(&operator, new).await.err() }
    };
    assert!(refused(1).await.is_none());
    assert!(refused(TOKEN_MILLIS).await.is_none());
    for lives in [0, -1, TOKEN_MILLIS + 1] {
        assert!(matches!(refused(lives).await, Some(AccountError::Expiry)), "{lives}");
    }
    let mut nothing = token(&house, HOUR);
    nothing.scopes = Scopes::default();
    let refused = house.accounts.issue_token(&house.operator(), nothing).await;
    assert!(matches!(refused, Err(AccountError::NoScope)));
    let mut nameless = token(&house, HOUR);
    nameless.system = " ".to_owned();
    assert!(house.accounts.issue_token(&house.operator(), nameless).await.is_err());
}

#[tokio::test]
async fn what_is_no_token_is_not_looked_up_and_a_known_one_is_remembered() {
    let house = House::new();
    let bearer = issue(&house, HOUR).await;
    let text = bearer.expose_secret().to_owned();
    assert!(works(&house, &bearer).await);
    house.close_store().await;
    let long = format!("hyg_{}", "A".repeat(1 << 20));
    for wrong in
        ["", "hyg_", &text[4..], &text[..46], &format!("{text}A"), &text.to_uppercase(), &long, "é"]
    {
        assert!(house.accounts.bearer(wrong).await.unwrap().is_none(), "{wrong:.50}");
    }
    // Where other nodes may have withdrawn it, memory does not count.
    let known = house.accounts.bearer(&text).await;
    if house.world.records.is_shared() {
        assert!(known.is_err());
    } else {
        assert!(known.unwrap().is_some());
    }
    let unknown = format!("hyg_{}", "A".repeat(43));
    assert!(house.accounts.bearer(&unknown).await.is_err());
}

#[tokio::test]
async fn a_bound_token_works_with_its_certificate_only() {
    let house = House::new();
    let (its, another) = (Fingerprint::of(b"one"), Fingerprint::of(b"two"));
    let new = NewToken { certificate: Some(its), ..token(&house, HOUR) };
    let bound = house.accounts.issue_token(&house.operator(), new).await.unwrap();
    let (_, _, _, what) = house.last_trace().await;
    assert!(what.ends_with("bound to a certificate"), "{what}");
    let free = issue(&house, HOUR).await;
    let seen = house.accounts.tokens(&house.operator()).await.unwrap();
    let mut certificates: Vec<_> = seen.iter().map(|seen| seen.certificate.is_some()).collect();
    certificates.sort_unstable();
    assert_eq!(certificates, [false, true]);
    let house = house.restart().await;
    // Read from the store, then from memory.
    for _ in 0..2 {
        for (token, shown, works) in [
            (&bound, Some(its), true),
            (&bound, Some(another), false),
            (&bound, None, false),
            (&free, None, true),
            (&free, Some(another), true),
        ] {
            let known = house.accounts.bearer_over(token.expose_secret(), shown).await.unwrap();
            assert_eq!(known.is_some(), works, "{shown:?}");
            let (_, action, outcome, what) = house.last_trace().await;
            let told = what.contains("without the certificate");
            assert!(!told || (action, outcome) == (Action::LogIn, Outcome::Refused));
            assert!(works || told, "its use without the certificate is traced: {what}");
        }
    }
    assert!(!works(&house, &bound).await);
}
