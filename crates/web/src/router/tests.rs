use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{Method, StatusCode};
use hygie_gate::Role;

use crate::Lang;
use crate::page::promises::keep;
use crate::testing::House;

#[tokio::test]
async fn assets_are_kept_for_a_year_and_known_by_their_tag() {
    let house = House::new();
    let mut browser = house.browser();
    for name in [
        "hygie.css",
        "hygie.js",
        "passkeys.js",
        "hygie.svg",
        "atkinson-hyperlegible-next-latin.woff2",
    ] {
        let path = crate::assets::path(name);
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        let tag = answer.headers[ETAG].to_str().unwrap().to_owned();
        let again = browser.send_with(Method::GET, &path, ("if-none-match", &tag)).await;
        assert_eq!((again.status, again.html.len()), (StatusCode::NOT_MODIFIED, 0));
        let other = browser.send_with(Method::GET, &path, ("if-none-match", "\"x\"")).await;
        assert_eq!(other.status, StatusCode::OK);
    }
    assert_eq!(browser.get("/assets/hygie.css").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/assets/..%2fCargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_are_never_kept_and_nothing_comes_from_elsewhere() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    for path in ["/", "/people", "/account", "/password", "/nothing"] {
        let answer = browser.get(path).await;
        keep(Lang::Fr, &answer.html);
        assert_eq!(answer.headers[CACHE_CONTROL], "no-store", "{path}");
        assert_eq!(answer.headers[CONTENT_TYPE], "text/html; charset=utf-8");
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    }
}

#[tokio::test]
async fn strangers_are_led_to_the_log_in_from_every_page() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.browser();
    let pages = [
        "/",
        "/people",
        "/account",
        "/account/secure",
        "/account/passkeys",
        "/account/providers",
        "/accounts",
        "/accounts/new",
        "/accounts/abc",
        "/records/0123456789abcdef/sharing",
        "/records/0123456789abcdef/sharing/as/abc",
        "/records/0123456789abcdef/sharing/as-delegate/abc",
        "/records/0123456789abcdef/acting",
        "/records/0123456789abcdef/representatives",
        "/confirm",
        "/lock",
        "/activity",
        "/enrol",
        "/login/second",
        "/password",
        "/records/0123456789abcdef",
    ];
    for path in pages {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.to.starts_with("/login"), "{path}: {}", answer.to);
    }
    let forms = [
        "/people",
        "/password",
        "/account/sessions/end",
        "/account/sessions/end-all",
        "/account/recovery",
        "/account/app/forget",
        "/records/0123456789abcdef/sharing/shared",
        "/records/0123456789abcdef/sharing/consent",
        "/records/0123456789abcdef/sharing/carers",
        "/records/0123456789abcdef/sharing/carers/code",
        "/records/0123456789abcdef/sharing/carers/end",
        "/records/0123456789abcdef/sharing/carers/consent",
        "/records/0123456789abcdef/acting/resign",
        "/records/0123456789abcdef/representatives",
        "/records/0123456789abcdef/representatives/code",
        "/records/0123456789abcdef/representatives/relieve",
        "/activate/join",
        "/records/0123456789abcdef/sharing/block",
        "/records/0123456789abcdef/sharing/unblock",
        "/records/0123456789abcdef/sharing/emergencies",
        "/records/0123456789abcdef/sharing/treating",
        "/records/0123456789abcdef/sharing/mask",
        "/records/0123456789abcdef/sharing/unmask",
        "/account/pin",
        "/account/pins/forget",
        "/account/devices/forget",
        "/account/devices/pin/forget",
        "/account/notices/put-away",
        "/account/secure",
        "/confirm",
        "/lock",
        "/lock/open",
        "/lock/other",
        "/account/passkeys/rename",
        "/account/passkeys/remove",
        "/confirm/passkey",
        "/confirm/passkey/options",
        "/lock/passkey",
        "/lock/passkey/options",
        "/enrol/passkey",
        "/enrol/passkey/options",
        "/login/second/passkey",
        "/login/second/passkey/options",
        "/account/providers/link",
        "/account/providers/unlink",
        "/accounts",
        "/accounts/new",
        "/accounts/abc/rename",
        "/accounts/abc/suspend",
        "/accounts/abc/resume",
        "/accounts/abc/revoke",
        "/accounts/abc/password",
        "/accounts/abc/factors",
        "/accounts/abc/unlink",
        "/accounts/abc/activities",
        "/accounts/abc/activities/end",
        "/activity",
        "/activity/next",
        "/enrol",
        "/enrol/later",
        "/login/second",
    ];
    for path in forms {
        let answer = browser.post(path, &[("q", "x")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn another_sites_form_changes_nothing() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let answer = browser.send_with(Method::POST, "/logout", ("sec-fetch-site", "cross-site")).await;
    assert_ne!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn faults_are_pages_with_what_to_do() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let answer = browser.get("/nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let id = answer.headers["x-request-id"].to_str().unwrap();
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains(id) && html.contains("not-found") && html.contains("Claire Vasseur"));
    let answer = browser.send_with(Method::DELETE, "/people", ("x", "y")).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    keep(Lang::Fr, &answer.html);
    let long = "x".repeat(300 << 10);
    let answer = browser.post("/people", &[("q", &long)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    keep(Lang::Fr, &answer.html);
    let answer = browser.post("/people", &[("q", "x"); 201]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
