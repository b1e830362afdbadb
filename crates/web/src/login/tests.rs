use axum::http::StatusCode;
use hygie_gate::Role;

use super::LoginPage;
use super::carry::DraftPage;
use super::second::SecondPage;
use crate::Lang;
use crate::draft::{Draft, Kept};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{House, NEW, PASSWORD};

const NOTE: &str = "Premier jour.\n<b>Va mieux</b> & \"marche\".";

fn draft() -> Draft {
    let kept = |name: &str, value: &str| Kept { name: name.to_owned(), value: value.to_owned() };
    let fields = vec![kept("text", NOTE), kept("kind", HOSTILE), kept(HOSTILE, "x")];
    Draft { path: "/records/0a/notes".to_owned(), fields }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = crate::Page { who: None, ..sample(*lang) };
        let draft = draft();
        for (error, draft) in [(None, None), (Some(HOSTILE.to_owned()), Some(&draft))] {
            let template = LoginPage { page: &page, login: HOSTILE, next: "/people", error, draft };
            keep(*lang, &askama::Template::render(&template).unwrap());
            let error = Some(HOSTILE.to_owned());
            for (app, passkey) in [(true, false), (false, true), (true, true)] {
                let (error, next) = (error.clone(), "/people");
                let template = SecondPage { page: &page, app, passkey, next, error, draft };
                keep(*lang, &askama::Template::render(&template).unwrap());
            }
            let template = DraftPage { page: &page, draft, back: "/people" };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
    }
}

#[tokio::test]
async fn a_log_in_leads_where_one_wanted_to_go() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.browser();
    let answer = browser.get("/account").await;
    assert_eq!(
        (answer.status, answer.to.as_str()),
        (StatusCode::SEE_OTHER, "/login?next=/account")
    );
    assert!(browser.get(&answer.to).await.html.contains("name=\"next\" value=\"/account\""));
    let with = |next| [("login", "Physician "), ("password", PASSWORD), ("next", next)];
    let answer = browser.post("/login", &with("/account")).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/account"));
    assert!(browser.get("/account").await.html.contains("Claire Vasseur"));
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        assert_eq!(house.browser().post("/login", &with(elsewhere)).await.to, "/");
    }
}

#[tokio::test]
async fn a_wrong_log_in_tells_nothing_and_begins_nothing() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut pages = Vec::new();
    for login in ["physician", "nobody"] {
        let mut browser = house.browser();
        let fields = [("login", login), ("password", "not the password")];
        let answer = browser.post("/login", &fields).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(browser.cookies.is_empty());
        assert!(!answer.html.contains("not the password"));
        pages.push(keep(Lang::Fr, &answer.html).replace(login, "…"));
    }
    assert_eq!(pages[0], pages[1], "a stranger cannot tell whether a login exists");
}

#[tokio::test]
async fn too_many_attempts_are_told_to_wait() {
    let house = House::new();
    house.account(Role::Nurse, None).await;
    let mut browser = house.browser();
    let fields = [("login", "nurse"), ("password", "not the password")];
    let mut last = browser.post("/login", &fields).await;
    for _ in 0..10 {
        last = browser.post("/login", &fields).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.html.contains("Trop d’essais"));
    let wait = last.headers["retry-after"].to_str().unwrap().parse::<u32>().unwrap();
    assert!(last.html.contains("Attendez ") && wait > 0, "{wait}");
}

#[tokio::test]
async fn a_device_that_is_known_does_not_wait_for_strangers() {
    let house = House::new();
    house.account(Role::Nurse, None).await;
    let mut owner = house.browser();
    let right = [("login", "nurse"), ("password", PASSWORD)];
    assert_eq!(owner.post("/login", &right).await.status, StatusCode::SEE_OTHER);
    let device = owner.cookies["__Host-hygie-device"].clone();
    owner.submit("/logout", &[]).await;
    assert_eq!(owner.cookies["__Host-hygie-device"], device, "it outlives the session");
    let mut stranger = house.browser();
    for _ in 0..10 {
        stranger.post("/login", &[("login", "nurse"), ("password", "not the password")]).await;
    }
    let early = house.browser().post("/login", &right).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS, "another device");
    assert_eq!(owner.post("/login", &right).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_session_changes_at_each_log_in_and_ends_at_log_out() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let name = "__Host-hygie";
    let first = browser.cookies[name].clone();
    browser.post("/login", &[("login", "physician"), ("password", PASSWORD)]).await;
    assert_ne!(browser.cookies[name], first);
    let mut thief = house.browser();
    thief.cookies.insert(name.to_owned(), first);
    assert_eq!(thief.get("/account").await.status, StatusCode::SEE_OTHER, "the old one is over");
    let second = browser.cookies[name].clone();
    let answer = browser.submit("/logout", &[]).await;
    assert_eq!((answer.to.as_str(), browser.cookies.contains_key(name)), ("/login", false));
    thief.cookies.insert(name.to_owned(), second);
    assert_eq!(thief.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_outlives_its_session_and_is_not_sent_by_itself() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let token = browser.csrf().await;
    house.world.clock.advance(13 * 3_600_000);
    let sent = [("csrf", token.as_str()), ("q", NOTE), ("old-password", "secret")];
    let late = browser.post("/people", &sent).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    let html = keep(Lang::Fr, &late.html);
    assert!(html.contains("name=\"draft:q\"") && html.contains("&#60;b&#62;Va mieux"), "{html}");
    assert!(!html.contains("secret") && !html.contains(&token));
    let fields = [
        ("login", "physician"),
        ("password", PASSWORD),
        ("draft-path", "/people"),
        ("draft:q", NOTE),
    ];
    let answer = browser.post("/login", &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("action=\"/people\"") && html.contains("<textarea"), "{html}");
    assert!(html.contains("Premier jour.\n&#60;b&#62;Va mieux&#60;/b&#62;"));
    assert!(browser.get("/people").await.html.contains("value=\"\""), "nothing was sent");
    let token = browser.csrf().await;
    assert!(html.contains(&format!("name=\"csrf\" value=\"{token}\"")), "ready to be sent");
}

#[tokio::test]
async fn a_form_with_another_sessions_token_comes_back() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    for token in ["", "0", "another token"] {
        let answer = browser.post("/people", &[("csrf", token), ("q", "morel")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.html.contains("name=\"q\" value=\"morel\""));
    }
    assert!(browser.get("/people").await.html.contains("value=\"\""), "nothing was sent");
}

#[tokio::test]
async fn a_kept_form_waits_for_a_new_password_too() {
    let house = House::new();
    let one_time = house.one_time().await;
    let mut browser = house.browser();
    let fields = [
        ("login", NEW),
        ("password", one_time.as_str()),
        ("draft-path", "/people"),
        ("draft:q", NOTE),
    ];
    let answer = browser.post("/login", &fields).await;
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("name=\"draft:q\"") && html.contains("new-password"), "{html}");
}
