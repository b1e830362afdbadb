//! SMART Backend Services: a machine proves who it is and gets a token.

use axum::http::{Method, StatusCode};
use hygie_base::RecordNo;
use hygie_trace::Action;

use crate::help::{Holder, House, MINUTE};

#[tokio::test]
async fn a_machine_gets_a_token_that_works_within_its_scopes() {
    let house = House::new();
    house.persons().await;
    for holder in [Holder::rsa("k1"), Holder::p384("k2")] {
        let client = house.machine(&holder, "system/Patient.rs system/Observation.rs").await;
        let assertion = holder.assertion(&house, &client, "a");
        let answer = house.ask(&assertion, "system/Observation.read").await;
        let token = answer.token();
        assert!(token.starts_with("hyga_"));
        assert_eq!(answer.json["token_type"], "bearer");
        assert_eq!(answer.json["expires_in"], 300);
        assert_eq!(answer.json["scope"], "system/Observation.rs");
        assert_eq!(
            (answer.header("cache-control"), answer.header("pragma")),
            ("no-store", "no-cache")
        );
        let read = house.get("/fhir/Observation/o", &token).await;
        assert_eq!((read.status, &read.json["id"]), (StatusCode::OK, &"o".into()));
        let other = house.get("/fhir/Patient/p", &token).await;
        assert_ne!(other.status, StatusCode::OK, "the token is for observations alone");
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let deleted = house.call(Method::DELETE, "/fhir/Observation/o", &headers).await;
        assert!(deleted.status.is_client_error(), "{}", deleted.status);
    }
}

#[tokio::test]
async fn a_token_ends_after_five_minutes_and_is_cleared_away() {
    let house = House::new();
    house.persons().await;
    let holder = Holder::p384("k");
    let client = house.machine(&holder, "system/*.rs").await;
    let token = house.ask(&holder.assertion(&house, &client, "a"), "system/*.rs").await.token();
    let status = async || house.get("/fhir/Patient/p", &token).await.status;
    house.world.clock.advance(5 * MINUTE - 1);
    assert_eq!(status().await, StatusCode::OK);
    assert_eq!(house.app.smart.sweep().await.unwrap(), 0);
    house.world.clock.advance(1);
    assert_eq!(status().await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        house.app.smart.sweep().await.unwrap(),
        2,
        "the token and the mark of its assertion"
    );
    house.world.clock.advance(-10 * 366 * 24 * 60 * MINUTE);
    assert_eq!(status().await, StatusCode::UNAUTHORIZED, "a clock set back brings nothing back");
}

#[tokio::test]
async fn a_clock_set_back_does_not_lengthen_a_token() {
    let house = House::new();
    house.persons().await;
    let holder = Holder::p384("k");
    let client = house.machine(&holder, "system/*.rs").await;
    let token = house.ask(&holder.assertion(&house, &client, "a"), "system/*.rs").await.token();
    house.world.clock.advance(-10 * 366 * 24 * 60 * MINUTE);
    assert_eq!(house.get("/fhir/Patient/p", &token).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_ended_client_loses_its_tokens_at_once() {
    let house = House::new();
    house.persons().await;
    let holder = Holder::p384("k");
    let client = house.machine(&holder, "system/*.rs").await;
    let token = house.ask(&holder.assertion(&house, &client, "a"), "system/*.rs").await.token();
    assert_eq!(house.get("/fhir/Patient/p", &token).await.status, StatusCode::OK);
    assert!(house.app.smart.end_client(house.operator(), &client.id).await.unwrap());
    assert_eq!(house.get("/fhir/Patient/p", &token).await.status, StatusCode::UNAUTHORIZED);
    let again = house.ask(&holder.assertion(&house, &client, "b"), "system/*.rs").await;
    again.refused("invalid_client", "no client is registered");
    assert!(!house.app.smart.end_client(house.operator(), &client.id).await.unwrap());
}

#[tokio::test]
async fn each_token_given_and_refused_is_traced_and_holds_no_secret() {
    let house = House::new();
    let holder = Holder::p384("k");
    let client = house.machine(&holder, "system/*.rs").await;
    let token = house.ask(&holder.assertion(&house, &client, "a"), "system/*.rs").await.token();
    house.ask(&Holder::p384("k").assertion(&house, &client, "b"), "system/*.rs").await;
    let traces = house.world.records.traces(&house.operator(), RecordNo::REGISTRY).await.unwrap();
    let asked: Vec<_> =
        traces.iter().map(|seen| &seen.trace).filter(|one| one.action == Action::LogIn).collect();
    assert_eq!(asked.len(), 2);
    assert!(asked[0].what.contains("refused") && asked[0].actor.id == "unknown");
    assert!(asked[1].what.contains("system/*.rs") && asked[1].actor.id == client.id);
    assert!(traces.iter().all(|seen| !seen.trace.what.contains(&token)));
}

#[tokio::test]
async fn more_than_was_registered_is_refused() {
    let house = House::new();
    let holder = Holder::p384("k");
    let client = house.machine(&holder, "system/Patient.rs").await;
    let check = async |jti: &str, scope: &str, word: &str| {
        let answer = house.ask(&holder.assertion(&house, &client, jti), scope).await;
        answer.refused("invalid_scope", word);
    };
    check("a", "system/Patient.cruds", "no more than system/Patient.rs").await;
    check("b", "system/*.read", "no more than").await;
    check("c", "system/Patient.rs system/Observation.r", "no more than").await;
    check("d", "user/Patient.rs", "no more than").await;
    check("e", "", "at least one").await;
    check("f", "system/Patient.rs openid", "no more than").await;
    check("g", "system/Patient.rs nonsense", "scope 2 is not known").await;
    check("h", "system/Patient.rs?name=x", "narrowed in a way").await;
    check("i", "system/Patiant.rs", "no FHIR R4 resource type").await;
    let most = "system/Patient.rs ".repeat(300);
    check("j", &most, "at most").await;
    house.ask(&holder.assertion(&house, &client, "k"), "system/Patient.r").await.token();
}
