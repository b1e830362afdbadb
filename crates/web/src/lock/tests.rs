use axum::http::StatusCode;
use hygie_accounts::limits::{IDLE_MILLIS, LOCK_AFTER_MILLIS, PIN_TRIES};
use hygie_gate::Role;

use super::show::{LockPage, initials};
use crate::Lang;
use crate::draft::{Draft, Kept};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::providers::Button;
use crate::testing::{Answer, Browser, House, PASSWORD};

const NOTE: &str = "Premier jour.\nVa mieux, marche.";
const PIN: &str = "8305";

#[test]
fn the_page_keeps_its_promises_in_both_languages() {
    let field = Kept { name: "sealed-form".to_owned(), value: "x".to_owned() };
    let draft = Draft::of_kept("/records/0a/notes", vec![field]);
    for lang in Lang::ALL {
        let page = sample(*lang);
        for (pin, persona, wrong) in [
            (true, false, Some(("pin", HOSTILE.to_owned()))),
            (true, false, Some(("password", HOSTILE.to_owned()))),
            (false, false, None),
            (true, true, None),
            (false, true, None),
        ] {
            let draft = draft.as_ref().filter(|_| pin);
            let (initials, next) = (initials(HOSTILE), "/people");
            let (least, most, name) = (4, 8, HOSTILE);
            let template = LockPage {
                page: &page,
                name,
                initials,
                pin,
                passkey: pin,
                providers: vec![Button { name: "psc".to_owned(), title: HOSTILE.to_owned() }],
                least,
                most,
                persona,
                wrong,
                next,
                draft,
            };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
    }
}

#[test]
fn initials_are_those_of_the_names() {
    let check = |name: &str, expect: &str| assert_eq!(initials(name), expect, "{name}");
    check("Dr Claire Vasseur", "CV");
    check("Zoé Le Gall-N'Diaye", "ZG");
    check("éloïse", "É");
    check("王小明", "王");
    check("", "");
    check("Dr", "");
}

/// What the page of the lock carries, to be sent along.
fn carried(html: &str) -> Vec<(String, String)> {
    let value = |name: &str| {
        let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let names = ["draft-path", "draft:sealed-form"];
    names.map(|name| (name.to_owned(), value(name))).to_vec()
}

async fn unlock(browser: &mut Browser<'_>, locked: &str, with: (&str, &str)) -> Answer {
    let carried = carried(locked);
    let fields = carried.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    browser.submit("/lock/open", &fields.chain([with]).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn the_button_locks_and_the_password_leads_back() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    assert_eq!(browser.get("/lock?next=/people").await.to, "/people", "nothing is locked");
    assert_eq!(browser.get("/lock/alive").await.status, StatusCode::NO_CONTENT);
    let locked = browser.submit("/lock", &[("next", "/people")]).await;
    assert_eq!(locked.to, "/lock?next=/people");
    for path in ["/", "/people", "/account", "/records/0123456789abcdef"] {
        let to = browser.get(path).await.to;
        assert!(to.starts_with("/lock"), "{path}: {to}");
    }
    for path in ["/password", "/enrol", "/activity", "/login/second"] {
        assert_eq!(browser.get(path).await.to, "/lock", "{path}");
    }
    assert_eq!(browser.get("/lock/alive").await.status, StatusCode::UNAUTHORIZED);
    let html = keep(Lang::Fr, &browser.get(&locked.to).await.html);
    assert!(html.contains("Claire Vasseur") && html.contains("name=\"password\""), "{html}");
    assert!(!html.contains("name=\"pin\""), "there is none here");
    assert!(!html.contains("href=\"/account\"") && !html.contains("name=\"q\""), "{html}");
    let wrong = browser.submit("/lock/open", &[("password", "not the password")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(!keep(Lang::Fr, &wrong.html).contains("not the password"));
    let before = browser.cookies["__Host-hygie"].clone();
    let fields = [("password", PASSWORD), ("next", "/people")];
    assert_eq!(browser.submit("/lock/open", &fields).await.to, "/people");
    assert_ne!(browser.cookies["__Host-hygie"], before, "under another cookie");
    assert_eq!(browser.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_being_written_comes_back_to_its_author_alone() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let token = browser.csrf().await;
    let sent = [("csrf", token.as_str()), ("text", NOTE), ("pin", "1"), ("password", "secret")];
    let locked = browser.post("/lock?keep=/people", &sent).await;
    assert_eq!(locked.status, StatusCode::OK);
    let html = keep(Lang::Fr, &locked.html);
    assert!(!html.contains("Va mieux") && !html.contains("secret"), "sealed: {html}");
    let answer = unlock(&mut browser, &html, ("password", PASSWORD)).await;
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("action=\"/people\"") && html.contains(NOTE), "{html}");
    // Pages that were open before can still be sent: the session is the same.
    assert!(html.contains(&format!("value=\"{token}\"")), "{html}");
}

#[tokio::test]
async fn a_form_that_meets_the_lock_is_carried() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let token = browser.csrf().await;
    house.world.clock.advance(LOCK_AFTER_MILLIS);
    let late = browser.post("/people", &[("csrf", &token), ("q", NOTE)]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    let html = keep(Lang::Fr, &late.html);
    assert!(!html.contains("Va mieux"), "{html}");
    let wrong = unlock(&mut browser, &html, ("password", "not the password")).await;
    let html = keep(Lang::Fr, &wrong.html);
    let answer = unlock(&mut browser, &html, ("password", PASSWORD)).await;
    assert!(answer.html.contains(NOTE), "{}", answer.html);
    assert!(browser.get("/people").await.html.contains("value=\"\""), "nothing was sent");
}

#[tokio::test]
async fn what_was_sealed_outlives_the_session_and_opens_for_nobody_else() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    house.account(Role::Nurse, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let token = browser.csrf().await;
    let locked = browser.post("/lock?keep=/people", &[("csrf", &token), ("text", NOTE)]).await;
    house.world.clock.advance(IDLE_MILLIS);
    let carried = carried(&locked.html);
    let mut fields = vec![("csrf", token.as_str()), ("password", PASSWORD)];
    fields.extend(carried.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let late = browser.post("/lock/open", &fields).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert_eq!(self::carried(&late.html), carried, "through the log-in too");
    for (role, opens) in [(Role::Nurse, false), (Role::Physician, true)] {
        let mut fields = vec![("login", role.name()), ("password", PASSWORD)];
        fields.extend(carried.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let answer = house.browser().post("/login", &fields).await;
        assert_eq!(answer.html.contains(NOTE), opens, "{role:?}: {}", answer.html);
    }
}

#[tokio::test]
async fn a_pin_unlocks_and_so_many_wrong_ones_end_the_session() {
    let house = House::new();
    house.account(Role::Nurse, None).await;
    let mut browser = house.personas(Role::Nurse).await;
    browser.submit("/account/pin", &[("pin", PIN), ("pin-again", PIN)]).await;
    browser.submit("/lock", &[]).await;
    let html = keep(Lang::Fr, &browser.get("/lock").await.html);
    assert!(html.contains("name=\"pin\"") && !html.contains("name=\"password\""), "{html}");
    let slip = browser.submit("/lock/open", &[("pin", "83")]).await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = browser.submit("/lock/open", &[("pin", "7294")]).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(keep(Lang::Fr, &wrong.html).contains("reste 4 essais"), "{}", wrong.html);
    assert_eq!(browser.submit("/lock/open", &[("pin", "83 05")]).await.to, "/");
    browser.submit("/lock", &[]).await;
    for _ in 1..PIN_TRIES {
        browser.submit("/lock/open", &[("pin", "7294")]).await;
    }
    let last = browser.submit("/lock/open", &[("pin", "7294")]).await;
    assert_eq!(last.status, StatusCode::UNAUTHORIZED);
    assert!(keep(Lang::Fr, &last.html).contains("la session est fermée"), "{}", last.html);
    assert!(!browser.cookies.contains_key("__Host-hygie"));
    let mut again = house.personas(Role::Nurse).await;
    assert!(!again.get("/account").await.html.contains("/account/pins/forget"));
}

#[tokio::test]
async fn somebody_else_pushes_the_locked_one_aside() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    house.account(Role::Nurse, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    browser.submit("/lock", &[]).await;
    let cookie = browser.cookies["__Host-hygie"].clone();
    assert_eq!(browser.submit("/lock/other", &[]).await.to, "/login");
    let mut thief = house.browser();
    thief.cookies.insert("__Host-hygie".to_owned(), cookie);
    assert_eq!(thief.get("/lock").await.to, "/login?next=/lock", "it has ended");
    let log_in = [("login", "nurse"), ("password", PASSWORD)];
    assert_eq!(browser.post("/login", &log_in).await.to, "/");
}
