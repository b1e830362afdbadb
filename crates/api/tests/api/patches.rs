//! JSON Patch and FHIRPath Patch.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_testkit::{observation, organization, patient};

use crate::batches::statuses;
use crate::help::{Answer, House};
use crate::transactions::{bundle, entry};

const JSON_PATCH: (&str, &str) = ("content-type", "application/json-patch+json");

async fn patch(house: &House, path: &str, body: &str) -> Answer {
    house.call_with("PATCH", path, Some(body), &[JSON_PATCH]).await
}

fn replace(path: &str, value: &str) -> String {
    format!(
        r#"{{"resourceType":"Parameters","parameter":[{{"name":"operation","part":[{{"name":"type","valueCode":"replace"}},{{"name":"path","valueString":"{path}"}},{{"name":"value","valueString":"{value}"}}]}}]}}"#
    )
}

#[tokio::test]
async fn a_patch_makes_the_next_version() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1.50")).await;
    let body = r#"[{"op":"test","path":"/valueQuantity/value","value":1.50},{"op":"add","path":"/note","value":[{"text":"N"}]}]"#;
    let answer = patch(&house, "/Observation/a", body).await.is(200);
    assert_eq!(answer.header("etag"), Some("W/\"2\""));
    assert!(answer.header("location").unwrap().ends_with("/Observation/a/_history/2"));
    assert!(answer.text().contains("\"value\":1.50") && answer.text().contains("\"text\":\"N\""));
    assert_eq!(house.get("/Observation/a").await.body, answer.body);
    // To no change, no version.
    let body = r#"[{"op":"replace","path":"/note/0/text","value":"N"}]"#;
    assert_eq!(patch(&house, "/Observation/a", body).await.is(200).header("etag"), Some("W/\"2\""));
    let answer =
        house.call("PATCH", "/Patient/p", Some(&replace("Patient.name.family", "Petit"))).await;
    assert!(answer.is(200).text().contains("Petit"));
    let headers = [("prefer", "return=minimal")];
    let body = replace("Patient.name.family", "Grand");
    let answer = house.call_with("PATCH", "/Patient/p", Some(&body), &headers).await.is(200);
    assert!(answer.body.is_empty());
    assert_eq!(answer.header("etag"), Some("W/\"3\""));
    let headers = [("prefer", "return=OperationOutcome")];
    let answer = house.call_with("PATCH", "/Patient/p", Some(&body), &headers).await.is(200);
    assert_eq!(answer.json().resource_type(), Some("OperationOutcome"));
}

#[tokio::test]
async fn a_patch_that_cannot_be_done_says_where() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let json = async |body: &str, status: u16, code: &str, at: &str| {
        let answer = patch(&house, "/Patient/p", body).await.refuses(status, code);
        assert_eq!(answer.issue("expression"), at, "{}", answer.text());
        assert!(!answer.text().contains("zzmark"));
    };
    let test = r#"{"op":"test","path":"/id","value":"p"}"#;
    let fails = r#"{"op":"test","path":"/id","value":"zzmark"}"#;
    json(&format!("[{test},{fails}]"), 422, "patch-failed", "Patch[1]").await;
    json(r#"[{"op":"remove","path":"/zzmark"}]"#, 422, "patch-failed", "Patch[0]").await;
    json(r#"{"op":"remove"}"#, 422, "patch-failed", "Patch[0]").await;
    json("[", 400, "invalid-json", "").await;
    let id = r#"[{"op":"replace","path":"/id","value":"q"}]"#;
    json(id, 422, "patch-failed", "Patient.id").await;
    let kind = r#"[{"op":"replace","path":"/resourceType","value":"Group"}]"#;
    json(kind, 422, "patch-failed", "Patient.id").await;
    let bad = r#"[{"op":"add","path":"/gender","value":"zzmark"}]"#;
    json(bad, 422, "invalid-resource", "Patient.gender").await;
    let answer = house.call("PATCH", "/Patient/p", Some(&replace("Patient.photo.url", "x"))).await;
    let answer = answer.refuses(422, "patch-failed");
    assert_eq!(answer.issue("expression"), "Parameters.parameter[0]");
    house.call("PATCH", "/Patient/p", Some("{}")).await.refuses(422, "patch-failed");
    let wrong = [("content-type", "application/merge-patch+json")];
    house.call_with("PATCH", "/Patient/p", Some("{}"), &wrong).await.refuses(415, "media-type");
    patch(&house, "/Patient/absent", "[]").await.refuses(404, "not-found");
    house.put(&organization("gone", "A")).await;
    house.call("DELETE", "/Organization/gone", None).await.is(204);
    patch(&house, "/Organization/gone", "[]").await.refuses(410, "gone");
    assert_eq!(house.get("/Patient/p").await.header("etag"), Some("W/\"1\""));
}

#[tokio::test]
async fn a_patch_follows_the_version_it_names_and_its_rights() {
    let house = House::new().await;
    house.put(&organization("o", "A")).await;
    let body = |name: &str| format!(r#"[{{"op":"replace","path":"/name","value":"{name}"}}]"#);
    let tagged = async |tag: &str| {
        let headers = [JSON_PATCH, ("if-match", tag)];
        house.call_with("PATCH", "/Organization/o", Some(&body("B")), &headers).await
    };
    tagged("W/\"2\"").await.refuses(412, "precondition-failed");
    tagged("W/\"1\"").await.is(200);
    tagged("W/\"1\"").await.refuses(412, "precondition-failed");
    let as_ = async |scopes: &str, organisation: &str, id: &str| {
        let token = format!("Bearer {}", house.token(scopes, organisation).await);
        let headers = [JSON_PATCH, ("authorization", token.as_str())];
        house.call_with("PATCH", &format!("/Organization/{id}"), Some(&body("C")), &headers).await
    };
    for id in ["o", "absent"] {
        as_("system/Organization.rs", "org", id).await.refuses(403, "forbidden");
        as_("system/Organization.u", "org", id).await.refuses(404, "not-found");
    }
    as_("system/Organization.ru", "elsewhere", "o").await.refuses(403, "forbidden");
    as_("system/Organization.ru", "org", "o").await.is(200);
}

#[tokio::test]
async fn conditional_patches_and_patches_in_bundles() {
    let house = House::new().await;
    let org = |number: &str| {
        format!(
            r#"{{"resourceType":"Organization","id":"o{number}","identifier":[{{"value":"{number}"}}],"name":"A"}}"#
        )
    };
    house.put(&org("1")).await;
    house.put(&org("2")).await;
    let body = replace("Organization.name", "B");
    let by = async |query: &str| {
        house.call("PATCH", &format!("/Organization?{query}"), Some(&body)).await
    };
    assert_eq!(by("identifier=1").await.is(200).json().str("name"), Some("B"));
    by("identifier=9").await.refuses(404, "not-found");
    by("name=A,B").await.refuses(400, "usage");
    house.call("POST", "/Organization", Some(&org("1"))).await.is(201);
    by("identifier=1").await.refuses(412, "precondition-failed");
    let json = STANDARD.encode(r#"[{"op":"replace","path":"/name","value":"C"}]"#);
    let binary = format!(
        r#"{{"resourceType":"Binary","contentType":"application/json-patch+json","data":"{json}"}}"#
    );
    let entries = [
        entry("", &binary, "PATCH", "Organization/o1"),
        entry("", &replace("Organization.name", "D"), "PATCH", "Organization?identifier=2"),
    ];
    let answer = house.call("POST", "", Some(&bundle(&entries))).await.is(200);
    assert_eq!(statuses(&answer), ["200 OK", "200 OK"]);
    for (id, name, tag) in [("o1", "C", "W/\"3\""), ("o2", "D", "W/\"2\"")] {
        let read = house.get(&format!("/Organization/{id}")).await;
        assert_eq!((read.json().str("name"), read.header("etag")), (Some(name), Some(tag)));
    }
    let batch = bundle(&entries).replace("\"transaction\"", "\"batch\"");
    let answer = house.call("POST", "", Some(&batch)).await.is(200);
    assert_eq!(statuses(&answer), ["200 OK", "200 OK"]);
    let fails = entry("", &replace("Organization.alias", "E"), "PATCH", "Organization/o2");
    let first = entry("", &replace("Organization.name", "F"), "PATCH", "Organization/o1");
    let answer = house.call("POST", "", Some(&bundle(&[first, fails]))).await;
    let answer = answer.refuses(422, "patch-failed");
    assert_eq!(answer.issue("expression"), "Bundle.entry[1].resource.parameter[0]");
    assert_eq!(house.get("/Organization/o1").await.json().str("name"), Some("C"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn patches_at_the_same_time_are_all_kept() {
    let house = Arc::new(House::new().await);
    house.put(&organization("o", "A").replace("\"name\"", "\"alias\":[\"a\"],\"name\"")).await;
    let callers: Vec<_> = (0..6)
        .map(|n| {
            let house = Arc::clone(&house);
            tokio::spawn(async move {
                let body = format!(r#"[{{"op":"add","path":"/alias/-","value":"b{n}"}}]"#);
                patch(&house, "/Organization/o", &body).await.is(200);
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    let read = house.get("/Organization/o").await;
    assert_eq!(read.header("etag"), Some("W/\"7\""));
    assert_eq!(read.json().get("alias").unwrap().as_array().unwrap().len(), 7);
}
