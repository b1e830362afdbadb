//! Creating, updating, deleting one resource.

use hygie_fhir::reference::is_id;
use hygie_testkit::{observation, organization, patient};

use crate::help::House;

#[tokio::test]
async fn a_create_gives_an_id_of_its_own() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let text = observation("mine", "p", "1.50");
    let answer = house.call("POST", "/Observation", Some(&text)).await.is(201);
    let created = answer.json();
    let id = created.id().unwrap();
    assert!(is_id(id) && id.len() == 36, "{id}");
    let location = format!("http://localhost:8080/fhir/Observation/{id}/_history/1");
    assert_eq!(answer.header("location"), Some(location.as_str()));
    assert_eq!(answer.header("etag"), Some("W/\"1\""));
    assert_eq!(house.get(&format!("/Observation/{id}")).await.body, answer.body);
    house.get("/Observation/mine").await.refuses(404, "not-found");
    let again = house.call("POST", "/Observation", Some(&text)).await.is(201);
    assert_ne!(again.json().id(), Some(id));
}

#[tokio::test]
async fn what_comes_back_is_as_preferred() {
    let house = House::new().await;
    let text = organization("o", "A");
    let check = async |prefer: &str, kind: Option<&str>| {
        let headers = [("prefer", prefer)];
        let answer = house.call_with("POST", "/Organization", Some(&text), &headers).await.is(201);
        assert!(answer.header("location").is_some());
        let got = (!answer.body.is_empty()).then(|| answer.json());
        assert_eq!(got.as_ref().and_then(|got| got.resource_type()), kind, "{prefer}");
    };
    check("return=minimal", None).await;
    check("return=representation", Some("Organization")).await;
    check("return=OperationOutcome", Some("OperationOutcome")).await;
    check("respond-async", Some("Organization")).await;
}

#[tokio::test]
async fn an_update_makes_a_version_and_an_equal_one_does_not() {
    let house = House::new().await;
    let first = house.put(&organization("o", "A")).await.is(201);
    assert_eq!(first.header("etag"), Some("W/\"1\""));
    house.world.clock.advance(60_000);
    let same = house.put(&organization("o", "A")).await.is(200);
    assert_eq!((same.header("etag"), &same.body), (Some("W/\"1\""), &first.body));
    assert_eq!(same.header("last-modified"), first.header("last-modified"));
    let second = house.put(&organization("o", "B")).await.is(200);
    assert_eq!(second.header("etag"), Some("W/\"2\""));
    assert_eq!(house.get("/Organization/o").await.body, second.body);
    // What the server assigns is not the client's to say.
    let echo = String::from_utf8(second.body.clone()).unwrap().replace("\"2\"", "\"9\"");
    let echoed = house.call("PUT", "/Organization/o", Some(&echo)).await.is(200);
    assert_eq!((echoed.header("etag"), &echoed.body), (Some("W/\"2\""), &second.body));
}

#[tokio::test]
async fn an_update_follows_the_version_it_names() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let put = async |name: &str, tag: &str| {
        let body = organization("o", name);
        house.call_with("PUT", "/Organization/o", Some(&body), &[("if-match", tag)]).await
    };
    put("B", "W/\"1\"").await.is(200);
    put("C", "W/\"1\"").await.refuses(412, "precondition-failed");
    put("C", "W/\"3\"").await.refuses(412, "precondition-failed");
    put("C", "\"2\"").await.is(200);
    put("D", "3").await.refuses(400, "usage");
    put("D", "*").await.refuses(400, "usage");
    let body = organization("new", "A");
    let headers = [("if-match", "W/\"1\"")];
    let answer = house.call_with("PUT", "/Organization/new", Some(&body), &headers).await;
    answer.refuses(404, "not-found");
    house.get("/Organization/new").await.refuses(404, "not-found");
}

#[tokio::test]
async fn conditions_that_are_not_kept_are_refused() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let body = organization("o", "B");
    let check = async |method: &str, path: &str, header: &str| {
        let headers = [(header, "x")];
        let answer = house.call_with(method, path, Some(&body), &headers).await;
        let answer = answer.refuses(422, "not-supported");
        assert!(answer.issue("diagnostics").contains(header), "{}", answer.text());
    };
    for header in ["if-none-exist", "if-none-match", "if-modified-since", "if-unmodified-since"] {
        if header != "if-none-exist" {
            check("POST", "/Organization", header).await;
        }
        check("PUT", "/Organization/o", header).await;
        check("PUT", "/Organization?_id=o", header).await;
        check("DELETE", "/Organization/o", header).await;
        check("DELETE", "/Organization?_id=o", header).await;
        check("POST", "", header).await;
    }
    for (method, path) in [("POST", "/Organization"), ("POST", "")] {
        check(method, path, "if-match").await;
    }
    check("GET", "/Organization/o", "if-match").await;
    assert_eq!(house.get("/Organization/o").await.header("etag"), Some("W/\"1\""));
}

#[tokio::test]
async fn what_breaks_a_rule_says_where() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&patient("q", "Petit")).await;
    house.put(&observation("a", "p", "1")).await;
    let check = async |method: &str, path: &str, body: &str, status: u16, code: &str, at: &str| {
        let answer = house.call(method, path, Some(body)).await.refuses(status, code);
        assert_eq!(answer.issue("expression"), at, "{}", answer.text());
        answer
    };
    let bad = r#"{"resourceType":"Patient","gender":"x","secret":"Martin"}"#;
    let answer = check("POST", "/Patient", bad, 422, "invalid-resource", "Patient.gender").await;
    assert_eq!(answer.json().get("issue").unwrap().as_array().unwrap().len(), 2);
    assert!(!answer.text().contains("Martin"));
    let other = patient("p", "Martin");
    let place = "Resource.resourceType";
    check("POST", "/Observation", &other, 422, "invalid-resource", place).await;
    check("POST", "/Observation", "[]", 422, "invalid-resource", place).await;
    check("PUT", "/Patient/q", &other, 400, "usage", "Patient.id").await;
    check("PUT", "/Patient/q", r#"{"resourceType":"Patient"}"#, 400, "usage", "Patient.id").await;
    check("POST", "/Patient", "{", 400, "invalid-json", "").await;
    let absent = observation("a", "nobody", "1");
    check("POST", "/Observation", &absent, 422, "unknown-reference", "").await;
    let moved = observation("a", "q", "1");
    check("PUT", "/Observation/a", &moved, 422, "business-rule", "").await;
    let conditional =
        observation("x", "p", "1").replace("Patient/p", "Patient?identifier=urn:oid:1.2.3%7Cnr-q");
    let answer = house.call("POST", "/Observation", Some(&conditional)).await.is(201);
    assert_eq!(answer.json().get("subject").unwrap().str("reference"), Some("Patient/q"));
    let own =
        observation("x", "p", "1").replace("Patient/p", "http://localhost:8080/fhir/Patient/p");
    let answer = house.call("POST", "/Observation", Some(&own)).await.is(201);
    assert_eq!(answer.json().get("subject").unwrap().str("reference"), Some("Patient/p"));
}

#[tokio::test]
async fn an_id_is_one_of_fhir() {
    let house = House::new().await;
    let check = async |id: &str, path: &str, expect: u16| {
        let body = organization(id, "A");
        let answer = house.call("PUT", &format!("/Organization/{path}"), Some(&body)).await;
        let answer = answer.is(expect);
        if expect == 400 {
            let told = answer.refuses(400, "usage").issue("diagnostics");
            assert!(told.starts_with("an id is 1 to 64 of A-Z"), "{path} {told}");
        }
    };
    for (id, path) in [("a_b", "a_b"), ("é", "%C3%A9"), ("$x", "$x"), ("a b", "a%20b")] {
        check(id, path, 400).await;
    }
    for (id, path) in [(".", "."), ("..", ".."), (".", "%2e"), ("..", "%2e%2e")] {
        check(id, path, 400).await;
    }
    check("_history", "_history", 405).await;
    check(&"a".repeat(65), &"a".repeat(65), 400).await;
    check(&"a".repeat(64), &"a".repeat(64), 201).await;
    check("...", "...", 201).await;
    check("A-0.z", "A-0.z", 201).await;
}

#[tokio::test]
async fn only_its_keeper_writes_the_next_version() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let other = house.token(crate::help::ALL, "elsewhere").await;
    let mine = organization("o", "B");
    house.as_(&other, "GET", "/Organization/o", None).await.is(200);
    for (method, body) in [("PUT", Some(mine.as_str())), ("DELETE", None)] {
        let answer = house.as_(&other, method, "/Organization/o", body).await;
        answer.refuses(403, "forbidden");
    }
    let text = crate::transactions::entry("", &mine, "PUT", "Organization/o");
    let text = crate::transactions::bundle(&[text]);
    house.as_(&other, "POST", "", Some(&text)).await.refuses(403, "forbidden");
    assert_eq!(house.get("/Organization/o").await.header("etag"), Some("W/\"1\""));
    house.put(&mine).await.is(200);
}

#[tokio::test]
async fn what_is_deleted_was_there() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    house.call("DELETE", "/Organization/x", None).await.refuses(404, "not-found");
    house.call("DELETE", "/Organization/o", None).await.is(204);
    let again = house.call("DELETE", "/Organization/o", None).await;
    assert!(again.status.is_success(), "{}", again.text());
    house.get("/Organization/o").await.refuses(410, "gone");
}
