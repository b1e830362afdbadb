//! Binaries as they are.

use axum::body::Body;
use axum::http::Request;
use hygie_api::limits::BINARY_BYTES;
use hygie_testkit::patient;

use crate::help::{Answer, House};

const PAGE: &[u8] = b"<script>alert(1)</script>\xff";

async fn send(
    house: &House,
    method: &str,
    path: &str,
    body: &[u8],
    headers: &[(&str, &str)],
) -> Answer {
    let authorization = format!("Bearer {}", house.token);
    let mut request = Request::builder().method(method).uri(format!("/fhir{path}"));
    request = request.header("host", "localhost:8080").header("authorization", authorization);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house.send(request.body(Body::from(body.to_vec())).unwrap()).await
}

#[tokio::test]
async fn bytes_come_back_as_they_were_sent_and_stay_inert() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let headers = [("content-type", "text/html"), ("x-security-context", "Patient/p")];
    let made = send(&house, "POST", "/Binary", PAGE, &headers).await.is(201);
    let id = made.json().id().unwrap().to_owned();
    assert_eq!(made.json().str("contentType"), Some("text/html"));
    let path = format!("/Binary/{id}");
    for accept in [None, Some("*/*"), Some("text/html"), Some("image/png, */*;q=0.1")] {
        let accept: Vec<_> = accept.map(|accept| ("accept", accept)).into_iter().collect();
        let read = send(&house, "GET", &path, b"", &accept).await.is(200);
        assert_eq!(read.body, PAGE);
        assert_eq!(read.header("content-type"), Some("text/html"));
        assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
        assert!(read.header("content-disposition").unwrap().starts_with("attachment"));
        let policies = read.headers.get_all("content-security-policy").iter();
        assert!(policies.into_iter().any(|one| one.to_str().unwrap().starts_with("sandbox;")));
        assert_eq!(read.header("x-security-context"), Some("Patient/p"));
        assert_eq!(read.header("etag"), Some("W/\"1\""));
    }
    for (tail, accept) in [("", "application/fhir+json"), ("?_format=json", "*/*")] {
        let read = send(&house, "GET", &format!("{path}{tail}"), b"", &[("accept", accept)]).await;
        let read = read.is(200).json();
        assert_eq!(read.get("securityContext").unwrap().str("reference"), Some("Patient/p"));
    }
    let xml = [("accept", "application/fhir+xml")];
    send(&house, "GET", &path, b"", &xml).await.refuses(406, "media-type");
    let head = send(&house, "HEAD", &path, b"", &[]).await.is(200);
    assert!(head.body.is_empty());
    assert_eq!(head.header("content-type"), Some("text/html"));
    let known = [("if-none-match", "W/\"1\"")];
    send(&house, "GET", &path, b"", &known).await.is(304);
    assert_eq!(send(&house, "GET", &format!("{path}/_history/1"), b"", &[]).await.body, PAGE);
    // It lies in the person's record.
    assert_eq!(
        house.world.records.record_of_resource("Binary", &id).await.unwrap(),
        house.world.records.record_of("p").await.unwrap()
    );
}

#[tokio::test]
async fn bytes_are_updated_under_their_id() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let headers = [("content-type", "text/plain"), ("x-security-context", "Patient/p")];
    send(&house, "PUT", "/Binary/b", b"one", &headers).await.is(201);
    let answer = send(&house, "PUT", "/Binary/b", b"two", &headers).await.is(200);
    assert_eq!(answer.header("etag"), Some("W/\"2\""));
    assert_eq!(send(&house, "GET", "/Binary/b", b"", &[]).await.body, b"two");
    let stale = [headers[0], headers[1], ("if-match", "W/\"1\"")];
    send(&house, "PUT", "/Binary/b", b"x", &stale).await.refuses(412, "precondition-failed");
    // FHIR stays FHIR.
    let resource = r#"{"resourceType":"Binary","id":"c","contentType":"no type","data":"AAE="}"#;
    house.put(resource).await;
    let read = send(&house, "GET", "/Binary/c", b"", &[]).await.is(200);
    assert_eq!(read.body, [0, 1]);
    assert_eq!(read.header("content-type"), Some("application/octet-stream"));
}

#[tokio::test]
async fn bytes_that_cannot_be_taken() {
    let house = House::new().await;
    send(&house, "POST", "/Binary", b"x", &[]).await.refuses(415, "media-type");
    let xml = [("content-type", "application/fhir+xml")];
    send(&house, "POST", "/Binary", b"x", &xml).await.refuses(415, "media-type");
    let plain = ("content-type", "text/plain");
    for context in ["nobody", "Patient?identifier=a", "#a"] {
        let headers = [plain, ("x-security-context", context)];
        let answer = send(&house, "POST", "/Binary", b"x", &headers).await.refuses(400, "usage");
        assert_eq!(answer.issue("expression"), "Binary.securityContext");
    }
    let headers = [plain, ("x-security-context", "Patient/absent")];
    send(&house, "POST", "/Binary", b"x", &headers).await.refuses(422, "unknown-reference");
    send(&house, "POST", "/Patient", b"x", &[plain]).await.refuses(415, "media-type");
    let bytes = vec![b'x'; BINARY_BYTES + 1];
    let answer = send(&house, "POST", "/Binary", &bytes, &[plain]).await;
    answer.refuses(413, "too-large");
    send(&house, "POST", "/Binary", &bytes[..BINARY_BYTES], &[plain]).await.is(201);
}
