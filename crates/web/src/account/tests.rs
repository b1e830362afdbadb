use axum::http::StatusCode;
use hygie_accounts::{FactorsSeen, SessionSeen};
use hygie_base::Timestamp;
use hygie_gate::Role;

use super::show::AccountPage;
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::House;

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
            for (demanded, field) in [(true, "code"), (false, "forget-code")] {
                let factors = FactorsSeen { totp, recovery: 1, demanded };
                let wrong = Some((field, HOSTILE.to_owned()));
                for passkeys in [0, 1, 2] {
                    let (page, sessions, wrong) = (&page, &sessions, wrong.clone());
                    let template = AccountPage { page, factors, passkeys, sessions, wrong };
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
    assert_eq!(html.matches("name=\"id\"").count(), 1, "the other one can be ended");
    let (_, rest) = html.split_once("name=\"id\" value=\"").unwrap();
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
