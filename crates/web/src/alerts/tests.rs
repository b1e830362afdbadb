use askama::Template as _;
use axum::http::StatusCode;
use hygie_alerts::{Basis, Colleague, Fact, Nearness};
use hygie_base::{RecordNo, Timestamp};
use hygie_gate::acts::ActError;
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST};
use hygie_gate::{Asker, Ending, Role};

use super::facts::fact;
use super::list::{ListPage, Row};
use super::show::{ShowPage, Typed};
use crate::Lang;
use crate::limits::ALERTS_SHOWN;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::House;

const DAY: i64 = 86_400_000;
const YVES: &str = r#"{"resourceType":"Patient","id":"yves","birthDate":"1942-03-12",
    "name":[{"family":"Kerbrat","given":["Yves"]}]}"#;

/// A record that somebody of the same name opened, judged; and an officer.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[YVES]).await;
    let record = house.app.records.record_of("yves").await.unwrap().unwrap();
    house.account(Role::PrivacyOfficer, None).await;
    let who = Asker {
        id: "desk".into(),
        name: "Anne KERBRAT".into(),
        organisation: "lilas".into(),
        organisation_name: "Cabinet des Lilas".into(),
        ..Asker::of(Role::Secretary, "care door")
    };
    let permit = house.app.gate.record(&who, record).await.unwrap();
    house.app.records.open(&permit, record, None).await.unwrap();
    house.world.clock.advance(DAY);
    house.app.gate.watch_next(&[]).await.unwrap().unwrap();
    (house, record)
}

#[tokio::test]
async fn the_officer_sees_why_and_closes_it() {
    let (house, record) = house().await;
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let home = keep(Lang::Fr, &officer.get("/").await.html);
    assert!(home.contains("Une alerte est ouverte") && home.contains("/alerts"), "{home}");
    assert!(officer.get("/reviews").await.html.contains("/alerts"));
    let list = keep(Lang::Fr, &officer.get("/alerts").await.html);
    for says in ["Anne KERBRAT", "Même nom de famille", "porté par une personne ici", "/alerts/1"]
    {
        assert!(list.contains(says), "{says} {list}");
    }
    let page = keep(Lang::Fr, &officer.get("/alerts/1").await.html);
    assert!(
        page.contains(&record.to_string()) && page.contains("Aucune prise en charge"),
        "{page}"
    );
    assert!(page.contains("action=\"/policy/day\"") && !page.contains("Yves"), "{page}");
    let short = "x".repeat(ANSWER_LEAST - 1);
    for (fields, says) in [
        (vec![("words", "vérifié auprès du service")], "Choisissez"),
        (vec![("ending", "justified"), ("words", &*short)], "Écrivez de"),
    ] {
        let answer = officer.submit("/alerts/1", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(keep(Lang::Fr, &answer.html).contains(says), "{}", answer.html);
    }
    let fields = [("ending", "followed-up"), ("words", "vérifié auprès du service")];
    assert_eq!(officer.submit("/alerts/1", &fields).await.to, "/alerts");
    let list = keep(Lang::Fr, &officer.get("/alerts").await.html);
    assert!(list.contains("À suivre") && list.contains("Aucune alerte n’est ouverte"), "{list}");
    let page = keep(Lang::Fr, &officer.get("/alerts/1").await.html);
    assert!(page.contains("vérifié auprès") && !page.contains("name=\"ending\""), "{page}");
    for path in ["/alerts/2", "/alerts/01", "/alerts/x"] {
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn nobody_else_sees_alerts() {
    let (house, _) = house().await;
    for role in [Role::Physician, Role::Secretary, Role::Administrator, Role::SecurityOfficer] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get("/").await.html.contains("/alerts"), "{role:?}");
        for path in ["/alerts", "/alerts/1"] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
            assert!(!answer.html.contains("KERBRAT"), "{role:?}");
        }
        let fields = [("ending", "justified"), ("words", "vérifié auprès du service")];
        let sent = browser.submit("/alerts/1", &fields).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn only_so_many_are_told_and_the_others_counted() {
    let (house, _) = house().await;
    let officer = Asker { id: "officer".into(), ..Asker::of(Role::PrivacyOfficer, "care door") };
    let alerts = house.app.gate.alerts(&officer).await.unwrap();
    let page = sample(Lang::Fr);
    for (count, others) in [(ALERTS_SHOWN, 0), (ALERTS_SHOWN + 1, 1)] {
        let open = vec![alerts.open[0].clone(); count];
        let alerts = hygie_gate::Alerts { open, ..hygie_gate::Alerts::default() };
        let list = ListPage::of(&page, &alerts);
        assert_eq!((list.open.len(), list.others), (ALERTS_SHOWN, others));
    }
}

fn every_fact() -> Vec<Fact> {
    let bases = [
        Basis::Team,
        Basis::OtherWard,
        Basis::Declared,
        Basis::Ended(0),
        Basis::Ended(1),
        Basis::Ended(90),
        Basis::None,
        Basis::Emergency,
        Basis::Regulation,
    ];
    let mut facts: Vec<Fact> = bases.into_iter().map(Fact::Care).collect();
    for (bearers, given) in [(1, false), (3, true), (400, false)] {
        facts.push(Fact::SameFamily { family: HOSTILE.into(), bearers, given });
    }
    facts.extend(
        [Colleague::OfWard, Colleague::OfHouse].map(|how| Fact::Colleague { how, namesakes: 2 }),
    );
    let near = [Nearness::Household, Nearness::Street, Nearness::Town];
    facts.extend(near.map(|how| Fact::Neighbour { how, persons: 0 }));
    let usual = [(None, None), (Some(214), Some(198))];
    facts.extend(usual.map(|(usual, peers)| Fact::Volume { records: 120, usual, peers }));
    facts.push(Fact::Browsed { records: 9, usual: Some(4), peers: None });
    facts.push(Fact::Returned { days: 3 });
    facts.push(Fact::Night { at: Timestamp(0) });
    facts.push(Fact::WellKnown);
    facts
}

#[test]
fn usual_numbers_stand_beside_what_was_opened() {
    let volume = Fact::Volume { records: 120, usual: Some(214), peers: Some(195) };
    let says = fact(&sample(Lang::En), &volume);
    assert_eq!(says, "120 records opened that day (usually 21, 20 for others in the same role)");
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let text = || HOSTILE.to_owned();
    for lang in Lang::ALL {
        let page = sample(*lang);
        let row = |ending: &str| Row {
            href: "/alerts/1".into(),
            who: text(),
            about: text(),
            what: text(),
            facts: every_fact().iter().map(|it| fact(&page, it)).collect(),
            ending: ending.to_owned(),
            by: text(),
        };
        for full in [true, false] {
            let some = |rows: Vec<Row>| if full { rows } else { Vec::new() };
            let template = ListPage {
                page: &page,
                open: some(vec![row(""), row("")]),
                others: usize::from(full),
                closed: some(Ending::ALL.map(|it| row(&page.ending(it.name()))).to_vec()),
                watched: if full { text() } else { String::new() },
                whole: !full,
                left_out: u32::from(full),
            };
            keep(*lang, &template.render().unwrap());
        }
        let errors = [ActError::AnswerWords, ActError::Own, ActError::Nothing];
        let cases = [("", false), ("", true), ("Justifié", false)];
        for ((ending, own), error) in cases.into_iter().zip(errors) {
            let template = ShowPage {
                page: &page,
                alert: row(ending),
                record: if own { String::new() } else { "0123456789abcdef".into() },
                day: "2026-11-03".into(),
                own,
                words: text(),
                typed: Typed {
                    ending: Some(Ending::Justified),
                    words: text(),
                    wrong: Some(super::close::wrong(&page, error)),
                },
                least: ANSWER_LEAST,
                most: ANSWER_MOST,
            };
            keep(*lang, &template.render().unwrap());
        }
    }
}
