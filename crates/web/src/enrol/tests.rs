use axum::http::StatusCode;
use hygie_accounts::SecondFactor;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_gate::Role;

use super::{CodesPage, EnrolPage, Qr};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, PASSWORD, app_code};

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        for (forced, may_wait, wrong) in [
            (true, false, None),
            (true, true, Some(("code", HOSTILE.to_owned()))),
            (false, false, None),
        ] {
            let secret = "ABCD EFGH".to_owned();
            let (qr, next) = (Qr::of("otpauth://totp/Hygie:a"), "/people");
            let template =
                EnrolPage { page: &page, qr, secret, forced, may_wait, wrong, next, draft: None };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
        let codes = vec!["aaaa-bbbb", "cccc-dddd"];
        let template = CodesPage { page: &page, codes, next: "/", draft: None };
        keep(*lang, &askama::Template::render(&template).unwrap());
    }
}

/// The secret that the page of enrolling shows.
async fn secret(browser: &mut Browser<'_>) -> String {
    let html = browser.get("/enrol").await.html;
    let (_, rest) = html.split_once("aria-labelledby=\"secret-label\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn who_must_have_an_app_enrols_one_before_anything_else() {
    let house = House::demanding(SecondFactor::Required);
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    let log_in = [("login", "nurse"), ("password", PASSWORD), ("next", "/people")];
    assert_eq!(browser.post("/login", &log_in).await.to, "/enrol?next=/people");
    for path in ["/", "/people", "/account", "/password", "/activity", "/login/second"] {
        assert_eq!(browser.get(path).await.to, "/enrol", "{path}");
    }
    let html = keep(Lang::Fr, &browser.get("/enrol?next=/people").await.html);
    assert!(html.contains("<svg class=\"qr\"") && !html.contains("/enrol/later"), "{html}");
    let secret = secret(&mut browser).await;
    let wrong = browser.submit("/enrol", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains(&secret), "the same key");
    let later = browser.submit("/enrol/later", &[]).await;
    assert_eq!(later.status, StatusCode::FORBIDDEN);
    let before = browser.cookies["__Host-hygie"].clone();
    let code = app_code(&house, &secret);
    let done = browser.submit("/enrol", &[("code", &code), ("next", "/people")]).await;
    let html = keep(Lang::Fr, &done.html);
    assert_eq!(html.matches("<li><code").count(), 10, "{html}");
    assert_ne!(browser.cookies["__Host-hygie"], before, "a fresh session");
    assert_eq!(browser.submit("/activity/next", &[("next", "/people")]).await.to, "/people");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    assert_eq!(browser.get("/enrol").await.to, "/account", "once is enough");
}

#[tokio::test]
async fn the_second_step_asks_for_a_code_and_leads_on() {
    let house = House::demanding(SecondFactor::Required);
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    let log_in = [("login", "nurse"), ("password", PASSWORD), ("next", "/people")];
    browser.post("/login", &log_in).await;
    let secret = secret(&mut browser).await;
    let codes = browser.submit("/enrol", &[("code", &app_code(&house, &secret))]).await.html;
    house.world.clock.advance(30_000);
    let mut browser = house.browser();
    assert_eq!(browser.post("/login", &log_in).await.to, "/login/second?next=/people");
    for path in ["/", "/people", "/account", "/password", "/enrol", "/activity"] {
        assert_eq!(browser.get(path).await.to, "/login/second", "{path}");
    }
    let html = keep(Lang::Fr, &browser.get("/login/second?next=/people").await.html);
    assert!(html.contains("name=\"next\" value=\"/people\""));
    let mut pages = Vec::new();
    for wrong in ["000000", "", "aaaa-bbbb-cccc-dddd-eeee-ffff"] {
        let refused = browser.submit("/login/second", &[("code", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        pages.push(refused.html);
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "all failures are answered alike");
    let code = app_code(&house, &secret);
    let fields = [("code", code.as_str()), ("next", "/people")];
    assert_eq!(browser.submit("/login/second", &fields).await.to, "/people");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    assert_eq!(browser.get("/login/second").await.to, "/", "it is proved");
    // On paper.
    let (_, rest) = codes.split_once("<code class=\"code\">").unwrap();
    let paper = rest.split('<').next().unwrap();
    let mut browser = house.browser();
    browser.post("/login", &[("login", "nurse"), ("password", PASSWORD)]).await;
    assert_eq!(browser.submit("/login/second", &[("code", paper)]).await.to, "/");
    let account = browser.get("/account").await.html;
    assert!(account.contains("reste 9 codes de secours"), "{account}");
}

#[tokio::test]
async fn too_many_wrong_codes_are_told_to_wait() {
    let house = House::demanding(SecondFactor::Required);
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    let log_in = [("login", "nurse"), ("password", PASSWORD)];
    browser.post("/login", &log_in).await;
    let secret = secret(&mut browser).await;
    browser.submit("/enrol", &[("code", &app_code(&house, &secret))]).await;
    let mut browser = house.browser();
    browser.post("/login", &log_in).await;
    let mut last = browser.submit("/login/second", &[("code", "000000")]).await;
    for _ in 0..6 {
        last = browser.submit("/login/second", &[("code", "000000")]).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.headers["retry-after"].to_str().unwrap().parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn it_may_wait_where_the_house_allows_it() {
    let house = House::demanding(SecondFactor::ProfessionalsMaySkip);
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    browser.post("/login", &[("login", "nurse"), ("password", PASSWORD)]).await;
    assert!(browser.get("/enrol").await.html.contains("/enrol/later"));
    let on = browser.submit("/enrol/later", &[("next", "/people")]).await;
    assert_eq!(on.to, "/people");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_app_is_changed_and_codes_are_renewed_after_a_fresh_proof() {
    let house = House::demanding(SecondFactor::Required);
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    browser.post("/login", &[("login", "nurse"), ("password", PASSWORD)]).await;
    let secret = secret(&mut browser).await;
    browser.submit("/enrol", &[("code", &app_code(&house, &secret))]).await;
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    for path in ["/account/recovery", "/account/app/forget"] {
        let refused = browser.submit(path, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        let html = keep(Lang::Fr, &refused.html);
        assert!(html.contains("name=\"next\" value=\"/account\""), "{html}");
    }
    let code = app_code(&house, &secret);
    let confirm = [("password", PASSWORD), ("code", code.as_str()), ("next", "/account")];
    assert_eq!(browser.submit("/confirm", &confirm).await.to, "/account");
    let fresh = browser.submit("/account/recovery", &[]).await;
    assert_eq!(keep(Lang::Fr, &fresh.html).matches("<li><code").count(), 10);
    let on = browser.submit("/account/app/forget", &[]).await;
    assert_eq!(on.to, "/enrol?next=/account");
    assert_eq!(browser.get("/people").await.to, "/enrol");
}
