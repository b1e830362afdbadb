//! What the house tells itself as AuditEvents and Consents: nobody writes one, and what
//! somebody wrote cannot be taken for one.

use hygie_testkit::{batch, put};

use crate::help::{House, person};

const EVENT: &str = r#"{"resourceType":"AuditEvent","id":"e","type":{"system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},"recorded":"2026-11-22T12:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"elsewhere"}},"entity":[{"what":{"reference":"Patient/p"}}]}"#;
const CONSENT: &str = r#"{"resourceType":"Consent","id":"c","status":"active","scope":{"text":"x"},"category":[{"text":"x"}],"patient":{"reference":"Patient/p"},"policyRule":{"text":"x"}}"#;

#[tokio::test]
async fn nobody_writes_an_audit_event() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let patch = r#"{"resourceType":"Parameters","parameter":[]}"#;
    for (method, path, body) in [
        ("POST", "/AuditEvent", EVENT),
        ("PUT", "/AuditEvent/e", EVENT),
        ("PUT", "/AuditEvent?_id=e", EVENT),
        ("PATCH", "/AuditEvent/e", patch),
        ("PATCH", "/AuditEvent?_id=e", patch),
        ("DELETE", "/AuditEvent/e", ""),
        ("DELETE", "/AuditEvent?_id=e", ""),
        ("PUT", "/AuditEvent/trace.0.1", &EVENT.replace(r#""e""#, r#""trace.0.1""#)),
    ] {
        let answer = house.call(method, path, Some(body)).await;
        let answer = answer.refuses(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), Some("GET,HEAD"), "{method} {path}");
        assert_eq!(answer.issue("code"), "not-supported");
        assert!(answer.issue("diagnostics").contains("traces"), "{method} {path}");
    }
    let entry = |method: &str, url: &str| {
        let resource =
            if method == "DELETE" { String::new() } else { format!(r#","resource":{EVENT}"#) };
        format!(r#"{{"request":{{"method":"{method}","url":"{url}"}}{resource}}}"#)
    };
    let all = [("POST", "AuditEvent"), ("PUT", "AuditEvent/e"), ("DELETE", "AuditEvent/e")];
    for kind in ["batch", "transaction"] {
        for (method, url) in all {
            let entry = entry(method, url);
            let body = format!(r#"{{"resourceType":"Bundle","type":"{kind}","entry":[{entry}]}}"#);
            let answer = house.call("POST", "", Some(&body)).await;
            if kind == "transaction" {
                let answer = answer.refuses(405, "method-not-allowed");
                assert_eq!(answer.issue("expression"), "Bundle.entry[0]", "{method}");
            } else {
                let response = answer.entries()[0].get("response").cloned().unwrap();
                assert_eq!(response.str("status"), Some("405 Method Not Allowed"), "{method}");
            }
        }
    }
}

#[tokio::test]
async fn a_machine_reads_no_traces() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    for path in [
        "/AuditEvent?patient=Patient/p",
        "/AuditEvent?patient=nobody",
        "/AuditEvent",
        "/AuditEvent/trace.0.1",
        "/Patient/p/AuditEvent",
    ] {
        let answer = house.get(path).await.refuses(403, "forbidden");
        assert!(answer.issue("diagnostics").contains("who looked"), "{path}");
    }
    house.get("/Consent/right.informed").await.refuses(403, "forbidden");
}

#[tokio::test]
async fn what_was_imported_is_no_trace() {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    let operator = house.operator();
    let write = async |text: &str| {
        house.app.records.write(&operator, batch("org", vec![put(text)])).await.map(|_| ())
    };
    // One that came with an import is a resource like any other, by its id.
    write(EVENT).await.unwrap();
    assert_eq!(house.get("/AuditEvent/e").await.is(200).json().id(), Some("e"));
    let whole = house.get("/Patient/p/$everything").await.is(200).found();
    assert!(whole.contains(&"AuditEvent/e".to_owned()), "{whole:?}");
    write(CONSENT).await.unwrap();
    assert_eq!(house.get("/Consent?patient=p").await.is(200).found(), ["Consent/c"]);
    // Under an id of the house it is refused, whoever brings it.
    let taken = CONSENT.replace(r#""c""#, r#""right.informed""#);
    let answer = house.call("PUT", "/Consent/right.informed", Some(&taken)).await.is(422);
    assert!(answer.issue("diagnostics").contains("the house"), "{}", answer.text());
    house.call("DELETE", "/Consent/right.informed", None).await.refuses(404, "not-found");
    for id in ["trace.0.1", "trace.", "trace.x"] {
        let text = EVENT.replace(r#""e""#, &format!(r#""{id}""#));
        assert!(hygie_testkit::draft(&text).is_err(), "{id}");
    }
    // Of other types, and in other places, such an id is one like any other.
    assert!(hygie_testkit::draft(&EVENT.replace(r#""e""#, r#""trace""#)).is_ok());
    house.put(&person("trace.0.1", "Autre", "1981-05-02")).await;
}

#[tokio::test]
async fn what_the_server_says_of_itself_tells_them() {
    let house = House::new().await;
    let statement = house.get("/metadata").await.is(200).json();
    let rest = &statement.get("rest").unwrap().as_array().unwrap()[0];
    let resources = rest.get("resource").unwrap().as_array().unwrap();
    let of = |kind: &str| resources.iter().find(|it| it.str("type") == Some(kind)).unwrap();
    let (event, consent) = (of("AuditEvent"), of("Consent"));
    assert!(event.str("documentation").unwrap().contains("Nobody writes one"));
    assert_eq!(event.str("versioning"), Some("no-version"));
    let searched = event.get("searchParam").unwrap().as_array().unwrap();
    for name in ["patient", "date", "entity", "action", "outcome", "agent", "subtype"] {
        assert!(searched.iter().any(|it| it.str("name") == Some(name)), "{name}");
    }
    assert!(consent.str("documentation").unwrap().contains("right."));
    assert!(of("Observation").get("documentation").is_none());
    let described = house.get("/openapi.json").await.is(200).json();
    let path = |name: &str| described.get("paths").unwrap().get(name).cloned().unwrap();
    assert!(path("/AuditEvent").get("get").is_some() && path("/AuditEvent").get("post").is_none());
    assert!(path("/Consent").get("post").is_some());
}
