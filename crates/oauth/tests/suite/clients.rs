//! What can be registered, and what cannot.

use hygie_accounts::AccountError;
use hygie_gate::{Asker, Role};
use hygie_smart::limits::{CLIENTS, KEY_SET_BYTES, KEYS, NAME_CHARS, ORIGINS, REDIRECTS};
use hygie_smart::{Keys, Kind, NewClient, SmartError};
use serde_json::json;

use crate::help::{Holder, House, machine};

fn app() -> NewClient {
    NewClient {
        kind: Kind::Public,
        redirects: vec!["https://app.example/cb".into()],
        origins: vec!["https://app.example".into()],
        keys: Keys::None,
        organisation: String::new(),
        organisation_name: String::new(),
        ..machine(Keys::None, "launch/patient openid patient/*.rs")
    }
}

async fn why(house: &House, new: NewClient) -> String {
    let refused = house.app.smart.register(&house.operator(), new, "tester").await;
    refused.map(|_| "registered".to_owned()).unwrap_or_else(|error| error.to_string())
}

#[tokio::test]
async fn clients_are_registered_listed_and_ended() {
    let house = House::new();
    let client = house.register(app()).await;
    let other = house.machine(&Holder::p384("k"), "system/*.read").await;
    assert_eq!(other.scopes, "system/*.rs");
    assert_ne!(client.id, other.id);
    let listed = house.app.smart.clients(&house.operator()).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.contains(&client) && listed.contains(&other));
    assert_eq!((client.by.as_str(), client.registered()), ("tester", house.app.clock.now()));
    assert!(house.app.smart.end_client(house.operator(), &client.id).await.unwrap());
    assert_eq!(house.app.smart.clients(&house.operator()).await.unwrap(), [other]);
}

#[tokio::test]
async fn only_a_permit_on_accounts_does_any_of_it() {
    let house = House::new();
    let client = house.register(app()).await;
    let asker = Asker {
        id: "ada".to_owned(),
        name: "Ada".to_owned(),
        ..Asker::of(Role::Administrator, "test")
    };
    let permit = || house.app.gate.itself(&asker);
    let smart = &house.app.smart;
    let refused = [
        smart.register(&permit(), app(), "tester").await.err(),
        smart.clients(&permit()).await.err(),
        smart.end_client(permit(), &client.id).await.err(),
        smart.change_client(permit(), &client.id, app()).await.err(),
        smart.suspend_client(permit(), &client.id, true).await.err(),
        smart.show_client(&permit(), &client.id).await.err(),
    ];
    for refused in refused {
        let not_allowed = SmartError::Account(AccountError::NotAllowed);
        assert_eq!(refused.unwrap().to_string(), not_allowed.to_string());
    }
    assert_eq!(house.app.smart.clients(&house.operator()).await.unwrap(), [client]);
}

#[tokio::test]
async fn what_does_not_go_together_is_refused() {
    let house = House::new();
    let check = async |change: fn(&mut NewClient), word: &str| {
        let mut new = app();
        change(&mut new);
        let why = why(&house, new).await;
        assert!(why.contains(word), "{word}: {why}");
    };
    check(|_| {}, "registered").await;
    check(|new| new.name = " ".into(), "name").await;
    check(|new| new.name = "a\u{202e}b".into(), "name").await;
    check(|new| new.name = "é".repeat(NAME_CHARS), "registered").await;
    check(|new| new.name = "é".repeat(NAME_CHARS + 1), "name").await;
    check(|new| new.scopes = String::new(), "at least one scope").await;
    check(|new| new.scopes = "system/*.rs".into(), "backend").await;
    check(|new| new.scopes = "patient/*.rs nonsense".into(), "scope 2").await;
    check(|new| new.redirects = Vec::new(), "redirect").await;
    check(|new| new.redirects = vec!["http://app.example/cb".into()], "https://").await;
    check(|new| new.redirects = vec!["https://app.example/cb#x".into()], "fragment").await;
    check(|new| new.redirects = vec!["https://a/b".into(); REDIRECTS], "registered").await;
    check(|new| new.redirects = vec!["https://a/b".into(); REDIRECTS + 1], "at most").await;
    check(|new| new.origins = vec!["https://app.example/".into()], "origin").await;
    check(|new| new.origins = vec!["*".into()], "origin").await;
    check(|new| new.origins = vec!["null".into()], "origin").await;
    check(|new| new.origins = vec!["https://a".into(); ORIGINS], "registered").await;
    check(|new| new.origins = vec!["https://a".into(); ORIGINS + 1], "at most").await;
    check(|new| new.launch = Some("javascript:alert(1)".into()), "launch").await;
    check(|new| new.keys = Keys::Value("{}".into()), "no keys").await;
    check(|new| new.kind = Kind::Confidential, "public keys").await;
    check(|new| new.kind = Kind::Backend, "system/").await;
    let mut backend = machine(Keys::Value(Holder::p384("k").set()), "system/*.rs");
    backend.redirects = vec!["https://a/b".into()];
    assert!(why(&house, backend).await.contains("no redirect"));
    let bare = Keys::Url { url: "https://a/keys".into(), authorities: String::new() };
    assert!(why(&house, machine(bare, "system/*.rs")).await.contains("certificates"));
}

#[tokio::test]
async fn sets_of_keys_are_checked_when_they_are_registered() {
    let house = House::new();
    let check = async |set: String, word: &str| {
        let why = why(&house, machine(Keys::Value(set), "system/*.rs")).await;
        assert!(why.contains(word), "{word}: {why}");
    };
    let holder = Holder::p384("k");
    let set = |key: serde_json::Value| json!({ "keys": [key] }).to_string();
    let changed = |name: &str, value: serde_json::Value| {
        let mut key = holder.jwk();
        key[name] = value;
        set(key)
    };
    check(holder.set(), "registered").await;
    check(Holder::rsa("k").set(), "registered").await;
    check("nonsense".into(), "JSON").await;
    check(set(holder.private_jwk()), "private").await;
    check(set(json!({"kty": "oct", "k": "AAAA", "kid": "k"})), "private").await;
    check(changed("crv", json!("P-256")), "no key").await;
    check(changed("use", json!("enc")), "no key").await;
    check(changed("alg", json!("ES256")), "no key").await;
    check(changed("kid", json!("")), "no key").await;
    check(changed("x", json!("AAAA")), "no key").await;
    check(changed("key_ops", json!(["sign"])), "no key").await;
    check(changed("key_ops", json!(["verify"])), "registered").await;
    let small = json!({"kty": "RSA", "kid": "k", "n": "A".repeat(170), "e": "AQAB"});
    check(set(small), "no key").await;
    check(json!({ "keys": vec![holder.jwk(); KEYS] }).to_string(), "registered").await;
    check(json!({ "keys": vec![holder.jwk(); KEYS + 1] }).to_string(), "at most").await;
    let padded =
        |bytes: usize| format!("{}{}", holder.set(), " ".repeat(bytes - holder.set().len()));
    check(padded(KEY_SET_BYTES), "registered").await;
    check(padded(KEY_SET_BYTES + 1), "at most").await;
}

#[tokio::test]
async fn two_keys_of_one_kid_prove_nothing() {
    let house = House::new();
    let (one, two) = (Holder::p384("k"), Holder::p384("k"));
    let set = json!({ "keys": [one.jwk(), two.jwk()] }).to_string();
    let client = house.register(machine(Keys::Value(set), "system/*.rs")).await;
    let answer = house.ask(&one.assertion(&house, &client, "a"), "system/*.rs").await;
    answer.refused("invalid_client", "several");
}

#[tokio::test]
async fn so_many_can_be_registered() {
    let house = House::new();
    for _ in 0..CLIENTS {
        house.register(app()).await;
    }
    assert!(why(&house, app()).await.contains("end one first"));
}
