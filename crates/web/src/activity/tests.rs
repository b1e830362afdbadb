use axum::http::StatusCode;
use hygie_accounts::NewActivity;
use hygie_gate::Role;

use super::ActivityPage;
use crate::Lang;
use crate::draft::{Draft, Kept};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{House, PASSWORD};

/// A physician of two houses.
async fn busy() -> House {
    let house = House::new();
    house.account(Role::Physician, None).await;
    let new = NewActivity {
        role: Role::Physician,
        organisation: "tilleuls".to_owned(),
        organisation_name: "Les Tilleuls".to_owned(),
        person: None,
        delegation: None,
    };
    let permit = house.app.gate.command_line("test");
    house.app.accounts.add_activity(permit, "physician", new).await.unwrap();
    house
}

fn id_of(html: &str, organisation: &str) -> String {
    let (before, _) = html.split_once(organisation).unwrap();
    let (_, rest) = before.rsplit_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_page_keeps_its_promises_in_both_languages() {
    let house = busy().await;
    let logged_in = house.app.accounts.log_in("physician", PASSWORD).await.unwrap();
    let mut activities = logged_in.session.activities.clone();
    activities[1].organisation_name = HOSTILE.to_owned();
    let field = Kept { name: HOSTILE.to_owned(), value: HOSTILE.to_owned() };
    let draft = Draft { path: "/people".to_owned(), fields: vec![field] };
    for lang in Lang::ALL {
        for draft in [None, Some(&draft)] {
            for named in 0..activities.len() {
                let (page, present) = (sample(*lang), activities[0].id.as_str());
                let all: Vec<_> = activities.iter().collect();
                let (others, activities) = all.split_at(named);
                let acting = [(present.to_owned(), HOSTILE.to_owned())];
                let (next, acting) = ("/", &acting[..]);
                let template =
                    ActivityPage { page: &page, activities, others, acting, present, next, draft };
                keep(*lang, &askama::Template::render(&template).unwrap());
            }
        }
    }
}

#[tokio::test]
async fn one_of_several_is_chosen_at_log_in_and_leads_where_one_wanted_to_go() {
    let house = busy().await;
    let mut browser = house.browser();
    let fields = [("login", "physician"), ("password", PASSWORD), ("next", "/account")];
    let answer = browser.post("/login", &fields).await;
    assert_eq!(answer.to, "/activity?next=/account");
    for path in ["/", "/people", "/account", "/records/0123456789abcdef", "/password", "/enrol"] {
        assert_eq!(browser.get(path).await.to, "/activity", "{path}");
    }
    assert_eq!(browser.submit("/people", &[("q", "morel")]).await.to, "/activity");
    let html = keep(Lang::Fr, &browser.get(&answer.to).await.html);
    assert!(!html.contains("top-find") && !html.contains("href=\"/account\""), "{html}");
    let before = browser.cookies["__Host-hygie"].clone();
    let id = id_of(&html, "Les Tilleuls");
    let answer = browser.submit("/activity", &[("id", &id), ("next", "/account")]).await;
    assert_eq!(answer.to, "/account");
    assert_ne!(browser.cookies["__Host-hygie"], before, "a fresh session");
    let html = browser.get("/account").await.html;
    assert!(html.contains("Les Tilleuls") && html.contains("href=\"/activity\""));
    let mut thief = house.browser();
    thief.cookies.insert("__Host-hygie".to_owned(), before);
    assert_eq!(thief.get("/account").await.status, StatusCode::SEE_OTHER, "the old one is over");
}

#[tokio::test]
async fn it_is_switched_from_the_head_and_a_search_does_not_come_along() {
    let house = busy().await;
    let mut browser = house.browser();
    browser.post("/login", &[("login", "physician"), ("password", PASSWORD)]).await;
    let html = browser.get("/activity").await.html;
    let (here, there) = (id_of(&html, "Cabinet des Lilas"), id_of(&html, "Les Tilleuls"));
    browser.submit("/activity", &[("id", &here)]).await;
    browser.submit("/people", &[("q", "morel")]).await;
    assert!(browser.get("/people").await.html.contains("morel"));
    assert_eq!(browser.submit("/activity", &[("id", &there)]).await.to, "/");
    assert!(!browser.get("/people").await.html.contains("value=\"morel\""));
    let unknown = browser.submit("/activity", &[("id", "x")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_kept_form_waits_for_the_choice() {
    let house = busy().await;
    let mut browser = house.browser();
    let draft = [("draft-path", "/people"), ("draft:q", "morel")];
    let fields = [("login", "physician"), ("password", PASSWORD), draft[0], draft[1]];
    let html = browser.post("/login", &fields).await.html;
    assert!(html.contains("name=\"draft:q\" value=\"morel\""), "{html}");
    let id = id_of(&html, "Les Tilleuls");
    let answer = browser.submit("/activity", &[("id", &id), draft[0], draft[1]]).await;
    assert!(answer.html.contains("action=\"/people\""), "{}", answer.html);
}
