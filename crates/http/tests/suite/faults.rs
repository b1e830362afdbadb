//! How faults are told.

use futures_util::FutureExt as _;
use hygie_fhir::json::parse;
use hygie_fhir::validate::validate;
use hygie_http::limits::UNDER_WAY;

use crate::help::{Answer, house, unending};

/// A fault rendered by the door of the routes.
fn told(answer: &Answer, status: u16, name: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    let id = answer.header("x-request-id").unwrap();
    assert_eq!(answer.body, format!("{name} {id}"));
}

#[tokio::test]
async fn a_door_renders_what_happens_behind_it() {
    let house = house();
    told(&house.get("/refused").await, 409, "CONFLICT");
    told(&house.get("/broken").await, 500, "CORRUPT");
    told(&house.get("/hello/%ff").await, 400, "USAGE");
    let answer = house.ask("POST", "/hello/a", &[], "").await;
    told(&answer, 405, "METHOD-NOT-ALLOWED");
    assert_eq!(answer.header("allow"), Some("GET,HEAD"));
}

#[tokio::test]
async fn a_panic_ends_its_request_and_says_nothing() {
    let house = house();
    let answer = house.get("/panic").await;
    told(&answer, 500, "UNAVAILABLE");
    assert_eq!(house.get("/hello/a").await.body, "a");
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_given_up() {
    let answer = house().get("/never").await;
    told(&answer, 503, "UNAVAILABLE");
    assert_eq!(answer.header("retry-after"), Some("1"));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_its_senders_fault() {
    let answer = house().send(unending("/raw")).await;
    told(&answer, 408, "USAGE");
    assert_eq!((answer.header("retry-after"), answer.header("connection")), (None, Some("close")));
    // A handler that does not wait for the body is late by itself.
    let answer = house().send(unending("/late")).await;
    told(&answer, 503, "UNAVAILABLE");
}

#[tokio::test]
async fn too_many_at_once_are_told_to_come_again() {
    let house = std::sync::Arc::new(house());
    let mut under_way = Vec::new();
    for _ in 0..UNDER_WAY {
        let mut asking = Box::pin(house.get("/never"));
        assert!((&mut asking).now_or_never().is_none());
        under_way.push(asking);
    }
    let answer = house.get("/hello/a").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, Some("1")));
    assert_eq!(house.get("/healthz").await.status, 200, "who watches is not turned away");
    under_way.pop();
    assert_eq!(house.get("/hello/a").await.status, 200);
}

#[tokio::test]
async fn what_no_door_renders_is_told_in_fhir_or_in_words() {
    let house = house();
    let words = house.get("/nothing").await;
    assert_eq!(words.status, 404);
    assert_eq!(words.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(words.body.starts_with("There is no such thing here.\n"), "{}", words.body);
    for (uri, headers) in [
        ("/fhir/Patient/1", [("accept", "*/*")]),
        ("/nothing", [("accept", "application/fhir+json")]),
    ] {
        let fhir = house.ask("GET", uri, &headers, "").await;
        let outcome = parse(fhir.body.as_bytes(), &Default::default()).unwrap();
        validate(&outcome).unwrap();
        assert_eq!(fhir.status, 404);
        assert_eq!(outcome.id(), fhir.header("x-request-id"));
    }
}
