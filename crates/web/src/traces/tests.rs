use askama::Template as _;
use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::{Asker, Role};

use super::show::{Found, Row, TracesPage, Typed};
use crate::Lang;
use crate::limits::FIND_CHARS;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::House;

const YVES: &str = r#"{"resourceType":"Patient","id":"yves","birthDate":"1942-03-12",
    "name":[{"family":"Kerbrat","given":["Yves"]}]}"#;

async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[YVES]).await;
    let record = house.app.records.record_of("yves").await.unwrap().unwrap();
    for role in [Role::PrivacyOfficer, Role::Secretary] {
        house.account(role, None).await;
    }
    let who = Asker {
        id: "gone".into(),
        name: "Anne Roux".into(),
        organisation: "tilleuls".into(),
        organisation_name: "Les Tilleuls".into(),
        ..Asker::of(Role::Secretary, "care door")
    };
    let permit = house.app.gate.record(&who, record).await.unwrap();
    house.app.records.read(&permit, "Patient", "yves").await.ok();
    (house, record)
}

#[tokio::test]
async fn the_officer_finds_traces_by_record_organisation_and_day() {
    let (house, record) = house().await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    assert!(officer.get("/").await.html.contains("/traces"));
    let number = record.to_string();
    for fields in [
        [("record", &*number), ("organisation", "")],
        [("record", ""), ("organisation", "tilleuls")],
        [("record", &*number), ("organisation", "LES TILLEULS")],
    ] {
        let answer = officer.submit("/traces", &fields).await;
        assert_eq!(answer.status, StatusCode::OK);
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("Anne Roux") && html.contains(&number), "{fields:?} {html}");
        assert!(!html.contains("Yves") && !html.contains("Kerbrat"), "{html}");
    }
    let other = [("record", &*number), ("organisation", "elsewhere")];
    assert!(!officer.submit("/traces", &other).await.html.contains("Anne Roux"));
    let past = [("record", &*number), ("until", "1999-12-31")];
    assert!(!officer.submit("/traces", &past).await.html.contains("Anne Roux"));
}

#[tokio::test]
async fn the_officer_finds_traces_by_who_works_here() {
    let (house, record) = house().await;
    let mut desk = house.logged_in(Role::Secretary).await;
    desk.get(&format!("/records/{record}")).await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let answer = officer.submit("/traces", &[("actor", "secretary"), ("record", "")]).await;
    let html = keep(Lang::Fr, &answer.html);
    assert_eq!(answer.status, StatusCode::OK);
    assert!(html.contains(&record.to_string()) && !html.contains("Anne Roux"), "{html}");
    let long = "x".repeat(FIND_CHARS + 1);
    for (field, typed) in [
        ("actor", "nobody of that name"),
        ("actor", &*long),
        ("actor", ""),
        ("record", "x"),
        ("from", "2026-02-30"),
        ("until", "x"),
    ] {
        let answer = officer.submit("/traces", &[(field, typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
    }
    let turned = [("from", "2026-03-02"), ("until", "2026-03-01")];
    let answer = officer.submit("/traces", &turned).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn nobody_else_looks_for_traces() {
    let (house, record) = house().await;
    for role in [Role::Physician, Role::Administrator, Role::SecurityOfficer] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        assert_eq!(browser.get("/traces").await.status, StatusCode::FORBIDDEN, "{role:?}");
        let answer = browser.submit("/traces", &[("record", &*record.to_string())]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
        assert!(!answer.html.contains("Anne Roux"), "{role:?}");
    }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let text = || HOSTILE.to_owned();
    for lang in Lang::ALL {
        let page = sample(*lang);
        let row = |refused| Row {
            at: text(),
            who: text(),
            about: text(),
            what: text(),
            refused,
            record: if refused { String::new() } else { text() },
            through: text(),
        };
        let full = |whole: bool| Found {
            rows: if whole { Vec::new() } else { vec![row(true), row(false)] },
            older: if whole { String::new() } else { "12".to_owned() },
            whole,
            unreadable: usize::from(!whole),
        };
        for found in [None, Some(full(true)), Some(full(false))] {
            let typed = Typed {
                actor: text(),
                record: text(),
                organisation: text(),
                from: text(),
                until: text(),
                wrong: found.is_none().then(|| ("actor", page.t("traces-nothing"))),
            };
            let template = TracesPage { page: &page, typed, today: "2026-11-28".into(), found };
            keep(*lang, &template.render().unwrap());
        }
    }
}
