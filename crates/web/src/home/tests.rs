use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::{Role, Waits};

use super::{AdministratorPage, NoRecordPage, OfficerPage};
use crate::Lang;
use crate::page::promises::{keep, sample};
use crate::testing::House;

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        keep(*lang, &askama::Template::render(&AdministratorPage { page: &page }).unwrap());
        let waits = |emergencies, contests| Some(Waits { emergencies, contests, alerts: contests });
        for waiting in [None, waits(0, 0), waits(1, 1), waits(7, 0), waits(0, 7)] {
            let template = OfficerPage { page: &page, waiting };
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert_eq!(html.contains("href=\"/reviews\""), waiting.is_some());
        }
        keep(*lang, &askama::Template::render(&NoRecordPage { page: &page }).unwrap());
    }
}

#[tokio::test]
async fn each_role_begins_where_it_works() {
    let house = House::new();
    let record = RecordNo::from_u64(0xabc).unwrap();
    for role in [Role::Physician, Role::Secretary, Role::Administrator] {
        house.account(role, None).await;
    }
    house.account(Role::Person, Some(record)).await;
    for role in [Role::Physician, Role::Secretary] {
        let html = house.logged_in(role).await.get("/").await.html;
        assert!(keep(Lang::Fr, &html).contains("Trouver une personne"));
    }
    let html = house.logged_in(Role::Administrator).await.get("/").await.html;
    let html = keep(Lang::Fr, &html);
    assert!(html.contains("admin renew --login LOGIN"));
    assert!(html.contains("aucune donnée de santé") && !html.contains("name=\"q\""));
    for role in [Role::PrivacyOfficer, Role::SecurityOfficer] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        let html = keep(Lang::Fr, &browser.get("/").await.html);
        assert!(html.contains("aucune donnée de santé") && !html.contains("name=\"q\""));
        assert_eq!(browser.get("/people").await.status, StatusCode::FORBIDDEN);
    }
    let answer = house.logged_in(Role::Person).await.get("/").await;
    assert_eq!(
        (answer.status, answer.to.as_str()),
        (StatusCode::SEE_OTHER, "/records/0000000000000abc")
    );
}
