//! Keys that a client publishes at an address.

use hygie_smart::{Client, Keys};

use crate::help::{Holder, House, MINUTE, machine};

const URL: &str = "https://lab.example/jwks.json";
const SCOPE: &str = "system/Patient.rs";

async fn house() -> (House, Client) {
    let house = House::new();
    let authorities = "-----BEGIN CERTIFICATE-----".to_owned();
    let keys = Keys::Url { url: URL.into(), authorities };
    let client = house.register(machine(keys, SCOPE)).await;
    (house, client)
}

fn publish(house: &House, set: Option<String>) {
    *house.elsewhere.set.lock().unwrap() = set;
}

fn asked(house: &House) -> u32 {
    *house.elsewhere.asked.lock().unwrap()
}

#[tokio::test]
async fn keys_are_fetched_once_and_again_when_they_change() {
    let (house, client) = house().await;
    let (old, new) = (Holder::p384("old"), Holder::p384("new"));
    publish(&house, Some(old.set()));
    house.ask(&old.assertion(&house, &client, "a"), SCOPE).await.token();
    house.ask(&old.assertion(&house, &client, "b"), SCOPE).await.token();
    assert_eq!(asked(&house), 1);
    publish(&house, Some(new.set()));
    // A kid that is not known does not make us ask again and again.
    house.ask(&new.assertion(&house, &client, "c"), SCOPE).await.refused("invalid_client", "kid");
    assert_eq!(asked(&house), 1);
    house.world.clock.advance(MINUTE);
    house.ask(&new.assertion(&house, &client, "d"), SCOPE).await.token();
    assert_eq!(asked(&house), 2);
    house.ask(&old.assertion(&house, &client, "e"), SCOPE).await.refused("invalid_client", "kid");
    // What is old is fetched anew, and then a withdrawn key ends.
    house.world.clock.advance(11 * MINUTE);
    publish(&house, Some(old.set()));
    house.ask(&new.assertion(&house, &client, "f"), SCOPE).await.refused("invalid_client", "kid");
}

#[tokio::test]
async fn a_host_that_does_not_answer_is_not_asked_again_at_once() {
    let (house, client) = house().await;
    let holder = Holder::p384("k");
    for at in 0..5 {
        let assertion = holder.assertion(&house, &client, &at.to_string());
        house.ask(&assertion, SCOPE).await.refused("invalid_client", "cannot be had");
    }
    assert_eq!(asked(&house), 1);
    house.world.clock.advance(MINUTE);
    for bad in ["", "{}", "[]", r#"{"keys":[]}"#, "<html>", r#"{"keys":[{"kty":"oct","k":"AA"}]}"#]
    {
        publish(&house, Some(bad.to_owned()));
        let assertion = holder.assertion(&house, &client, bad);
        house.ask(&assertion, SCOPE).await.refused("invalid_client", "cannot be had");
        house.world.clock.advance(MINUTE);
    }
    publish(&house, Some(holder.set()));
    house.ask(&holder.assertion(&house, &client, "z"), SCOPE).await.token();
}

#[tokio::test]
async fn a_jku_must_be_the_registered_address() {
    let (house, client) = house().await;
    let holder = Holder::p384("k");
    publish(&house, Some(holder.set()));
    let with = |jku: &str, jti: &str| {
        let mut head = holder.head();
        head["jku"] = jku.into();
        holder.jwt(&head, &crate::help::claims(&house, &client, jti))
    };
    house.ask(&with("https://evil.example/", "a"), SCOPE).await.refused("invalid_client", "jku");
    house.ask(&with(URL, "b"), SCOPE).await.token();
}

#[tokio::test]
async fn a_made_up_kid_takes_no_keys_away() {
    let (house, client) = house().await;
    let (own, other) = (Holder::p384("own"), Holder::p384("made-up"));
    publish(&house, Some(own.set()));
    house.ask(&own.assertion(&house, &client, "a"), SCOPE).await.token();
    publish(&house, None);
    house.world.clock.advance(MINUTE);
    let stranger = other.assertion(&house, &client, "b");
    house.ask(&stranger, SCOPE).await.refused("invalid_client", "kid");
    assert_eq!(asked(&house), 2);
    house.ask(&own.assertion(&house, &client, "c"), SCOPE).await.token();
    house.world.clock.advance(10 * MINUTE);
    let late = own.assertion(&house, &client, "d");
    house.ask(&late, SCOPE).await.refused("invalid_client", "cannot be had");
}
