use axum::http::StatusCode;
use hygie_accounts::HabilitationStanding;
use hygie_base::{RecordNo, Timestamp};
use hygie_gate::{Role, Waits};

use super::{AdministratorPage, NoRecordPage, OfficerPage};
use crate::Lang;
use crate::page::promises::{keep, sample};
use crate::testing::House;

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        for withdrawals in [0, 1, 7] {
            let template = AdministratorPage { page: &page, withdrawals };
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert_eq!(html.contains("class=\"banner is-warn\""), withdrawals > 0);
        }
        let last = Timestamp(1_795_353_360_123);
        let stands = [
            (HabilitationStanding::Due { last: None }, true),
            (HabilitationStanding::Due { last: Some(last) }, true),
            (HabilitationStanding::Open { days_left: 0 }, false),
            (HabilitationStanding::Open { days_left: -1 }, true),
            (HabilitationStanding::Done { last }, false),
        ];
        for (standing, presses) in stands {
            let (waiting, habilitations) = (None, Some(standing));
            let template = OfficerPage { page: &page, waiting, habilitations };
            let html = keep(*lang, &askama::Template::render(&template).unwrap());
            assert!(html.contains("href=\"/habilitations\""));
            assert_eq!(html.contains("class=\"banner is-warn\""), presses, "{standing:?}");
        }
        let waits = |emergencies, contests| Some(Waits { emergencies, contests, alerts: contests });
        for waiting in [None, waits(0, 0), waits(1, 1), waits(7, 0), waits(0, 7)] {
            let template = OfficerPage { page: &page, waiting, habilitations: None };
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
