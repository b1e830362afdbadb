//! What every answer carries.

use crate::help::{Answer, house, house_at};

fn secured(answer: &Answer) {
    let expect = [
        (
            "content-security-policy",
            "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in expect {
        assert_eq!(answer.header(name), Some(value));
    }
    assert!(answer.header("permissions-policy").is_some());
    assert_eq!(answer.header("x-request-id").unwrap().len(), 32);
}

#[tokio::test]
async fn every_answer_is_secured_whatever_it_says() {
    let house = house();
    for uri in ["/hello/a", "/nothing", "/panic", "/refused", "/broken", "/healthz", "/raw"] {
        let answer = house.get(uri).await;
        secured(&answer);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{uri}");
        assert_eq!(answer.header("strict-transport-security"), None, "{uri}");
    }
    let elsewhere = house.ask("GET", "/hello/a", &[("host", "evil.example")], "").await;
    secured(&elsewhere);
}

#[tokio::test]
async fn a_handler_may_allow_caching() {
    assert_eq!(house().get("/cached").await.header("cache-control"), Some("max-age=9"));
}

#[tokio::test]
async fn https_is_kept_to_where_it_is_used() {
    let house = house_at("https://dossier.example");
    let answer = house.ask("GET", "/hello/a", &[("host", "dossier.example")], "").await;
    assert_eq!(answer.body, "a");
    let expect = Some("max-age=63072000; includeSubDomains");
    assert_eq!(answer.header("strict-transport-security"), expect);
    // Whatever it answers.
    let host = [("host", "dossier.example")];
    for uri in ["/nothing", "/panic", "/refused", "/broken", "/healthz", "/raw"] {
        let answer = house.ask("GET", uri, &host, "").await;
        assert_eq!(answer.header("strict-transport-security"), expect, "{uri}");
    }
    // This machine has other servers on other ports.
    for own in ["https://localhost:8080", "https://127.0.0.1:8080", "https://[::1]:8080"] {
        let answer = house_at(own).ask("GET", "/hello/a", &[], "").await;
        assert_eq!((answer.body.as_str(), answer.header("strict-transport-security")), ("a", None));
    }
}

#[tokio::test]
async fn each_request_has_an_id_of_its_own() {
    let house = house();
    let one = house.get("/hello/a").await;
    let two = house.ask("GET", "/hello/a", &[("x-request-id", "mine")], "").await;
    assert_ne!(one.header("x-request-id"), two.header("x-request-id"));
    assert_ne!(two.header("x-request-id"), Some("mine"));
}

#[tokio::test]
async fn health_is_told_to_anyone_and_says_nothing() {
    let house = house();
    for (uri, expect) in [("/healthz", "live\n"), ("/readyz", "ready\n")] {
        let answer = house.ask("GET", uri, &[("host", "10.0.0.7:9")], "").await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, expect));
    }
    hygie_store::Store::close(&*house.world.store).await.unwrap();
    let answer = house.get("/readyz").await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (503, "not ready\n"));
    assert_eq!(house.get("/healthz").await.status, 200);
}
