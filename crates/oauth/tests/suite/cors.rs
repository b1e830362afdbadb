//! Which pages of other sites may call.

use axum::http::{Method, StatusCode};
use hygie_smart::{Keys, Kind, NewClient};

use crate::help::{Answer, House, machine};

const ORIGIN: &str = "https://app.example";

async fn house() -> (House, String) {
    let house = House::new();
    house.persons().await;
    let new = NewClient {
        kind: Kind::Public,
        redirects: vec!["https://app.example/cb".into()],
        origins: vec![ORIGIN.into()],
        ..machine(Keys::None, "patient/*.rs")
    };
    let client = house.register(new).await;
    (house, client.id)
}

async fn preflight(house: &House, path: &str, origin: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", "GET"),
        ("access-control-request-headers", "authorization"),
    ];
    house.call(Method::OPTIONS, path, &headers).await
}

#[tokio::test]
async fn pages_of_registered_origins_may_call_without_cookies() {
    let (house, _) = house().await;
    for path in ["/fhir/Patient/p", "/fhir", "/oauth/token", "/.well-known/smart-configuration"] {
        let answer = preflight(&house, path, ORIGIN).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
        assert!(answer.header("access-control-allow-headers").contains("authorization"));
        assert!(answer.header("access-control-allow-methods").contains("PATCH"));
        assert_eq!(answer.header("access-control-allow-credentials"), "", "never with cookies");
        let answer = house.call(Method::GET, path, &[("origin", ORIGIN)]).await;
        assert_eq!(answer.header("access-control-allow-origin"), ORIGIN, "{path}: faults too");
        assert!(answer.header("access-control-expose-headers").contains("etag"));
        assert!(answer.headers.get_all("vary").iter().any(|value| value == "Origin"));
    }
}

#[tokio::test]
async fn pages_of_any_other_origin_may_not() {
    let (house, client) = house().await;
    let others = [
        "https://app.example:8443",
        "http://app.example",
        "https://app.example.evil.example",
        "https://evilapp.example",
        "https://APP.example",
        "null",
        "*",
    ];
    for origin in others {
        let answer = preflight(&house, "/fhir/Patient/p", origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        assert_ne!(answer.status, StatusCode::NO_CONTENT);
        let answer = house.call(Method::GET, "/fhir/metadata", &[("origin", origin)]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
    }
    let twice = [("origin", ORIGIN), ("origin", ORIGIN)];
    let answer = house.call(Method::GET, "/fhir/metadata", &twice).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
    let none = house.call(Method::GET, "/fhir/metadata", &[]).await;
    assert_eq!((none.header("vary"), none.status), ("", StatusCode::OK));
    house.app.smart.end_client(house.operator(), &client).await.unwrap();
    let answer = preflight(&house, "/fhir/Patient/p", ORIGIN).await;
    assert_eq!(answer.header("access-control-allow-origin"), "", "at once when its client ends");
}
