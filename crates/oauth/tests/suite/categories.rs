//! Scopes that are narrowed by category, on every way that reads.

use axum::http::{Method, StatusCode};
use hygie_testkit::{batch, delete, put};

use crate::flow::Flow;
use crate::help::{Answer, Holder, House};

const SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const SCOPE: &str = "launch/patient patient/Patient.rs patient/DiagnosticReport.rs \
    patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

fn observation(id: &str, patient: &str, category: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"system":"{SYSTEM}","code":"{category}"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"8480-6"}}]}},"subject":{{"reference":"Patient/{patient}"}},"valueQuantity":{{"value":1,"unit":"mmHg"}}}}"#
    )
}

async fn write(house: &House, texts: &[&str]) {
    let changes = texts.iter().map(|text| put(text)).collect();
    house.app.records.write(&house.operator(), batch("org", changes)).await.unwrap();
}

/// With results of a laboratory and vital signs, of which one changed sides.
async fn flow() -> Flow {
    let flow = Flow::new("launch/patient patient/*.rs").await;
    let report = r#"{"resourceType":"DiagnosticReport","id":"r","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p"},"result":[{"reference":"Observation/lab"},{"reference":"Observation/vital"}]}"#;
    let house = &flow.house;
    write(
        house,
        &[
            &observation("lab", "p", "laboratory"),
            &observation("vital", "p", "vital-signs"),
            &observation("turned", "p", "vital-signs"),
            &observation("left", "p", "laboratory"),
            &observation("other", "q", "laboratory"),
            report,
        ],
    )
    .await;
    let turned = observation("turned", "p", "laboratory");
    write(house, &[&turned, &observation("left", "p", "vital-signs")]).await;
    flow
}

fn named(answer: &Answer) -> Vec<String> {
    let entries = answer.json["entry"].as_array().cloned().unwrap_or_default();
    let name = |entry: &serde_json::Value| {
        let (kind, id) = (&entry["resource"]["resourceType"], &entry["resource"]["id"]);
        format!("{}/{}", kind.as_str().unwrap_or_default(), id.as_str().unwrap_or_default())
    };
    let mut named: Vec<String> = entries.iter().map(name).collect();
    named.sort();
    named
}

#[tokio::test]
async fn only_the_category_is_read_searched_included_and_exported() {
    let flow = flow().await;
    let house = &flow.house;
    let answer = flow.tokens(&flow.person, SCOPE).await;
    assert_eq!(answer.json["scope"].as_str().unwrap().split(' ').count(), 4);
    let token = answer.token();
    for (path, expect) in [
        ("/fhir/Observation/lab", StatusCode::OK),
        ("/fhir/Observation/vital", StatusCode::NOT_FOUND),
        ("/fhir/Observation/o", StatusCode::NOT_FOUND),
        ("/fhir/Observation/turned", StatusCode::OK),
        ("/fhir/Observation/left", StatusCode::NOT_FOUND),
        ("/fhir/Observation/other", StatusCode::NOT_FOUND),
        ("/fhir/Observation/turned/_history/1", StatusCode::NOT_FOUND),
        ("/fhir/Observation/turned/_history/2", StatusCode::OK),
        ("/fhir/Observation/left/_history/1", StatusCode::NOT_FOUND),
        ("/fhir/Observation/vital/_history", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(house.get(path, &token).await.status, expect, "{path}");
    }
    let lab = ["Observation/lab", "Observation/turned"];
    for path in [
        "/fhir/Observation?patient=p",
        "/fhir/Observation?subject=Patient/p",
        "/fhir/Observation?patient=Patient/p&code=8480-6",
        "/fhir/Observation?patient=p&code=http://loinc.org|8480-6",
        "/fhir/Patient/p/Observation",
    ] {
        let found = house.get(path, &token).await;
        assert_eq!((found.status, &found.json["total"]), (StatusCode::OK, &2.into()), "{path}");
        assert_eq!(named(&found), lab, "{path}");
    }
    let vital = house.get("/fhir/Observation?patient=p&category=vital-signs", &token).await;
    assert_eq!(vital.json["total"], 0);
    let included =
        house.get("/fhir/DiagnosticReport?patient=p&_include=DiagnosticReport:result", &token);
    assert_eq!(named(&included.await), ["DiagnosticReport/r", "Observation/lab"]);
    let back = house.get("/fhir/Patient?_id=p&_revinclude=Observation:subject", &token).await;
    assert_eq!(named(&back), ["Observation/lab", "Observation/turned", "Patient/p"]);
    let chained =
        house.get("/fhir/DiagnosticReport?patient=p&result.category=vital-signs", &token).await;
    assert_eq!(chained.json["total"], 0, "what is hidden is not searched by");
    let chained =
        house.get("/fhir/DiagnosticReport?patient=p&result.category=laboratory", &token).await;
    assert_eq!(chained.json["total"], 1);
    let all = house.get("/fhir/Patient/p/$everything", &token).await;
    assert_eq!(
        named(&all),
        ["DiagnosticReport/r", "Observation/lab", "Observation/turned", "Patient/p"]
    );
    for path in ["/fhir/_history", "/fhir/Observation/_history"] {
        let history = house.get(path, &token).await;
        let text = history.json.to_string();
        assert!(!text.contains("vital-signs"), "{path}: {text}");
    }
    let whole = flow.tokens(&flow.person, "patient/*.rs").await.token();
    assert_eq!(house.get("/fhir/Observation?patient=p", &whole).await.json["total"], 5);
}

#[tokio::test]
async fn what_is_deleted_or_written_is_not_shown_by_it() {
    let flow = flow().await;
    let house = &flow.house;
    let token = flow.tokens(&flow.person, SCOPE).await.token();
    let gone = vec![delete("Observation", "lab"), delete("Observation", "vital")];
    house.app.records.write(&house.operator(), batch("org", gone)).await.unwrap();
    let mut answers = Vec::new();
    for id in ["lab", "vital", "never"] {
        answers.push(house.get(&format!("/fhir/Observation/{id}"), &token).await.status);
    }
    assert_eq!(answers, [StatusCode::NOT_FOUND; 3], "of what is gone no category is known");
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    for id in ["turned", "left"] {
        let path = format!("/fhir/Observation/{id}");
        let deleted = house.call(Method::DELETE, &path, &headers).await;
        assert!(deleted.status.is_client_error(), "{}", deleted.status);
    }
}

#[tokio::test]
async fn a_machine_is_narrowed_too() {
    let flow = flow().await;
    let holder = Holder::p384("k");
    let scope = format!("system/Observation.rs?category={SYSTEM}|laboratory");
    let client = flow.house.machine(&holder, &scope).await;
    assert_eq!(client.scopes, scope);
    let wide = holder.assertion(&flow.house, &client, "a");
    flow.house.ask(&wide, "system/Observation.rs").await.refused("invalid_scope", "no more than");
    let proof = holder.assertion(&flow.house, &client, "b");
    let token = flow.house.ask(&proof, &scope).await.token();
    for (patient, expect) in
        [("p", &["Observation/lab", "Observation/turned"][..]), ("q", &["Observation/other"][..])]
    {
        let path = format!("/fhir/Observation?patient={patient}");
        let found = flow.house.get(&path, &token).await;
        assert_eq!(named(&found), expect, "{}", found.json);
    }
    let status = flow.house.get("/fhir/Observation/vital", &token).await.status;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn other_parameters_are_refused_with_words() {
    let flow = flow().await;
    for scope in [
        "patient/Observation.rs?code=http://loinc.org|8480-6",
        "patient/Observation.cruds?category=s|laboratory",
        "patient/Observation.rs?category=laboratory",
    ] {
        let asked = flow.house.app.smart.authorization(
            flow.request(scope),
            &flow.person.session,
            crate::flow::API,
        );
        let Err(hygie_smart::NotHeard::There(to)) = asked.await else { panic!("{scope}") };
        assert!(to.contains("error=invalid_scope") && to.contains("category"), "{to}");
    }
    let told = flow.house.call(Method::GET, "/.well-known/smart-configuration", &[]).await;
    let scopes = told.json["scopes_supported"].to_string();
    assert!(scopes.contains(&format!("patient/Observation.rs?category={SYSTEM}|laboratory")));
}
