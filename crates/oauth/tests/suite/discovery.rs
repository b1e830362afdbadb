//! What the server says of itself.

use axum::http::{Method, StatusCode};

use crate::help::{House, TOKEN};

#[tokio::test]
async fn the_configuration_is_public_and_at_both_addresses() {
    let house = House::new();
    let mut seen = Vec::new();
    for path in ["/.well-known/smart-configuration", "/fhir/.well-known/smart-configuration"] {
        let answer = house.call(Method::GET, path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.json["token_endpoint"], TOKEN);
        assert!(
            answer.json["capabilities"].as_array().unwrap().contains(&"launch-standalone".into())
        );
        seen.push(answer.json);
    }
    assert_eq!(seen[0], seen[1]);
    let statement = house.call(Method::GET, "/fhir/metadata", &[]).await.json;
    let security = &statement["rest"][0]["security"];
    assert_eq!(security["cors"], true);
    assert_eq!(security["service"][0]["coding"][0]["code"], "SMART-on-FHIR");
    let told = security["extension"][0]["extension"].as_array().unwrap();
    assert!(told.iter().any(|one| one["url"] == "token" && one["valueUri"] == TOKEN));
}
