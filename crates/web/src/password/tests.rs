use axum::http::StatusCode;
use hygie_accounts::PasswordFault;
use hygie_gate::Role;

use super::{reason, template};
use crate::Lang;
use crate::onward::Carried;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{House, NEW, PASSWORD};

const OTHER: &str = "lanterne verglas piston";

#[test]
fn the_form_keeps_its_promises_and_names_the_field() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        for field in ["old-password", "new-password", "again-password"] {
            let wrong = Some((field, HOSTILE.to_owned()));
            let carried = Carried::default();
            let template = template(&page, true, wrong, &carried);
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert_eq!(html.matches("aria-invalid").count(), 1, "{html}");
        }
        let carried = Carried::default();
        keep(*lang, &askama::Template::render(&template(&page, false, None, &carried)).unwrap());
    }
}

#[test]
fn every_reason_is_said_plainly() {
    let page = sample(Lang::Fr);
    for fault in [
        PasswordFault::TooShort,
        PasswordFault::TooLong,
        PasswordFault::Unprintable,
        PasswordFault::Guessable,
        PasswordFault::Breached,
        PasswordFault::Unchanged,
        PasswordFault::Former,
    ] {
        let reason = reason(&page, fault);
        assert!(!reason.contains('⟦') && reason.ends_with('.'), "{reason}");
    }
}

#[tokio::test]
async fn a_one_time_password_opens_nothing_but_its_change() {
    let house = House::new();
    let one_time = house.one_time().await;
    let one_time = one_time.as_str();
    let mut browser = house.browser();
    let log_in = [("login", NEW), ("password", one_time)];
    assert_eq!(browser.post("/login", &log_in).await.to, "/password");
    for path in ["/", "/people", "/account", "/records/0123456789abcdef"] {
        assert_eq!(browser.get(path).await.to, "/password", "{path}");
    }
    assert_eq!(browser.submit("/people", &[("q", "morel")]).await.to, "/password");
    let page = browser.get("/password").await.html;
    assert!(page.contains("usage unique") && !page.contains("top-find"));
    let change =
        |old, new, again| [("old-password", old), ("new-password", new), ("again-password", again)];
    let refused = browser.submit("/password", &change(one_time, OTHER, PASSWORD)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = browser.submit("/password", &change(one_time, "court", "court")).await;
    assert!(refused.html.contains("Trop court"), "{}", refused.html);
    let refused = browser.submit("/password", &change("wrong", OTHER, OTHER)).await;
    assert!(refused.html.contains("actuel est incorrect"));
    let before = browser.cookies["__Host-hygie"].clone();
    assert_eq!(browser.submit("/password", &change(one_time, OTHER, OTHER)).await.to, "/");
    assert_ne!(browser.cookies["__Host-hygie"], before, "a fresh session");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    let mut other = house.browser();
    assert_eq!(other.post("/login", &log_in).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(other.post("/login", &[("login", NEW), ("password", OTHER)]).await.to, "/");
}

#[tokio::test]
async fn a_password_is_changed_at_will() {
    let house = House::new();
    house.account(Role::Nurse, None).await;
    let mut browser = house.logged_in(Role::Nurse).await;
    let fields = [("old-password", PASSWORD), ("new-password", OTHER), ("again-password", OTHER)];
    assert_eq!(browser.submit("/password", &fields).await.to, "/account");
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
}
