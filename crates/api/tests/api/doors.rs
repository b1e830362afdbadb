//! Who gets in, and how far.

use hygie_testkit::{observation, patient};

use crate::help::House;

/// Every route with its method.
const ROUTES: [(&str, &str); 14] = [
    ("POST", ""),
    ("GET", "/Observation/a"),
    ("GET", "/Observation/a/_history/1"),
    ("PUT", "/Observation/a"),
    ("DELETE", "/Observation/a"),
    ("GET", "/Observation/a/_history"),
    ("POST", "/Observation"),
    ("PUT", "/Observation?_id=a"),
    ("DELETE", "/Observation?_id=a"),
    ("PATCH", "/Observation?_id=a"),
    ("PATCH", "/Observation/a"),
    ("GET", "/Observation?patient=p"),
    ("POST", "/Observation/_search"),
    ("GET", "/Patient/p/Observation"),
];

#[tokio::test]
async fn without_a_valid_token_every_route_is_closed() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    let other = "Bearer hyg_0000000000000000000000000000000000000000000";
    for (method, path) in ROUTES {
        let wrong = ["", "Basic YTpi", "Bearer", "Bearer ", other, "Bearer a\tb"];
        for authorization in wrong {
            let headers = [("authorization", authorization), ("cookie", "session=a; token=b")];
            let answer = house.call_with(method, path, Some("{}"), &headers).await;
            let answer = answer.refuses(401, "log-in");
            assert!(answer.header("www-authenticate").unwrap().starts_with("Bearer"), "{path}");
        }
    }
    let twice = house.router.clone();
    let request = axum::http::Request::get("/fhir/Observation/a")
        .header("host", "localhost:8080")
        .header("authorization", format!("Bearer {}", house.token))
        .header("authorization", format!("Bearer {}", house.token))
        .body(axum::body::Body::empty())
        .unwrap();
    use tower::ServiceExt as _;
    assert_eq!(twice.oneshot(request).await.unwrap().status(), 401);
}

#[tokio::test]
async fn an_expired_token_is_no_token() {
    let house = House::new().await;
    house.get("/Patient/p").await.refuses(404, "not-found");
    house.world.clock.advance(86_400_001);
    house.get("/Patient/p").await.refuses(401, "log-in");
}

#[tokio::test]
async fn a_scope_says_what_may_be_done() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    let check = async |scopes: &str, method: &str, path: &str, expect: u16| {
        let token = house.token(scopes, "org").await;
        let body = observation("a", "p", "2");
        let answer = house.as_(&token, method, path, Some(&body)).await;
        assert_eq!(answer.status.as_u16(), expect, "{scopes} {method} {path} {}", answer.text());
    };
    // A type of which nothing may be written is refused, whatever is there.
    for method in ["PUT", "DELETE"] {
        for scopes in ["system/Patient.cruds", "system/Observation.rs", "system/Observation.s"] {
            check(scopes, method, "/Observation/a", 403).await;
        }
    }
    check("system/Patient.cruds", "POST", "/Observation", 403).await;
    check("system/Observation.rd", "PUT", "/Observation/a", 403).await;
    check("system/Observation.cu", "DELETE", "/Observation/a", 403).await;
    // An instance that may not be known is not found.
    check("system/Patient.cruds", "GET", "/Observation/a", 404).await;
    check("system/Patient.cruds", "GET", "/Observation/a/_history", 404).await;
    check("system/Patient.cruds", "GET", "/Observation/a/_history/1", 404).await;
    check("system/Observation.u", "PUT", "/Observation/a", 404).await;
    check("system/Observation.d", "DELETE", "/Observation/a", 404).await;
    check("system/Observation.c", "PUT", "/Observation/a", 404).await;
    // What may be known and not done is refused.
    check("system/Observation.cr", "PUT", "/Observation/a", 403).await;
    check("system/Observation.rs", "POST", "/Observation", 403).await;
    check("system/Observation.ru", "DELETE", "/Observation/a", 403).await;
    check("system/Patient.rs", "GET", "/Observation?patient=p", 403).await;
    check("system/Observation.r", "GET", "/Observation?patient=p", 403).await;
    check("system/Observation.s", "GET", "/Observation?patient=p", 403).await;
    check("system/Observation.s", "GET", "/Patient/p/Observation", 403).await;
    // What is in the scope is done.
    check("system/Observation.rs", "GET", "/Observation/a", 200).await;
    check("system/Observation.rs", "GET", "/Observation?patient=p", 200).await;
    check("system/Observation.ru", "PUT", "/Observation/a", 200).await;
    check("system/Observation.c", "POST", "/Observation", 201).await;
    let token = house.token("system/Observation.c", "org").await;
    let body = observation("new", "p", "1");
    house.as_(&token, "PUT", "/Observation/new", Some(&body)).await.is(201);
    check("system/Observation.rd", "DELETE", "/Observation/a", 204).await;
}

#[tokio::test]
async fn hidden_and_absent_read_alike() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    let token = house.token("system/Patient.cruds system/Condition.cruds", "org").await;
    for tail in ["", "/_history", "/_history/1", "/_history/2"] {
        let hidden = house.as_(&token, "GET", &format!("/Observation/a{tail}"), None).await;
        let absent = house.as_(&token, "GET", &format!("/Observation/b{tail}"), None).await;
        let impossible = house.as_(&token, "GET", &format!("/Observation/_{tail}"), None).await;
        let hidden = hidden.refuses(404, "not-found").but_for_the_id();
        assert_eq!(hidden, absent.refuses(404, "not-found").but_for_the_id());
        assert_eq!(hidden, impossible.refuses(404, "not-found").but_for_the_id());
    }
}

#[tokio::test]
async fn writes_of_what_is_hidden_and_of_what_is_absent_are_answered_alike() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    let alike = async |scopes: &str, method: &str, tag: &str, status: u16, code: &str| {
        let token = format!("Bearer {}", house.token(scopes, "org").await);
        let mut told = Vec::new();
        for id in ["a", "b"] {
            // One that says who the person is, and one whose person is not here.
            for person in ["p", "nobody"] {
                let body = observation(id, person, "2");
                let path = if method == "POST" { String::new() } else { format!("/{id}") };
                let headers = [("authorization", token.as_str()), ("if-match", tag)];
                let path = format!("/Observation{path}");
                let answer = house.call_with(method, &path, Some(&body), &headers).await;
                told.push(answer.refuses(status, code).but_for_the_id());
            }
        }
        assert!(told.iter().all(|one| *one == told[0]), "{scopes} {method} {told:?}");
    };
    for scopes in ["system/Patient.cruds", "system/Observation.rs", "system/Observation.s"] {
        for method in ["PUT", "DELETE", "POST"] {
            alike(scopes, method, "", 403, "forbidden").await;
        }
        alike(scopes, "PUT", "W/\"1\"", 403, "forbidden").await;
    }
    alike("system/Observation.u", "PUT", "", 404, "not-found").await;
    alike("system/Observation.u", "PUT", "W/\"1\"", 404, "not-found").await;
    alike("system/Observation.cu", "PUT", "W/\"1\"", 404, "not-found").await;
    alike("system/Observation.d", "DELETE", "", 404, "not-found").await;
    let read = house.get("/Observation/a").await;
    assert_eq!(read.header("etag"), Some("W/\"1\""));
}

#[tokio::test]
async fn every_refusal_and_every_release_is_traced() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let record = house.world.records.record_of("p").await.unwrap().unwrap();
    let traced = async || {
        let operator = house.operator();
        house.world.records.traces(&operator, record).await.unwrap().len()
    };
    let before = traced().await;
    house.get("/Patient/p").await.is(200);
    assert_eq!(traced().await, before + 2, "the read, and the listing before it");
    house.call_with("HEAD", "/Patient/p", None, &[]).await.is(200);
    let etag = [("if-none-match", "W/\"1\"")];
    house.call_with("GET", "/Patient/p", None, &etag).await.is(304);
    assert_eq!(traced().await, before + 5, "HEAD and 304 count");
    let token = house.token("system/Condition.rs", "org").await;
    house.as_(&token, "GET", "/Patient/p", None).await.is(404);
    assert_eq!(traced().await, before + 7, "a refusal counts");
}
