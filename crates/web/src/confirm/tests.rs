use axum::http::StatusCode;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_gate::Role;

use super::{ConfirmPage, page_of};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::providers::Button;
use crate::testing::{House, PASSWORD};

#[test]
fn the_page_keeps_its_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        for (code, late, error) in [(true, true, None), (false, false, Some(HOSTILE.to_owned()))] {
            let (app, passkey) = (late, code);
            let providers = vec![Button { name: "psc".to_owned(), title: HOSTILE.to_owned() }];
            let (password, next) = (code, "/people");
            let page = &page;
            let template =
                ConfirmPage { page, code, app, passkey, password, providers, next, error, late };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
    }
}

#[test]
fn a_form_leads_back_to_the_page_it_stands_on() {
    let check = |path: &str, expect: &str| assert_eq!(page_of(path), expect, "{path}");
    check("/account/recovery", "/account");
    check("/account/sessions/end-all", "/account");
    check("/account/passkeys/remove", "/account/passkeys");
    check("/accounts/new", "/accounts/new");
    check("/accounts/abc/suspend", "/accounts/abc");
    check("/accounts/abc/activities/end", "/accounts/abc");
    check("/accounts/abc", "/accounts/abc");
    check("/password", "/password");
    check("/enrol", "/enrol");
}

#[tokio::test]
async fn what_is_sensitive_asks_again_and_goes_on_to_just_that() {
    let house = House::new();
    house.account(Role::Administrator, None).await;
    house.account(Role::Person, None).await;
    let mut browser = house.logged_in(Role::Administrator).await;
    for path in ["/password", "/enrol", "/accounts/new", "/account/secure"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}: still fresh");
    }
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    for path in ["/password", "/enrol", "/accounts/new", "/account/secure"] {
        assert_eq!(browser.get(path).await.to, format!("/confirm?next={path}"));
    }
    let html = keep(Lang::Fr, &browser.get("/confirm?next=/accounts/new").await.html);
    assert!(html.contains("value=\"/accounts/new\"") && !html.contains("name=\"code\""), "{html}");
    let wrong = browser.submit("/confirm", &[("password", "not the password")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(!keep(Lang::Fr, &wrong.html).contains("not the password"));
    let before = browser.cookies["__Host-hygie"].clone();
    let on = browser.submit("/confirm", &[("password", PASSWORD), ("next", "/accounts/new")]).await;
    assert_eq!(on.to, "/accounts/new");
    assert_ne!(browser.cookies["__Host-hygie"], before, "under another cookie");
    assert_eq!(browser.get("/accounts/new").await.status, StatusCode::OK);
    // Never to another house.
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let away = [("password", PASSWORD), ("next", "https://evil.example/")];
    assert_eq!(browser.submit("/confirm", &away).await.to, "/");
}

#[tokio::test]
async fn a_form_that_comes_too_late_does_nothing_and_says_so() {
    let house = House::new();
    house.account(Role::Administrator, None).await;
    house.account(Role::Nurse, None).await;
    let mut nurse = house.logged_in(Role::Nurse).await;
    let mut browser = house.logged_in(Role::Administrator).await;
    let listed = browser.submit("/accounts", &[("q", "nurse")]).await;
    let html = browser.get(&listed.to).await.html;
    let (_, rest) = html.split_once("href=\"/accounts/").unwrap();
    let ids = rest.split("href=\"/accounts/").map(|rest| rest.split('"').next().unwrap());
    let id = ids.into_iter().find(|id| *id != "new").unwrap().to_owned();
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let path = format!("/accounts/{id}/suspend");
    let late = browser.submit(&path, &[]).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &late.html);
    assert!(html.contains(&format!("value=\"/accounts/{id}\"")), "{html}");
    nurse.stay().await;
    assert_eq!(nurse.get("/people").await.status, StatusCode::OK, "nothing was done");
    for path in ["/account/sessions/end-all", "/accounts/new", "/password", "/account/pin"] {
        assert_eq!(browser.submit(path, &[("name", "x")]).await.status, StatusCode::FORBIDDEN);
    }
    browser.submit("/confirm", &[("password", PASSWORD)]).await;
    let done = browser.submit(&format!("/accounts/{id}/suspend"), &[]).await;
    assert_eq!(done.to, format!("/accounts/{id}"));
    assert_eq!(nurse.get("/people").await.status, StatusCode::SEE_OTHER);
}
