use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_accounts::{PasskeySeen, SecondFactor};
use hygie_base::Timestamp;
use hygie_gate::Role;
use hygie_testkit::{Authenticator, Kind};

use super::show::PasskeysPage;
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, PASSWORD};

const ADDRESS: &str = "http://localhost:8080";
const LOG_IN: [(&str, &str); 2] = [("login", "nurse"), ("password", PASSWORD)];

#[test]
fn the_page_keeps_its_promises_in_both_languages() {
    let passkey = |last| PasskeySeen {
        id: HOSTILE.to_owned(),
        name: HOSTILE.to_owned(),
        made: Timestamp(1_795_353_360_123),
        last,
        is_copied: true,
    };
    let two = [passkey(None), passkey(Some(Timestamp(1_795_353_360_123)))];
    for lang in Lang::ALL {
        for (passkeys, room, offered) in [
            (&two[..0], true, true),
            (&two[..1], true, true),
            (&two[..], false, true),
            (&two[..], true, false),
        ] {
            let page = crate::Page { passkeys: offered, ..sample(*lang) };
            let wrong = Some(HOSTILE.to_owned());
            let template = PasskeysPage { page: &page, passkeys, room, longest: 60, wrong };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
    }
}

/// Makes a passkey as the script does, and gives it with the page that came of it.
async fn make(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> (Authenticator, String) {
    let options = browser.submit("/enrol/passkey/options", fields).await;
    assert_eq!(options.status, StatusCode::OK, "{}", options.html);
    assert_eq!(options.headers[CONTENT_TYPE], "application/json");
    let passkey = Authenticator::new(Kind::Es256, &options.html, ADDRESS);
    let answer = passkey.registers(&options.html);
    let done = browser.submit("/enrol/passkey", &[("answer", &answer), ("next", "/people")]).await;
    (passkey, done.html + &done.to)
}

/// A nurse with one passkey, in a house that demands a factor.
async fn nurse(house: &House) -> (Browser<'_>, Authenticator) {
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    assert_eq!(browser.post("/login", &LOG_IN).await.to, "/enrol");
    let (passkey, html) = make(&mut browser, &[]).await;
    assert_eq!(html.matches("<li><code").count(), 10, "{html}");
    (browser, passkey)
}

#[tokio::test]
async fn a_passkey_is_offered_first_and_opens_the_house_alone() {
    let house = House::demanding(SecondFactor::Required);
    let (mut browser, mut passkey) = nurse(&house).await;
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    let mut browser = house.browser();
    let html = keep(Lang::Fr, &browser.get("/login?next=/people").await.html);
    let at = |needle: &str| html.find(needle).unwrap();
    assert!(at("action=\"/login/passkey\"") < at("action=\"/login\""), "{html}");
    let options = browser.post("/login/passkey/options", &[]).await.html;
    assert!(!options.contains("nurse"), "it names nobody");
    let answer = passkey.answers(&options);
    let fields = [("answer", answer.as_str()), ("next", "/people")];
    assert_eq!(browser.post("/login/passkey", &fields).await.to, "/people");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    // All failures are answered alike, and no secret comes back.
    let mut pages = Vec::new();
    for wrong in [answer.as_str(), "", "{}", "é"] {
        let mut stranger = house.browser();
        let refused = stranger.post("/login/passkey", &[("answer", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(stranger.cookies.is_empty());
        pages.push(keep(Lang::Fr, &refused.html));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
    for elsewhere in ["https://evil.example/", "//evil.example"] {
        let mut browser = house.browser();
        let options = browser.post("/login/passkey/options", &[]).await.html;
        let answer = passkey.answers(&options);
        let fields = [("answer", answer.as_str()), ("next", elsewhere)];
        assert_eq!(browser.post("/login/passkey", &fields).await.to, "/");
    }
}

#[tokio::test]
async fn after_a_password_the_passkey_is_asked_for() {
    let house = House::demanding(SecondFactor::Required);
    let (_, mut passkey) = nurse(&house).await;
    let mut browser = house.browser();
    assert_eq!(browser.post("/login", &LOG_IN).await.to, "/login/second");
    let html = keep(Lang::Fr, &browser.get("/login/second").await.html);
    assert!(html.contains("action=\"/login/second/passkey\""), "{html}");
    let refused = browser.submit("/login/second/passkey", &[("answer", "{}")]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    keep(Lang::Fr, &refused.html);
    let options = browser.submit("/login/second/passkey/options", &[]).await.html;
    let answer = passkey.answers(&options);
    let fields = [("answer", answer.as_str()), ("next", "/people")];
    assert_eq!(browser.submit("/login/second/passkey", &fields).await.to, "/people");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn passkeys_are_added_renamed_and_removed_by_who_is_fresh() {
    let house = House::demanding(SecondFactor::Required);
    let (mut browser, mut first) = nurse(&house).await;
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    assert_eq!(browser.get("/account/passkeys").await.to, "/confirm?next=/account/passkeys");
    let stale = browser.submit("/enrol/passkey/options", &[]).await;
    assert_eq!(stale.status, StatusCode::FORBIDDEN);
    assert_eq!(stale.headers[CONTENT_TYPE], "application/json");
    let html = keep(Lang::Fr, &browser.get("/confirm?next=/account/passkeys").await.html);
    assert!(html.contains("action=\"/confirm/passkey\""), "{html}");
    let refused = browser.submit("/confirm/passkey", &[("answer", "{}")]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    keep(Lang::Fr, &refused.html);
    let options = browser.submit("/confirm/passkey/options", &[]).await.html;
    let answer = first.answers(&options);
    let fields = [("answer", answer.as_str()), ("next", "/account/passkeys")];
    assert_eq!(browser.submit("/confirm/passkey", &fields).await.to, "/account/passkeys");
    let (_, to) = make(&mut browser, &[]).await;
    assert_eq!(to, "/people", "there are recovery codes already");
    let html = keep(Lang::Fr, &browser.get("/account/passkeys").await.html);
    assert_eq!(html.matches("action=\"/account/passkeys/rename\"").count(), 2, "{html}");
    let (_, rest) = html.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    let fields = [("id", id), ("name", "Clé rouge <b>")];
    assert_eq!(browser.submit("/account/passkeys/rename", &fields).await.to, "/account/passkeys");
    let html = browser.get("/account/passkeys").await.html;
    assert!(html.contains("Clé rouge &#60;b&#62;"), "{html}");
    let wrong = browser.submit("/account/passkeys/rename", &[("id", id), ("name", " ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("id", id)];
    assert_eq!(browser.submit("/account/passkeys/remove", &fields).await.to, "/account/passkeys");
    let again = browser.submit("/account/passkeys/remove", &fields).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it is gone");
    keep(Lang::Fr, &again.html);
    let html = browser.get("/account").await.html;
    assert!(html.contains("1 clé d’accès."), "{html}");
}

#[tokio::test]
async fn a_passkey_opens_the_lock() {
    let house = House::demanding(SecondFactor::Required);
    let (mut browser, mut passkey) = nurse(&house).await;
    browser.submit("/lock", &[]).await;
    let html = keep(Lang::Fr, &browser.get("/lock").await.html);
    assert!(html.contains("action=\"/lock/passkey\""), "{html}");
    assert_eq!(browser.get("/people").await.status, StatusCode::SEE_OTHER);
    let refused = browser.submit("/lock/passkey", &[("answer", "{}")]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    keep(Lang::Fr, &refused.html);
    let options = browser.submit("/lock/passkey/options", &[]).await.html;
    let answer = passkey.answers(&options);
    let fields = [("answer", answer.as_str()), ("next", "/people")];
    assert_eq!(browser.submit("/lock/passkey", &fields).await.to, "/people");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_is_carried_through_a_log_in_by_passkey() {
    let house = House::demanding(SecondFactor::Required);
    let (mut browser, mut passkey) = nurse(&house).await;
    browser.submit("/logout", &[]).await;
    let lost = browser.post("/people", &[("csrf", "x"), ("q", "Premier jour.")]).await;
    let (_, form) = lost.html.split_once("action=\"/login/passkey\"").unwrap();
    let form = form.split("</form>").next().unwrap();
    assert!(form.contains("name=\"draft:q\" value=\"Premier jour.\""), "{form}");
    let answer = passkey.answers(&browser.post("/login/passkey/options", &[]).await.html);
    let fields =
        [("answer", answer.as_str()), ("draft-path", "/people"), ("draft:q", "Premier jour.")];
    let kept = browser.post("/login/passkey", &fields).await;
    assert_eq!(kept.status, StatusCode::OK);
    assert!(keep(Lang::Fr, &kept.html).contains("value=\"Premier jour.\""), "{}", kept.html);
}
