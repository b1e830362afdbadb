use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_policy::rules;
use hygie_policy::tables::Table;

use super::day::{Answer, CameRow, ThenRow};
use super::show::{TableRow, Typed};
use crate::Lang;
use crate::format::{Date, paris};
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::House;

const PATIENT: &str = r#"{"resourceType":"Patient","id":"p","name":[{"family":"Fictif","given":["Ana"]}],"birthDate":"1980-05-06"}"#;

#[test]
fn the_pages_keep_their_promises_in_both_languages() {
    let answer = |allowed| Answer { allowed, says: HOSTILE.to_owned(), source: HOSTILE };
    let then = |own| ThenRow {
        at: HOSTILE.to_owned(),
        facts: vec![HOSTILE.to_owned()],
        own,
        shared: answer(false),
    };
    let row = |then| CameRow {
        name: HOSTILE.to_owned(),
        about: HOSTILE.to_owned(),
        when: HOSTILE.to_owned(),
        then,
    };
    for lang in Lang::ALL {
        let page = sample(*lang);
        let template = super::show::PolicyPage {
            page: &page,
            typed: Typed {
                record: HOSTILE.to_owned(),
                day: HOSTILE.to_owned(),
                wrong: Some(("record", HOSTILE.to_owned())),
            },
            asks: true,
            today: "2026-11-27".to_owned(),
            forbid: rules::all(),
            permit: rules::all(),
            tables: vec![TableRow {
                name: "document_matrix",
                words: HOSTILE.to_owned(),
                edition: HOSTILE.to_owned(),
                since: Some(HOSTILE.to_owned()),
            }],
        };
        let html = keep(*lang, &askama::Template::render(&template).unwrap());
        for rule in rules::all() {
            assert!(html.contains(rule.id), "{}", rule.id);
        }
        let template = super::table::TablePage {
            page: &page,
            name: "document_matrix",
            edition: HOSTILE.to_owned(),
            since: Some(HOSTILE.to_owned()),
            text: HOSTILE.to_owned(),
            wrong: Some(HOSTILE.to_owned()),
            right: Some(HOSTILE.to_owned()),
        };
        keep(*lang, &askama::Template::render(&template).unwrap());
        let template = super::day::DayPage {
            page: &page,
            record: HOSTILE.to_owned(),
            date: HOSTILE.to_owned(),
            came: vec![row(vec![then(Some(answer(true))), then(None)]), row(Vec::new())],
            more: true,
            unreadable: 2,
        };
        keep(*lang, &askama::Template::render(&template).unwrap());
    }
}

#[tokio::test]
async fn the_privacy_officer_asks_why_and_the_person_reads_that() {
    let house = House::new();
    let record = house.write(&[PATIENT], "p").await;
    for role in [Role::Physician, Role::PrivacyOfficer] {
        house.account(role, None).await;
    }
    house.account(Role::Person, Some(record)).await;
    let mut physician = house.logged_in(Role::Physician).await;
    assert_eq!(physician.get(&format!("/records/{record}")).await.status, StatusCode::OK);
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let rules = keep(Lang::Fr, &officer.get("/policy").await.html);
    assert!(rules.contains("PDT-INF-526") && rules.contains("CSP L.1111-17"));
    let day = Date::from(paris(house.app.clock.now())).iso();
    let number = record.to_string();
    let fields = |record: &'static str, day: &'static str| [("record", record), ("day", day)];
    for (wrong, why) in [
        (fields("", "2026-01-01"), "seize caractères"),
        (fields("zzzzzzzzzzzzzzzz", "2026-01-01"), "seize caractères"),
        (fields("0000000000000fff", "2026-01-01"), "Aucun dossier"),
        (fields("0000000000000fff", "2026-02-30"), "un jour qui existe"),
        (fields("0000000000000fff", "9999-01-01"), "pas encore venu"),
    ] {
        let answer = officer.submit("/policy/day", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(keep(Lang::Fr, &answer.html).contains(why), "{why}");
    }
    let asked = [("record", number.as_str()), ("day", day.as_str())];
    let answer = officer.submit("/policy/day", &asked).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = keep(Lang::Fr, &answer.html);
    for words in ["Claire Vasseur", "Son établissement prend la personne en charge", "own-health"]
    {
        assert!(words == "own-health" || html.contains(words), "{words}: {html}");
    }
    assert!(html.contains("CSP L.1110-4"), "the source of the rule");
    assert!(!html.contains("Fictif"), "no identity is shown");
    let before = [("record", number.as_str()), ("day", "2020-01-01")];
    let html = officer.submit("/policy/day", &before).await.html;
    assert!(keep(Lang::Fr, &html).contains("Personne n’est venu"));
    let mut person = house.logged_in(Role::Person).await;
    let seen = person.get(&format!("/records/{record}/access")).await.html;
    assert!(seen.contains("protection des données"), "who asked");
    assert!(seen.contains("A demandé qui a pu voir"), "what was asked");
}

#[tokio::test]
async fn nobody_else_reads_the_rules_or_asks() {
    let house = House::new();
    let record = house.write(&[PATIENT], "p").await.to_string();
    for role in Role::ALL {
        let person = RecordNo::from_u64(7).filter(|_| role == Role::Person);
        if matches!(role, Role::System | Role::Delegate | Role::PrivacyOfficer) {
            continue;
        }
        house.account(role, person).await;
        let mut browser = house.logged_in(role).await;
        let expect = match role {
            Role::SecurityOfficer => StatusCode::OK,
            _ => StatusCode::FORBIDDEN,
        };
        assert_eq!(browser.get("/policy").await.status, expect, "{role:?}");
        let asked = [("record", record.as_str()), ("day", "2026-01-01")];
        let answer = browser.submit("/policy/day", &asked).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn the_privacy_officer_puts_a_newer_table_in_force() {
    let house = House::new();
    for role in [Role::PrivacyOfficer, Role::SecurityOfficer] {
        house.account(role, None).await;
    }
    let (place, table) = ("/policy/tables/document_matrix", Table::Documents);
    let mut other = house.logged_in(Role::SecurityOfficer).await;
    assert_eq!(other.get(place).await.status, StatusCode::FORBIDDEN);
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    assert_eq!(officer.get("/policy/tables/nothing").await.status, StatusCode::NOT_FOUND);
    let text = house.app.gate.table_text(table);
    let shown = keep(Lang::Fr, &officer.get(place).await.html);
    assert!(shown.contains("60\t83981-1\tyes"), "the text in force is there to start from");
    let newer = text.replacen("# edition 2023-10-26", "# edition 2027-01-01", 1);
    let wrong = format!("{newer}nobody\t*\tyes\n").replace('\n', "\r\n");
    for act in ["check", "put"] {
        let fields = [("text", wrong.as_str()), ("act", act)];
        let answer = officer.submit(place, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let line = format!("line {}", wrong.lines().count());
        assert!(answer.html.contains(&line) && answer.html.contains("nobody"), "{}", answer.html);
    }
    let checked = officer.submit(place, &[("text", &newer), ("act", "check")]).await;
    assert!(checked.html.contains("Ce serait l’édition"), "{}", checked.html);
    assert_eq!(house.app.gate.table_text(table), text, "nothing was changed until now");
    let put =
        officer.submit(place, &[("text", &newer.replace('\n', "\r\n")), ("act", "put")]).await;
    assert_eq!(put.status, StatusCode::SEE_OTHER);
    assert_eq!(house.app.gate.table_text(table), newer);
    let rules = officer.get("/policy").await.html;
    assert!(rules.contains("2027-01-01") && rules.contains("en vigueur depuis le"), "{rules}");
    let reset = officer.submit(place, &[("act", "reset")]).await;
    assert_eq!(reset.status, StatusCode::SEE_OTHER);
    assert_eq!(house.app.gate.table_text(table), text);
}
