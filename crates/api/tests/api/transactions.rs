//! Transactions: all or nothing.

use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;
use hygie_testkit::{observation, organization, patient};

use crate::help::House;

/// An entry of a transaction.
pub fn entry(full_url: &str, resource: &str, method: &str, url: &str) -> String {
    let full_url =
        if full_url.is_empty() { String::new() } else { format!(r#""fullUrl":"{full_url}","#) };
    format!(
        r#"{{{full_url}"resource":{resource},"request":{{"method":"{method}","url":"{url}"}}}}"#
    )
}

/// An entry without a resource.
pub fn ask(method: &str, url: &str) -> String {
    format!(r#"{{"request":{{"method":"{method}","url":"{url}"}}}}"#)
}

pub fn bundle(entries: &[String]) -> String {
    format!(r#"{{"resourceType":"Bundle","type":"transaction","entry":[{}]}}"#, entries.join(","))
}

fn location(answer: &Json) -> &str {
    answer.get("response").unwrap().str("location").unwrap()
}

const PERSON: &str = "urn:uuid:0d3c9a51-5f2e-4c1b-9a77-0123456789ab";

#[tokio::test]
async fn entries_refer_to_one_another() {
    let house = House::new().await;
    let about = |id: &str, target: &str| observation(id, "p", "1").replace("Patient/p", target);
    let base = "http://elsewhere/fhir";
    let entries = [
        entry("", &about("a", PERSON), "POST", "Observation"),
        entry(PERSON, &patient("x", "Martin"), "POST", "Patient"),
        entry("", &about("b", "Patient?identifier=urn:oid:1.2.3%7Cnr-x"), "PUT", "Observation/b"),
        entry(&format!("{base}/Patient/7"), &patient("7", "Petit"), "POST", "Patient"),
        entry(&format!("{base}/Observation/8"), &about("8", "Patient/7"), "POST", "Observation"),
        entry("", &about("9", &format!("{base}/Patient/7")), "POST", "Observation"),
        entry("", &organization("o", "A"), "PUT", "Organization/o"),
    ];
    let answer = house.call("POST", "", Some(&bundle(&entries))).await.is(200);
    validate(&answer.json()).unwrap();
    assert_eq!(answer.json().str("type"), Some("transaction-response"));
    let done = answer.entries();
    assert_eq!(done.len(), entries.len());
    let ids: Vec<String> = done
        .iter()
        .map(|entry| {
            let response = entry.get("response").unwrap();
            assert_eq!(response.str("status"), Some("201 Created"));
            assert_eq!(response.str("etag"), Some("W/\"1\""));
            assert_eq!(response.str("lastModified"), Some("2026-11-22T12:00:00.000Z"));
            location(entry).strip_suffix("/_history/1").unwrap().to_owned()
        })
        .collect();
    assert_eq!((ids[2].as_str(), ids[6].as_str()), ("Observation/b", "Organization/o"));
    let subject = async |name: &str| {
        let read = house.get(&format!("/{name}")).await.is(200).json();
        read.get("subject").unwrap().str("reference").unwrap().to_owned()
    };
    for (observation, person) in [(0, 1), (2, 1), (4, 3), (5, 3)] {
        assert_eq!(subject(&ids[observation]).await, ids[person], "{observation}");
    }
    assert!(!ids[1].ends_with("/x") && !ids[3].ends_with("/7"));
}

#[tokio::test]
async fn one_that_cannot_be_taken_refuses_all_and_is_named() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&patient("q", "Petit")).await;
    house.put(&observation("a", "p", "1")).await;
    let good = || entry("", &organization("o", "A"), "PUT", "Organization/o");
    let check = async |second: String, status: u16, code: &str, at: &str| {
        let answer = house.call("POST", "", Some(&bundle(&[good(), second]))).await;
        let answer = answer.refuses(status, code);
        assert_eq!(answer.issue("expression"), at, "{}", answer.text());
        house.get("/Organization/o").await.refuses(404, "not-found");
    };
    let invalid = r#"{"resourceType":"Patient","gender":"x"}"#;
    let place = "Bundle.entry[1].resource.gender";
    check(entry("", invalid, "POST", "Patient"), 422, "invalid-resource", place).await;
    let about = |target: &str| observation("b", "p", "1").replace("Patient/p", target);
    let absent = [
        ("Patient/nobody", "unknown-reference"),
        (PERSON, "unknown-reference"),
        ("Patient?identifier=nobody", "unknown-reference"),
        ("Patient?gender=male", "usage"),
    ];
    for (target, code) in absent {
        let status = if code == "usage" { 400 } else { 422 };
        let second = entry("", &about(target), "POST", "Observation");
        check(second, status, code, "Bundle.entry[1]").await;
    }
    let moved = entry("", &observation("a", "q", "1"), "PUT", "Observation/a");
    check(moved, 422, "business-rule", "Bundle.entry[1]").await;
    let other = entry("", &patient("p", "Martin"), "PUT", "Patient/other");
    check(other, 422, "invalid-resource", "Bundle.entry[1].request.url").await;
    check(good(), 422, "invalid-resource", "Bundle.entry[1]").await;
    let second = entry("", &patient("p", "Martin"), "nonsense", "Patient/p");
    check(second, 422, "invalid-resource", "Bundle.entry[1].request.method").await;
    let second = entry("", &patient("p", "Martin"), "PATCH", "Patient/p");
    let place = "Bundle.entry[1].resource.parameter[0]";
    check(second, 422, "patch-failed", place).await;
    check(ask("DELETE", "Patient/p"), 422, "business-rule", "").await;
    check(ask("DELETE", "Patient/absent"), 404, "not-found", "Bundle.entry[1]").await;
    check(ask("DELETE", "Patient/p/_history/1"), 422, "not-supported", "Bundle.entry[1]").await;
    check(ask("GET", "Nonsense/p"), 404, "not-found", "Bundle.entry[1].request.url").await;
    check("{}".into(), 422, "invalid-resource", "Bundle.entry[1].request").await;
    check("7".into(), 422, "invalid-resource", "Bundle.entry[1]").await;
    let conditional = entry("", &patient("n", "N"), "PUT", "Patient?gender=male");
    check(conditional, 400, "usage", "Bundle.entry[1]").await;
}

#[tokio::test]
async fn conditions_that_are_not_kept_are_named() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let check = async |method: &str, member: &str, value: &str, code: &str| {
        let url = if method == "PUT" { "Organization/o" } else { "Organization" };
        let guarded = entry("", &organization("o", "B"), method, url)
            .replace(r#""method":"#, &format!(r#""{member}":{value},"method":"#));
        let before = entry("", &organization("n", "N"), "PUT", "Organization/n");
        let answer = house.call("POST", "", Some(&bundle(&[before, guarded]))).await;
        let answer = answer.refuses(422, code);
        assert_eq!(answer.issue("expression"), format!("Bundle.entry[1].request.{member}"));
        assert!(code != "not-supported" || answer.issue("diagnostics").contains(member));
        house.get("/Organization/n").await.refuses(404, "not-found");
        assert_eq!(house.get("/Organization/o").await.header("etag"), Some("W/\"1\""));
    };
    for method in ["POST", "PUT"] {
        for value in [r#""*""#, r#""W/\"1\"""#, r#""""#, "7", "null", "{}"] {
            check(method, "ifNoneMatch", value, "not-supported").await;
        }
        check(method, "ifModifiedSince", r#""2026-11-22T12:00:00Z""#, "not-supported").await;
    }
    check("PUT", "ifNoneExist", r#""identifier=n""#, "not-supported").await;
    check("POST", "ifNoneExist", "7", "invalid-resource").await;
    check("POST", "ifMatch", r#""W/\"1\"""#, "not-supported").await;
    check("PUT", "ifMatch", "1", "invalid-resource").await;
}

#[tokio::test]
async fn an_id_of_dots_is_not_written() {
    let house = House::new().await;
    for id in [".", ".."] {
        let text = entry("", &organization(id, "A"), "PUT", &format!("Organization/{id}"));
        let answer = house.call("POST", "", Some(&bundle(&[text]))).await.refuses(400, "usage");
        assert_eq!(answer.issue("expression"), "Bundle.entry[0]");
    }
}

#[tokio::test]
async fn updates_in_it_follow_the_version_they_name() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let put = |name: &str, tag: &str| {
        let entry = entry("", &organization("o", name), "PUT", "Organization/o");
        let tag = tag.replace('"', "\\\"");
        bundle(&[entry.replace(r#""method":"#, &format!(r#""ifMatch":"{tag}","method":"#))])
    };
    let answer = house.call("POST", "", Some(&put("B", "W/\"1\""))).await.is(200);
    assert_eq!(location(&answer.entries()[0]), "Organization/o/_history/2");
    let answer = house.call("POST", "", Some(&put("C", "W/\"1\""))).await;
    let answer = answer.refuses(412, "precondition-failed");
    assert_eq!(answer.issue("expression"), "Bundle.entry[0]");
    house.call("POST", "", Some(&put("C", "1"))).await.refuses(400, "usage");
}

#[tokio::test]
async fn what_was_written_comes_back_when_preferred() {
    let house = House::new().await;
    let text = bundle(&[
        entry("", &organization("o", "A"), "PUT", "Organization/o"),
        entry("", &organization("n", "B"), "POST", "Organization"),
    ]);
    let headers = [("prefer", "return=representation")];
    let answer = house.call_with("POST", "", Some(&text), &headers).await.is(200);
    for entry in answer.entries() {
        let resource = entry.get("resource").unwrap();
        let name = format!("/Organization/{}", resource.id().unwrap());
        assert_eq!(house.get(&name).await.is(200).body, resource.to_vec());
    }
}

#[tokio::test]
async fn other_bundles_and_bodies_are_refused() {
    let house = House::new().await;
    let check = async |body: &str, status: u16, code: &str| {
        house.call("POST", "", Some(body)).await.refuses(status, code);
    };
    check(r#"{"resourceType":"Bundle","type":"collection"}"#, 422, "invalid-resource").await;
    check(r#"{"resourceType":"Bundle"}"#, 422, "invalid-resource").await;
    check(&patient("p", "Martin"), 422, "invalid-resource").await;
    check("[]", 422, "invalid-resource").await;
    check("", 400, "invalid-json").await;
    check(r#"{"resourceType":"Bundle","type":"transaction","entry":{}}"#, 422, "invalid-resource")
        .await;
    for base in ["", "/"] {
        let empty = house.call("POST", base, Some(&bundle(&[]))).await.is(200);
        assert!(empty.entries().is_empty());
    }
}

#[tokio::test]
async fn a_transaction_is_within_the_scope_or_not_at_all() {
    let house = House::new().await;
    let token = house.token("system/Patient.c", "org").await;
    let text = bundle(&[
        entry("", &patient("n", "N"), "PUT", "Patient/n"),
        entry("", &organization("o", "A"), "PUT", "Organization/o"),
    ]);
    house.as_(&token, "POST", "", Some(&text)).await.refuses(403, "forbidden");
    house.get("/Patient/n").await.refuses(404, "not-found");
}
