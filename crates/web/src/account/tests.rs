use axum::http::StatusCode;
use hygie_accounts::{About, DeviceSeen, Event, FactorsSeen, NoticeSeen, SessionSeen};
use hygie_base::{RecordNo, Timestamp};
use hygie_gate::Role;

use super::security::Security;
use super::show::AccountPage;
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::House;

/// All that there can be, of devices and notices.
fn security(fresh: bool, may_set_pin: bool) -> Security {
    let at = Timestamp(1_795_353_360_123);
    let device = |id: &str, current, pin| DeviceSeen {
        id: id.to_owned(),
        place: if current { String::new() } else { HOSTILE.to_owned() },
        address: "192.0.2.…".to_owned(),
        first: at,
        last: at,
        pin,
        current,
    };
    let record = RecordNo::from_u64(7).unwrap();
    let notice = |event: Event| NoticeSeen {
        event,
        at,
        place: HOSTILE.to_owned(),
        address: HOSTILE.to_owned(),
        news: true,
        about: event.is_of_record().then(|| About::new(HOSTILE.to_owned(), record)),
    };
    let devices = vec![device("a", true, Some(at)), device(HOSTILE, false, None)];
    Security { may_set_pin, fresh, devices, notices: Event::ALL.map(notice).to_vec() }
}

#[test]
fn the_page_keeps_its_promises_in_both_languages() {
    let session = |id: &str, current| SessionSeen {
        id: id.to_owned(),
        begun: Timestamp(1_795_353_360_123),
        last: Timestamp(1_795_353_960_123),
        place: if current { String::new() } else { HOSTILE.to_owned() },
        activity: None,
        current,
    };
    let sessions = [session("a", true), session(HOSTILE, false)];
    for lang in Lang::ALL {
        let page = sample(*lang);
        for totp in [true, false] {
            for (demanded, field) in [(true, "pin"), (false, "pin-again")] {
                let factors = FactorsSeen { totp, recovery: 1, demanded };
                let wrong = Some((field, HOSTILE.to_owned()));
                for passkeys in [0, 1, 2] {
                    let (page, sessions, wrong) = (&page, &sessions, wrong.clone());
                    let security = security(totp, demanded);
                    let template =
                        AccountPage { page, factors, passkeys, sessions, security, wrong };
                    keep(*lang, &askama::Template::render(&template).unwrap());
                }
            }
        }
    }
}

#[tokio::test]
async fn sessions_are_seen_and_ended() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut here = house.logged_in(Role::Physician).await;
    let mut there = house.logged_in(Role::Physician).await;
    let html = here.get("/account").await.html;
    let ends = "action=\"/account/sessions/end\"";
    assert_eq!(html.matches(ends).count(), 1, "the other one can be ended");
    let (_, rest) = html.split_once(ends).unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    assert_eq!(there.get("/account").await.status, StatusCode::OK);
    assert_eq!(here.submit("/account/sessions/end", &[("id", id)]).await.to, "/account");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    let unknown = here.submit("/account/sessions/end", &[("id", "x")]).await;
    assert_eq!(unknown.to, "/account");
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn logging_out_everywhere_ends_this_session_too() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut here = house.logged_in(Role::Physician).await;
    let mut there = house.logged_in(Role::Physician).await;
    assert_eq!(here.submit("/account/sessions/end-all", &[]).await.to, "/login");
    assert_eq!(here.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_pin_is_set_on_this_device_and_forgotten() {
    let house = House::new();
    house.account(Role::Nurse, None).await;
    let mut browser = house.personas(Role::Nurse).await;
    let html = browser.get("/account").await.html;
    assert!(html.contains("action=\"/account/pin\""), "{html}");
    for (pin, again, says) in [
        ("8305", "8306", "diffèrent"),
        ("83", "83", "quatre à huit chiffres, et rien"),
        ("1234", "1234", "premiers que l’on essaie"),
    ] {
        let refused = browser.submit("/account/pin", &[("pin", pin), ("pin-again", again)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = keep(Lang::Fr, &refused.html);
        assert!(html.contains(says) && html.matches("aria-invalid").count() == 1, "{says}");
    }
    let set = browser.submit("/account/pin", &[("pin", "8305"), ("pin-again", "8305")]).await;
    assert_eq!(set.to, "/account#pin");
    let html = browser.get("/account").await.html;
    assert!(html.contains("Un code PIN a été choisi"), "{html}");
    assert!(html.contains("Oublier le code PIN de 1 appareil"), "{html}");
    let (_, rest) = html.split_once("/account/devices/pin/forget").unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap().to_owned();
    browser.submit("/account/devices/pin/forget", &[("id", &id)]).await;
    assert!(!browser.get("/account").await.html.contains("/account/devices/pin/forget"));
    browser.submit("/account/pin", &[("pin", "8305"), ("pin-again", "8305")]).await;
    browser.submit("/account/pins/forget", &[]).await;
    assert!(!browser.get("/account").await.html.contains("/account/pins/forget"));
    browser.submit("/account/devices/forget", &[("id", &id)]).await;
    assert!(!browser.get("/account").await.html.contains("/account/devices/forget"));
}

#[tokio::test]
async fn a_new_device_is_told_and_put_away_or_shut_out() {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let mut here = house.logged_in(Role::Physician).await;
    assert!(!here.get("/").await.html.contains("class=\"notice-bar\""));
    let mut there = house.logged_in(Role::Physician).await;
    assert!(
        !there.get("/people").await.html.contains("class=\"notice-bar\""),
        "who did it knows it"
    );
    let html = keep(Lang::Fr, &here.get("/people").await.html);
    assert!(html.contains("Nouvelle connexion depuis") && html.contains("class=\"notice-bar\""));
    let away = here.submit("/account/notices/put-away", &[("next", "/people")]).await;
    assert_eq!(away.to, "/people");
    assert!(!here.get("/people").await.html.contains("class=\"notice-bar\""));
    assert!(here.get("/account").await.html.contains("Nouvelle connexion depuis"));
    keep(Lang::Fr, &here.get("/account/secure").await.html);
    assert_eq!(here.submit("/account/secure", &[]).await.to, "/password");
    assert_eq!(there.get("/people").await.status, StatusCode::SEE_OTHER);
    assert_eq!(here.get("/password").await.status, StatusCode::OK);
}
