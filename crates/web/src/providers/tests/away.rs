//! What the browser carries while its user is away at the provider.

use std::sync::Arc;

use axum::http::StatusCode;
use hygie_accounts::Session;
use hygie_base::{Clock as _, ExposeSecret as _, Timestamp};
use hygie_gate::Role;
use hygie_oidc::Pending;
use hygie_oidc::limits::PENDING_MILLIS;

use super::super::waiting::{Begun, Purpose};
use super::{ISSUER, house};
use crate::draft::{Draft, Kept};
use crate::onward::Carried;
use crate::providers::Providers;
use crate::state::Web;
use crate::testing::{Browser, House};

const COOKIE: &str = "__Host-hygie-provider";

/// A node: what its pages remember is its own.
fn node(house: &House) -> Web {
    Web::new(Arc::clone(&house.app), Providers::new(Vec::new()))
}

fn begun(house: &House, purpose: Purpose) -> Begun {
    let Timestamp(now) = house.world.clock.now();
    let kept = format!(
        r#"{{"version":1,"issuer":"{ISSUER}","redirect":"r","state":"s","nonce":"n","verifier":"v","begun":{now}}}"#
    );
    let pending = Pending::from_bytes(kept.as_bytes()).unwrap();
    Begun { provider: "psc".to_owned(), pending, purpose }
}

async fn session(house: &House, browser: &Browser<'_>) -> Session {
    let cookie = &browser.cookies["__Host-hygie"];
    house.app.accounts.session(cookie).await.unwrap().unwrap()
}

fn to(next: &str) -> Purpose {
    Purpose::LogIn { next: next.to_owned() }
}

/// Where a log-in that was begun on one node leads on another.
async fn leads(house: &House, next: &str) -> String {
    let cookie = begun(house, to(next)).carried(&node(house)).await.unwrap();
    let back = Begun::back(&node(house), cookie.expose_secret(), None).await.unwrap();
    match back.unwrap().0.purpose {
        Purpose::LogIn { next } => next,
        _ => panic!("it was to log in"),
    }
}

#[tokio::test]
async fn a_log_in_begun_on_one_node_is_finished_on_another_once() {
    let house = house().await;
    let cookie = begun(&house, to("/people")).carried(&node(&house)).await.unwrap();
    let mut browser = house.browser();
    for (path, status) in [
        // The provider is asked, and does not answer: this node knew the log-in.
        ("/login/provider/psc/back?code=x&state=s", StatusCode::BAD_GATEWAY),
        ("/login/provider/psc/back?code=x&state=s", StatusCode::BAD_REQUEST),
    ] {
        browser.cookies.insert(COOKIE.to_owned(), cookie.expose_secret().to_owned());
        assert_eq!(browser.get(path).await.status, status);
        assert!(browser.cookies.is_empty());
    }
    // At another provider, and with another state: used up by that.
    for (path, state) in [("fc", "s"), ("psc", "t")] {
        let cookie = begun(&house, to("/people")).carried(&node(&house)).await.unwrap();
        for (name, state) in [(path, state), ("psc", "s")] {
            browser.cookies.insert(COOKIE.to_owned(), cookie.expose_secret().to_owned());
            let path = format!("/login/provider/{name}/back?code=x&state={state}");
            assert_eq!(browser.get(&path).await.status, StatusCode::BAD_REQUEST);
        }
    }
}

#[tokio::test]
async fn it_is_carried_for_ten_minutes() {
    let house = house().await;
    let cookie = begun(&house, to("/")).carried(&node(&house)).await.unwrap();
    let waits =
        async || Begun::back(&node(&house), cookie.expose_secret(), None).await.unwrap().is_some();
    house.world.clock.advance(PENDING_MILLIS - 1);
    assert!(waits().await);
    house.world.clock.advance(1);
    assert!(!waits().await);
}

#[tokio::test]
async fn an_address_to_go_on_to_is_carried_as_far_as_there_is_room() {
    let house = house().await;
    let long = |bytes: usize| format!("/{}", "a".repeat(bytes - 1));
    assert_eq!(leads(&house, &long(2_000)).await, long(2_000), "as apps ask for at most");
    let mut most = 2_000;
    while leads(&house, &long(most + 1)).await != "/" {
        most += 1;
    }
    assert_eq!(leads(&house, &long(most)).await, long(most));
    assert_eq!(leads(&house, &long(most + 1)).await, "/");
}

#[tokio::test]
async fn a_form_comes_back_in_its_session_alone() {
    let house = house().await;
    house.account(Role::Nurse, None).await;
    let browser = house.logged_in(Role::Physician).await;
    let mine = session(&house, &browser).await;
    let other = session(&house, &house.logged_in(Role::Nurse).await).await;
    let text = "Une note\nà moitié écrite. ".repeat(4_000);
    let field = Kept { name: "text".to_owned(), value: text };
    let draft = Draft::of_kept("/records/0a/notes", vec![field]);
    let carried = Carried { next: "/people".to_owned(), draft: draft.clone() };
    let purpose = Purpose::Again { session: mine.id.clone(), carried };
    let cookie = begun(&house, purpose).carried(&node(&house)).await.unwrap();
    for (session, expect) in [(Some(&mine), draft), (Some(&other), None), (None, None)] {
        let web = node(&house);
        let back = Begun::back(&web, cookie.expose_secret(), session).await.unwrap().unwrap();
        let Purpose::Again { session, carried } = back.0.purpose else { panic!("to show again") };
        assert_eq!((session, carried.next.as_str()), (mine.id.clone(), "/people"));
        assert_eq!(carried.draft, expect);
    }
}
