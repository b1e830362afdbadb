//! Input of those who mean harm or know no better: the right status, an
//! OperationOutcome, nothing half-written, nothing of the input in the answer.

use hygie_fhir::validate::validate;
use hygie_testkit::patient;

use crate::help::House;

const MARK: &str = "zzmark";

#[tokio::test]
async fn bodies() {
    let house = House::new().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let nested = format!(r#"{{"resourceType":"Patient","extension":{deep}}}"#);
    let bodies: Vec<(Vec<u8>, u16)> = vec![
        (b"".to_vec(), 400),
        (b"null".to_vec(), 422),
        (b"\"Patient\"".to_vec(), 422),
        (b"{\"resourceType\":\"Patient\"".to_vec(), 400),
        (b"\xef\xbb\xbf{\"resourceType\":\"Patient\"}".to_vec(), 400),
        (b"{\"resourceType\":\"Patient\",\"id\":\"\xff\"}".to_vec(), 400),
        (b"{\"resourceType\":\"Patient\",\"resourceType\":\"Patient\"}".to_vec(), 400),
        (b"{\"resourceType\":\"Patient\"}{}".to_vec(), 400),
        (b"{\"resourceType\":\"Patient\",\"birthDate\":\"zzmark\"}".to_vec(), 422),
        (b"{\"resourceType\":\"Patient\",\"zzmark\":{\"zzmark\":1}}".to_vec(), 422),
        (b"{\"resourceType\":\"Patient\",\"name\":\"zzmark\"}".to_vec(), 422),
        (b"{\"resourceType\":\"zzmark\"}".to_vec(), 422),
        (b"{\"resourceType\":7}".to_vec(), 422),
        (nested.into_bytes(), 400),
        (b"\x1f\x8b\x08\x00".to_vec(), 400),
        (b"<Patient xmlns=\"http://hl7.org/fhir\"/>".to_vec(), 400),
    ];
    for (body, expect) in bodies {
        for (method, path) in [("POST", "/Patient"), ("POST", "")] {
            let request = axum::http::Request::builder()
                .method(method)
                .uri(format!("/fhir{path}"))
                .header("host", "localhost:8080")
                .header("authorization", format!("Bearer {}", house.token))
                .header("content-type", "application/fhir+json")
                .body(axum::body::Body::from(body.clone()))
                .unwrap();
            let answer = house.send(request).await;
            let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
            // To the base only transactions are sent: what is JSON is none.
            let expect = if path.is_empty() && expect != 400 { 422 } else { expect };
            assert_eq!(answer.status.as_u16(), expect, "{path} {shown} {}", answer.text());
            validate(&answer.json()).unwrap();
            // An element's name may be told, a value never.
            let told = answer.text().replace("Patient.zzmark", "");
            assert!(!told.contains(MARK), "{shown} {told}");
        }
    }
}

#[tokio::test]
async fn content_types() {
    let house = House::new().await;
    let body = patient("p", "Martin");
    for kind in ["", "text/plain", "application/fhir+xml", "application/xml", "multipart/form-data"]
    {
        let headers = [("content-type", kind)];
        for (method, path) in [("POST", "/Patient"), ("PUT", "/Patient/p"), ("POST", "")] {
            let answer = house.call_with(method, path, Some(&body), &headers).await;
            answer.refuses(415, "media-type");
        }
    }
    for accept in ["application/fhir+xml", "text/html", "nonsense"] {
        let answer = house.call_with("GET", "/Patient/p", None, &[("accept", accept)]).await;
        answer.refuses(406, "media-type");
    }
    house.get("/Patient/p?_format=xml").await.refuses(406, "media-type");
    house.get("/metadata?_format=ttl").await.refuses(406, "media-type");
}

#[tokio::test]
async fn packed_bodies() {
    let house = House::new().await;
    let body = patient("p", "Martin");
    for (method, path) in
        [("POST", "/Patient"), ("PUT", "/Patient/p"), ("POST", ""), ("POST", "/Patient/_search")]
    {
        let kind = if path.ends_with("_search") {
            "application/x-www-form-urlencoded"
        } else {
            "application/fhir+json"
        };
        let headers = [("content-encoding", "gzip"), ("content-type", kind)];
        let answer = house.call_with(method, path, Some(&body), &headers).await;
        let answer = answer.refuses(415, "media-type");
        assert!(answer.issue("diagnostics").contains("Content-Encoding"), "{}", answer.text());
    }
    let headers = [("content-encoding", "identity")];
    house.call_with("PUT", "/Patient/p", Some(&body), &headers).await.is(201);
}

#[tokio::test]
async fn addresses() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    for (path, expect) in [
        ("/Patient/%2e%2e", 404),
        ("/Patient/..%2f..%2fetc%2fpasswd", 404),
        ("/Patient/p%00", 404),
        ("/Patient/%ff", 400),
        ("/Patient/p%2f_history", 404),
        ("/Patient/'%20OR%201=1", 404),
        ("/Patient/%3Cscript%3E", 404),
        ("/Patient//", 404),
        ("/Patient/zzmark%E2%80%AE", 404),
        ("/%F0%9F%92%A9/p", 404),
        ("/Patient?name=%", 400),
        ("/Patient?name=%ff", 400),
        ("/Patient?name=zzm", 200),
        ("/Patient?identifier=%27%3B--", 200),
        ("/Patient?identifier=%7C", 400),
        ("/Patient?name=%00%00%00", 400),
        ("/Patient?%3Cscript%3Ezzmark=1&name=mar", 200),
        ("/Patient?name:zzmark=mar", 400),
        ("/Patient?_id=%2A", 400),
        ("/Observation?patient=Patient/p&date=%20", 400),
        ("/Observation?patient=Patient%2Fp&_sort=%00", 400),
    ] {
        let answer = house.get(path).await;
        assert_eq!(answer.status.as_u16(), expect, "{path} {}", answer.text());
        let told = answer.text();
        assert!(!told.contains("<script") && !told.contains('\u{202e}'), "{path} {told}");
    }
}

#[tokio::test]
async fn another_host_is_not_answered() {
    let house = House::new().await;
    for host in ["evil.example", "localhost:9", "localhost"] {
        let answer = house.call_with("GET", "/metadata", None, &[("host", host)]).await;
        answer.refuses(421, "usage");
    }
}
