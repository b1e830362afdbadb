//! Who the user is: the resource of a professional, and reading it.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_accounts::AccountError;
use hygie_smart::ASSERTION_TYPE;
use hygie_testkit::{batch, put};
use serde_json::Value;

use crate::flow::Flow;
use crate::help::{Answer, Holder};

const ALL: &str = "launch/patient openid fhirUser patient/*.rs user/*.rs";
const OWN: &str = "Practitioner/claire";

/// With two professionals in the registry, of whom nobody is said to be one yet.
async fn flow() -> Flow {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    let texts = [
        r#"{"resourceType":"Practitioner","id":"claire","name":[{"family":"Vasseur"}]}"#,
        r#"{"resourceType":"Practitioner","id":"ada","name":[{"family":"Martin"}]}"#,
    ];
    let changes = texts.map(put).into();
    house.app.records.write(&house.operator(), batch("org", changes)).await.unwrap();
    flow
}

async fn say(flow: &Flow, login: &str, who: Option<&str>) -> Result<(), AccountError> {
    let house = &flow.house;
    house.app.accounts.give_resource(house.operator(), login, None, who).await
}

fn claim(answer: &Answer) -> Value {
    let token = answer.json["id_token"].as_str().unwrap();
    let claims = token.split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    claims["fhirUser"].clone()
}

#[tokio::test]
async fn a_professional_is_named_and_read_within_the_scopes() {
    let flow = flow().await;
    let house = &flow.house;
    let scope = "launch/patient openid fhirUser user/Practitioner.rs patient/Patient.rs";
    let before = flow.tokens(&flow.physician, scope).await;
    assert_eq!(claim(&before), Value::Null, "nobody said who they are");
    say(&flow, "physician", Some(OWN)).await.unwrap();
    let answer = flow.tokens(&flow.physician, scope).await;
    assert_eq!(claim(&answer), "http://localhost:8080/fhir/Practitioner/claire");
    let token = answer.token();
    let own = house.get("/fhir/Practitioner/claire", &token).await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.json);
    assert_eq!(own.json["name"][0]["family"], "Vasseur");
    for path in [
        "/fhir/Practitioner/ada",
        "/fhir/Practitioner/nobody",
        "/fhir/PractitionerRole/claire",
        "/fhir/Organization/org",
        "/fhir/Practitioner/claire/_history/1",
    ] {
        assert_eq!(house.get(path, &token).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let found = house.get("/fhir/Practitioner?family=martin", &token).await;
    assert_ne!(found.json["total"], 1, "the registry is not searched by an app");
    assert_eq!(house.get("/fhir/Patient/p", &token).await.status, StatusCode::OK);
    // Without the type among its scopes, or without the word, it is not read.
    for less in [
        "launch/patient openid fhirUser patient/Patient.rs",
        "launch/patient openid user/Practitioner.rs",
    ] {
        let answer = flow.tokens(&flow.physician, less).await;
        let status = house.get("/fhir/Practitioner/claire", &answer.token()).await.status;
        assert!(status.is_client_error(), "{less}: {status}");
        assert_eq!(claim(&answer).is_string(), less.contains("fhirUser"), "{less}");
    }
    // It is said anew, and no longer, at once.
    say(&flow, "physician", Some("Practitioner/ada")).await.unwrap();
    let status = house.get("/fhir/Practitioner/claire", &token).await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("/fhir/Practitioner/ada", &token).await.status, StatusCode::OK);
    say(&flow, "physician", None).await.unwrap();
    let status = house.get("/fhir/Practitioner/ada", &token).await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_professionals_are_said_to_be_one() {
    let flow = flow().await;
    let wrong = |result| matches!(result, Err(AccountError::Field { .. }));
    assert!(wrong(say(&flow, "person", Some(OWN)).await));
    for bad in ["Patient/p", "Practitioner/", "claire", "Practitioner/a b"] {
        assert!(wrong(say(&flow, "physician", Some(bad)).await), "{bad}");
    }
    let other = flow.house.app.accounts.give_resource(
        flow.house.operator(),
        "physician",
        Some("nothing"),
        Some(OWN),
    );
    assert!(matches!(other.await, Err(AccountError::NoSuchActivity)));
    let person = flow.tokens(&flow.person, "launch/patient openid fhirUser user/*.rs").await;
    assert_eq!(claim(&person), "http://localhost:8080/fhir/Patient/p");
    let status = flow.house.get("/fhir/Practitioner/claire", &person.token()).await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_service_is_told_who_the_user_is() {
    let flow = flow().await;
    say(&flow, "physician", Some("PractitionerRole/x")).await.unwrap();
    let token = flow.tokens(&flow.physician, "launch/patient openid fhirUser").await.token();
    let holder = Holder::p384("k");
    let service = flow.house.machine(&holder, "system/*.rs").await;
    let proof = holder.assertion(&flow.house, &service, "a");
    let shown = [
        ("client_assertion_type", ASSERTION_TYPE),
        ("client_assertion", proof.as_str()),
        ("token", &token),
    ];
    let told = flow.house.post("/oauth/introspect", &shown).await.json;
    assert_eq!(told["fhirUser"], "http://localhost:8080/fhir/PractitionerRole/x");
}
