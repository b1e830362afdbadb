//! What a door lets in.

use hygie_http::limits::{HEAD_BYTES, TARGET_BYTES};

use crate::help::{BODY_BYTES, house, house_at};

#[tokio::test]
async fn only_our_own_hosts_are_answered() {
    let house = house();
    for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
        assert_eq!(house.ask("GET", "/hello/a", &[("host", host)], "").await.status, 200);
    }
    for host in ["localhost", "evil.example", "evil.example:8080", "127.0.0.1:80", ""] {
        let answer = house.ask("GET", "/hello/a", &[("host", host)], "").await;
        assert_eq!(answer.status, 421, "{host}");
    }
    let twice = [("host", "localhost:8080"), ("host", "evil.example")];
    assert_eq!(house.ask("GET", "/hello/a", &twice, "").await.status, 421);
    let answer = house.ask("GET", "http://evil.example/hello/a", &[], "").await;
    assert_eq!(answer.status, 421);
}

#[tokio::test]
async fn other_sites_change_nothing() {
    let house = house();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let check = async |headers: &[(&str, &str)], expect: u16| {
        let answer = house.ask("POST", "/form", &[headers, &[form]].concat(), "a=b").await;
        assert_eq!(answer.status.as_u16(), expect, "{headers:?}");
    };
    check(&[("sec-fetch-site", "same-origin")], 200).await;
    check(&[("origin", "http://localhost:8080")], 200).await;
    check(&[("sec-fetch-site", "cross-site")], 403).await;
    check(&[("sec-fetch-site", "same-site"), ("origin", "http://localhost:8080")], 403).await;
    check(&[("origin", "http://evil.example")], 403).await;
    check(&[("origin", "null")], 403).await;
}

#[tokio::test]
async fn under_https_plain_http_is_another_site() {
    let house = house_at("https://dossier.example");
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (origin, expect) in [("https://dossier.example", 200), ("http://dossier.example", 403)] {
        let headers = [("host", "dossier.example"), ("origin", origin), form];
        assert_eq!(house.ask("POST", "/form", &headers, "a=b").await.status, expect, "{origin}");
    }
}

#[tokio::test]
async fn other_sites_link_and_do_not_load() {
    let house = house();
    let check = async |method: &str, path: &str, mode: &str, dest: &str, expect: u16| {
        let headers = [
            ("cookie", "session=a"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", mode),
            ("sec-fetch-dest", dest),
        ];
        let answer = house.ask(method, path, &headers, "").await;
        assert_eq!(answer.status.as_u16(), expect, "{method} {path} {mode} {dest}");
    };
    check("GET", "/hello/a", "navigate", "document", 200).await;
    for method in ["GET", "HEAD"] {
        check(method, "/hello/a", "no-cors", "image", 403).await;
        check(method, "/hello/a", "navigate", "iframe", 403).await;
    }
    // The handler is not reached: it would panic.
    check("GET", "/panic", "no-cors", "script", 403).await;
    check("GET", "/assets/a", "no-cors", "style", 200).await;
}

#[tokio::test]
async fn bodies_come_unpacked() {
    let house = house();
    let form = ("content-type", "application/x-www-form-urlencoded");
    for path in ["/raw", "/form"] {
        let check = async |coding: &str, expect: u16| {
            let headers = [form, ("content-encoding", coding)];
            let answer = house.ask("POST", path, &headers, "a=b").await;
            assert_eq!(answer.status.as_u16(), expect, "{path} {coding}");
            let told = answer.header("accept-encoding");
            assert_eq!(told, (expect == 415).then_some("identity"), "{path} {coding}");
        };
        check("identity", 200).await;
        check("Identity", 200).await;
        for coding in ["gzip", "deflate", "br", "identity, gzip", "nonsense", ""] {
            check(coding, 415).await;
        }
    }
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let house = house();
    let check = async |bytes: usize, expect: u16| {
        let answer = house.ask("POST", "/raw", &[], &"x".repeat(bytes)).await;
        assert_eq!(answer.status.as_u16(), expect, "{bytes}");
    };
    check(BODY_BYTES, 200).await;
    check(BODY_BYTES + 1, 413).await;
    // What is announced is believed, so as not to read it; what is not, is counted.
    let announced = [("content-length", "101")];
    assert_eq!(house.ask("POST", "/raw", &announced, "x").await.status, 413);
    let lied = [("content-length", "1")];
    assert_eq!(house.ask("POST", "/raw", &lied, &"x".repeat(BODY_BYTES + 1)).await.status, 413);
}

#[tokio::test]
async fn addresses_have_a_limit() {
    let house = house();
    let uri = |bytes: usize| format!("/hello/{}", "x".repeat(bytes - "/hello/".len()));
    assert_eq!(house.get(&uri(TARGET_BYTES)).await.status, 200);
    assert_eq!(house.get(&uri(TARGET_BYTES + 1)).await.status, 414);
}

#[tokio::test]
async fn forms_and_queries_that_cannot_be_read_are_usage() {
    let house = house();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let check = async |body: &str, expect: (u16, &str)| {
        let answer = house.ask("POST", "/form", &form, body).await;
        let word = answer.body.split(' ').next().unwrap().to_owned();
        assert_eq!((answer.status.as_u16(), word.as_str()), expect, "{body}");
    };
    check("a=%C3%A9", (200, "é")).await;
    check("", (400, "USAGE")).await;
    check("b=1", (400, "USAGE")).await;
    check("a=1&a=2", (400, "USAGE")).await;
    let answer = house.ask("POST", "/form", &[("content-type", "text/plain")], "a=b").await;
    assert_eq!(answer.status, 415);
    assert_eq!(house.get("/query?a=b").await.body, "b");
    assert!(house.get("/query?b=b").await.body.starts_with("USAGE"));
}

#[tokio::test]
async fn headers_have_a_limit() {
    let house = house();
    let others = "host".len() + "localhost:8080".len() + "x".len();
    let check = async |bytes: usize, expect: u16| {
        let value = "x".repeat(bytes - others);
        let answer = house.ask("GET", "/hello/a", &[("x", &value)], "").await;
        assert_eq!(answer.status.as_u16(), expect, "{bytes}");
    };
    check(HEAD_BYTES, 200).await;
    check(HEAD_BYTES + 1, 431).await;
}
