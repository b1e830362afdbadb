//! Batches: each entry by itself; and what transactions read and delete.

use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;
use hygie_testkit::{observation, organization, patient};

use crate::help::{Answer, House};
use crate::transactions::{ask, bundle, entry};

fn batch(entries: &[String]) -> String {
    bundle(entries).replace("\"transaction\"", "\"batch\"")
}

/// Adds members to the request of an entry.
pub fn with(entry: &str, members: &str) -> String {
    entry.replace(r#""request":{"#, &format!(r#""request":{{{members},"#))
}

pub fn statuses(answer: &Answer) -> Vec<String> {
    let status = |entry: &Json| entry.get("response").unwrap().str("status").unwrap().to_owned();
    answer.entries().iter().map(status).collect()
}

pub fn code(entry: &Json) -> String {
    let outcome = entry.get("response").unwrap().get("outcome").unwrap();
    let issue = &outcome.get("issue").unwrap().as_array().unwrap()[0];
    let coding = &issue.get("details").unwrap().get("coding").unwrap().as_array().unwrap()[0];
    coding.str("code").unwrap().to_owned()
}

#[tokio::test]
async fn each_entry_is_answered_by_itself() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&organization("o", "A")).await;
    house.put(&organization("gone", "A")).await;
    let text = batch(&[
        ask("GET", "Patient/p"),
        ask("GET", "Patient/absent"),
        ask("HEAD", "Patient/p"),
        ask("GET", "Observation?patient=p"),
        ask("GET", "Patient/p/_history"),
        ask("GET", "Patient/p/_history/1"),
        ask("GET", "Patient/p/Observation"),
        ask("GET", "metadata"),
        entry("", &observation("x", "p", "1"), "POST", "Observation"),
        entry("", &organization("o", "B"), "PUT", "Organization/o"),
        entry("", r#"{"resourceType":"Patient","gender":"x"}"#, "POST", "Patient"),
        ask("DELETE", "Organization/gone"),
        ask("GET", "Organization/gone"),
        ask("POST", "Patient/$match"),
        ask("GET", "Nonsense/x"),
        ask("GET", "Patient?gender=male"),
        "7".to_owned(),
    ]);
    let answer = house.call("POST", "", Some(&text)).await.is(200);
    validate(&answer.json()).unwrap();
    assert_eq!(answer.json().str("type"), Some("batch-response"));
    let expect = [
        "200 OK",
        "404 Not Found",
        "200 OK",
        "200 OK",
        "200 OK",
        "200 OK",
        "200 OK",
        "200 OK",
        "201 Created",
        "200 OK",
        "422 Unprocessable Entity",
        "204 No Content",
        "410 Gone",
        "422 Unprocessable Entity",
        "404 Not Found",
        "400 Bad Request",
        "422 Unprocessable Entity",
    ];
    assert_eq!(statuses(&answer), expect);
    let entries = answer.entries();
    let read = entries[0].get("resource").unwrap();
    assert_eq!(read.to_vec(), house.get("/Patient/p").await.body);
    assert_eq!(entries[0].get("response").unwrap().str("etag"), Some("W/\"1\""));
    assert!(entries[2].get("resource").is_none(), "HEAD");
    // The reads come after the writes.
    let total = entries[3].get("resource").unwrap().get("total").unwrap();
    assert_eq!(*total, Json::Number("1".into()));
    let created = entries[8].get("response").unwrap();
    assert!(created.str("location").unwrap().starts_with("Observation/"));
    assert!(entries[8].get("resource").is_none(), "without Prefer");
    assert_eq!(code(&entries[1]), "not-found");
    assert_eq!(code(&entries[10]), "invalid-resource");
    let outcome = entries[10].get("response").unwrap().get("outcome").unwrap();
    let issue = &outcome.get("issue").unwrap().as_array().unwrap()[0];
    let place = issue.get("expression").unwrap().as_array().unwrap()[0].as_str().unwrap();
    assert_eq!(place, "Bundle.entry[10].resource.gender");
    assert_eq!(outcome.id(), answer.header("x-request-id"));
}

#[tokio::test]
async fn hidden_and_absent_are_alike_in_a_batch() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    let token = house.token("system/Patient.cruds system/Observation.d", "org").await;
    let mut told = Vec::new();
    for id in ["a", "b"] {
        let instance = format!("Observation/{id}");
        let patch = r#"{"resourceType":"Parameters","parameter":[]}"#;
        let text = batch(&[
            ask("GET", &instance),
            ask("DELETE", &instance),
            with(&ask("DELETE", &instance), r#""ifMatch":"W/\"1\"""#),
            entry("", &observation(id, "p", "2"), "PUT", &instance),
            entry("", patch, "PATCH", &instance),
            ask("GET", &format!("{instance}/_history/1")),
        ]);
        let answer = house.as_(&token, "POST", "", Some(&text)).await.is(200);
        let expect = [
            "404 Not Found",
            "404 Not Found",
            "404 Not Found",
            "403 Forbidden",
            "403 Forbidden",
            "404 Not Found",
        ];
        assert_eq!(statuses(&answer), expect);
        told.push(answer.but_for_the_id());
        for method in ["DELETE"] {
            let text = bundle(&[ask(method, &instance)]);
            let answer = house.as_(&token, "POST", "", Some(&text)).await;
            told.push(answer.refuses(404, "not-found").but_for_the_id());
        }
    }
    assert_eq!(told[..2], told[2..]);
}

#[tokio::test]
async fn conditions_within_a_batch_are_kept() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let put = entry("", &organization("o", "B"), "PUT", "Organization/o");
    let text = batch(&[
        with(&ask("GET", "Organization/o"), r#""ifNoneMatch":"W/\"1\"""#),
        with(&ask("GET", "Organization/o"), r#""ifModifiedSince":"2026-11-22T12:00:00Z""#),
        with(&ask("GET", "Organization/o"), r#""ifModifiedSince":"2026-11-22T11:00:00Z""#),
        with(&ask("GET", "Organization/o"), r#""ifModifiedSince":"yesterday""#),
        with(&put, r#""ifMatch":"W/\"7\"""#),
        with(&ask("DELETE", "Organization/o"), r#""ifMatch":"W/\"7\"""#),
        with(&ask("GET", "Organization/o"), r#""ifMatch":"W/\"1\"""#),
    ]);
    let answer = house.call("POST", "", Some(&text)).await.is(200);
    let expect = [
        "304 Not Modified",
        "304 Not Modified",
        "200 OK",
        "422 Unprocessable Entity",
        "412 Precondition Failed",
        "412 Precondition Failed",
        "422 Unprocessable Entity",
    ];
    assert_eq!(statuses(&answer), expect);
    assert_eq!(house.get("/Organization/o").await.header("etag"), Some("W/\"1\""));
}

#[tokio::test]
async fn what_is_preferred_comes_back_from_a_batch() {
    let house = House::new().await;
    let text = batch(&[entry("", &organization("o", "A"), "PUT", "Organization/o")]);
    let prefer = async |prefer: &str| {
        let answer = house.call_with("POST", "", Some(&text), &[("prefer", prefer)]).await.is(200);
        validate(&answer.json()).unwrap();
        answer.entries().remove(0)
    };
    assert!(prefer("return=representation").await.get("resource").is_some());
    let told = prefer("return=OperationOutcome").await;
    assert!(told.get("resource").is_none());
    assert!(told.get("response").unwrap().get("outcome").is_some());
    assert!(prefer("return=minimal").await.get("resource").is_none());
    let search = batch(&[ask("GET", "Organization?_id=o&nonsense=a")]);
    let strict = [("prefer", "handling=strict")];
    let answer = house.call_with("POST", "", Some(&search), &strict).await.is(200);
    assert_eq!(statuses(&answer), ["400 Bad Request"]);
}

#[tokio::test]
async fn a_transaction_deletes_writes_and_then_reads() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    house.put(&observation("b", "p", "1")).await;
    let text = bundle(&[
        ask("GET", "Observation?patient=p"),
        ask("GET", "Observation/a"),
        entry("", &observation("x", "p", "2"), "POST", "Observation"),
        ask("DELETE", "Observation/a"),
        with(&ask("DELETE", "Observation/b"), r#""ifMatch":"W/\"1\"""#),
    ]);
    let answer = house.call("POST", "", Some(&text)).await.is(200);
    validate(&answer.json()).unwrap();
    let expect = ["200 OK", "410 Gone", "201 Created", "204 No Content", "204 No Content"];
    assert_eq!(statuses(&answer), expect);
    let entries = answer.entries();
    let total = entries[0].get("resource").unwrap().get("total").unwrap();
    assert_eq!(*total, Json::Number("1".into()));
    // All or nothing, deletes too.
    house.put(&organization("o", "A")).await;
    let bad = entry("", r#"{"resourceType":"Patient","gender":"x"}"#, "POST", "Patient");
    let text = bundle(&[ask("DELETE", "Organization/o"), bad]);
    house.call("POST", "", Some(&text)).await.refuses(422, "invalid-resource");
    house.get("/Organization/o").await.is(200);
    let other = with(&ask("DELETE", "Organization/o"), r#""ifMatch":"W/\"2\"""#);
    let good = entry("", &organization("n", "N"), "PUT", "Organization/n");
    let answer = house.call("POST", "", Some(&bundle(&[good, other]))).await;
    let answer = answer.refuses(412, "precondition-failed");
    assert_eq!(answer.issue("expression"), "Bundle.entry[1]");
    house.get("/Organization/n").await.refuses(404, "not-found");
    // A person goes with all of their record.
    let all: Vec<String> = house
        .get("/Observation?patient=p")
        .await
        .found()
        .iter()
        .map(|name| ask("DELETE", name))
        .chain([ask("DELETE", "Patient/p")])
        .collect();
    house.call("POST", "", Some(&bundle(&all))).await.is(200);
    house.get("/Patient/p").await.refuses(410, "gone");
}
