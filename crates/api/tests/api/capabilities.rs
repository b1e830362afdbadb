//! The CapabilityStatement claims what works and nothing else.

use hygie_fhir::assign::resource_types;
use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;

use crate::help::{House, person};

async fn statement(house: &House) -> Json {
    let answer = house.call_with("GET", "/metadata", None, &[("authorization", "")]).await.is(200);
    answer.json()
}

fn codes(of: &Json) -> Vec<&str> {
    let all = of.get("interaction").unwrap().as_array().unwrap();
    all.iter().map(|one| one.str("code").unwrap()).collect()
}

#[tokio::test]
async fn it_is_valid_and_needs_no_token() {
    let house = House::new().await;
    let statement = statement(&house).await;
    validate(&statement).unwrap();
    assert_eq!(statement.str("fhirVersion"), Some("4.0.1"));
    let version = statement.get("software").unwrap().str("version");
    assert_eq!(version, Some(env!("CARGO_PKG_VERSION")));
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    assert_eq!(codes(rest), ["transaction", "batch"]);
    let resources = rest.get("resource").unwrap().as_array().unwrap();
    let kinds: Vec<&str> = resources.iter().filter_map(|one| one.str("type")).collect();
    assert_eq!(kinds, resource_types().collect::<Vec<_>>());
}

#[tokio::test]
async fn every_interaction_that_it_claims_works() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        let body = format!(r#"{{"resourceType":"{kind}","id":"x"}}"#);
        for code in codes(resource) {
            // The resource has hardly any element: what needs more says so.
            let (method, path, expect): (_, _, &[u16]) = match code {
                "read" => ("GET", format!("/{kind}/absent"), &[404]),
                "vread" => ("GET", format!("/{kind}/absent/_history/1"), &[404]),
                "history-instance" => ("GET", format!("/{kind}/absent/_history"), &[404]),
                "update" => ("PUT", format!("/{kind}/x"), &[200, 201, 422]),
                "create" => ("POST", format!("/{kind}"), &[201, 422]),
                "delete" => ("DELETE", format!("/{kind}/absent"), &[404]),
                "patch" => ("PATCH", format!("/{kind}/absent"), &[404]),
                "search-type" => ("GET", format!("/{kind}?_id=x"), &[200]),
                other => panic!("{kind} claims {other}"),
            };
            let body = if code == "patch" {
                r#"{"resourceType":"Parameters","parameter":[]}"#
            } else {
                &body
            };
            let answer = house.call(method, &path, Some(body)).await;
            assert!(expect.contains(&answer.status.as_u16()), "{path} {}", answer.text());
            if answer.status == 404 {
                assert_eq!(answer.issue("diagnostics"), "", "{path}: the resource, not the route");
            }
        }
    }
}

#[tokio::test]
async fn every_condition_that_it_claims_works() {
    let house = House::new().await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        assert_eq!(resource.get("conditionalCreate"), Some(&Json::Bool(true)));
        assert_eq!(resource.get("conditionalUpdate"), Some(&Json::Bool(true)));
        assert_eq!(resource.str("conditionalDelete"), Some("single"));
        let body = format!(r#"{{"resourceType":"{kind}"}}"#);
        let headers = [("if-none-exist", "_id=absent")];
        let create = house.call_with("POST", &format!("/{kind}"), Some(&body), &headers).await;
        let path = format!("/{kind}?_id=absent");
        let update = house.call("PUT", &path, Some(&body)).await;
        for answer in [create, update] {
            assert!([201, 422].contains(&answer.status.as_u16()), "{kind} {}", answer.text());
        }
        house.call("DELETE", &path, None).await.is(204);
        let patch = r#"{"resourceType":"Parameters","parameter":[]}"#;
        house.call("PATCH", &path, Some(patch)).await.refuses(404, "not-found");
    }
}

#[tokio::test]
async fn every_parameter_that_it_claims_searches() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let statement = statement(&house).await;
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    let strict = [("prefer", "handling=strict")];
    let mut tried = 0;
    for resource in rest.get("resource").unwrap().as_array().unwrap() {
        let kind = resource.str("type").unwrap();
        for parameter in resource.get("searchParam").unwrap().as_array().unwrap() {
            let name = parameter.str("name").unwrap();
            let value = match parameter.str("type").unwrap() {
                "date" => "2026-01-01",
                "number" | "quantity" => "1",
                "reference" => "Patient/p",
                "uri" => "http://a",
                "token" | "string" => "martin",
                "composite" => continue,
                other => panic!("{kind}.{name} is a {other}"),
            };
            let narrow = if kind == "Patient" { "_id=p" } else { "patient=p" };
            let query = if narrow.starts_with(name) {
                format!("/{kind}?{name}=p")
            } else {
                let path = format!("/{kind}?{name}={value}");
                let alone = house.call_with("GET", &path, None, &strict).await;
                if alone.status == 200 {
                    tried += 1;
                    continue;
                }
                assert_eq!(alone.issue("code"), "too-costly", "{path} {}", alone.text());
                format!("/Patient/p/{kind}?{name}={value}")
            };
            let answer = house.call_with("GET", &query, None, &strict).await;
            assert_eq!(answer.status, 200, "{query} {}", answer.text());
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[tokio::test]
async fn what_it_does_not_claim_is_refused() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let body = person("p", "Martin", "1980-05-02");
    for (method, path) in [
        ("PATCH", "/Patient/p/_history/1"),
        ("PUT", "/Patient"),
        ("DELETE", "/Patient"),
        ("GET", ""),
        ("GET", "/"),
        ("PUT", "/metadata"),
        ("GET", "/?_type=Patient"),
        ("GET", "/Patient/p/*"),
        ("GET", "/Practitioner/p/Observation"),
        ("POST", "/Patient/p"),
        ("PUT", "/Patient/p/_history/1"),
        ("DELETE", "/Patient/p/_history"),
        ("GET", "/Nonsense/p"),
        ("POST", "/Nonsense"),
        ("GET", "/patient/p"),
        ("TRACE", "/Patient/p"),
        ("OPTIONS", "/Patient/p"),
        ("GET", "/Patient/p/a/b/c"),
    ] {
        let answer = house.call(method, path, Some(&body)).await;
        assert!(answer.status.is_client_error(), "{method} {path} {}", answer.text());
        validate(&answer.json()).unwrap();
        assert_eq!(answer.json().resource_type(), Some("OperationOutcome"), "{method} {path}");
        assert_eq!(answer.status == 405, answer.header("allow").is_some(), "{method} {path}");
        if let Some(allow) = answer.header("allow") {
            let told = answer.issue("diagnostics");
            let mut works: Vec<&str> = allow.split(',').collect();
            works.sort_unstable();
            let mut said: Vec<&str> = told.rsplit_once(": ").unwrap().1.split(", ").collect();
            said.sort_unstable();
            assert_eq!(said, works, "{method} {path} {told}");
        }
    }
}

#[tokio::test]
async fn what_r4_has_and_it_does_not_do_yet_is_said() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    for (method, path, word) in [
        ("GET", "/Patient/_history", "history of a type"),
        ("GET", "/Patient/_history?_count=1", "history of a type"),
        ("GET", "/_history", "history of a type"),
        ("GET", "/_search?name=a", "across types"),
        ("POST", "/_search", "across types"),
        ("GET", "/$export", "operations"),
        ("POST", "/$validate", "operations"),
        ("GET", "/metadata/$versions", "operations"),
        ("POST", "/Patient/$match", "operations"),
        ("GET", "/Patient/$export", "operations"),
        ("GET", "/Patient/p/$everything", "operations"),
        ("GET", "/Patient/p/%24everything", "operations"),
        ("POST", "/Observation/a/$meta", "operations"),
        ("POST", "/Patient/p/_history/1/$meta", "operations"),
    ] {
        let answer = house.call(method, path, Some("{}")).await.refuses(501, "not-supported");
        let told = answer.issue("diagnostics");
        assert!(told.contains(word) && told.contains("not supported yet"), "{path} {told}");
    }
    house.get("/Patient/p/_history").await.is(200);
}
