use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;

use super::found::{Named, compared};
use super::show::is_short;
use super::{Found, Outcome, PeoplePage};
use crate::Lang;
use crate::limits::FIND_CHARS;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::House;

fn named(label: &str, value: &str) -> Named {
    Named { label: label.to_owned(), value: value.to_owned() }
}

fn found(family: &str, given: &str, birth: &str) -> Found {
    Found {
        record: RecordNo::from_u64(0xabc).unwrap(),
        family: family.to_owned(),
        given: given.to_owned(),
        born: String::new(),
        birth: birth.to_owned(),
        sex: "female",
        identifiers: vec![named("INS", "2 42 03 24 322 004 91")],
        death: String::new(),
        why: "found-exact",
        alike: false,
    }
}

#[test]
fn every_outcome_keeps_its_promises_in_both_languages() {
    let hostile = Found {
        born: HOSTILE.to_owned(),
        identifiers: vec![named(HOSTILE, HOSTILE), named("", "1")],
        death: HOSTILE.to_owned(),
        alike: true,
        why: "found-one-letter",
        ..found(HOSTILE, HOSTILE, HOSTILE)
    };
    let dead = |death: &str| Found { death: death.to_owned(), ..found("MOREL", "Jeanne", "1942") };
    let nameless = found("", "", "");
    let people = vec![hostile, dead("true"), dead("2020-01-02"), nameless];
    for lang in Lang::ALL {
        let page = sample(*lang);
        for outcome in [
            Outcome::Start,
            Outcome::TooLittle,
            Outcome::TooLong,
            Outcome::TooMany,
            Outcome::People(Vec::new(), false),
            Outcome::TooShort,
            Outcome::People(people.clone(), true),
        ] {
            let template = PeoplePage { page: &page, typed: HOSTILE, outcome };
            keep(*lang, &askama::Template::render(&template).unwrap());
        }
    }
}

#[test]
fn those_easily_confused_are_marked() {
    let check = |people: &[(&str, &str, &str)], expect: &[bool]| {
        let people = people.iter().map(|(family, given, birth)| found(family, given, birth));
        let marked: Vec<bool> =
            compared(people.collect()).iter().map(|person| person.alike).collect();
        assert_eq!(marked, expect);
    };
    let jeanne = ("MOREL", "Jeanne", "1942-03-12");
    check(&[jeanne], &[false]);
    check(&[jeanne, ("Morel", "Jéanne Marie", "1950-01-01")], &[true, true]);
    check(&[jeanne, ("MOREL", "Paulette", "1942-03-12")], &[true, true]);
    check(&[jeanne, ("MOREL", "Paul", "1970-01-01")], &[false, false]);
    check(&[jeanne, ("MARTIN", "Jeanne", "1942-03-12")], &[false, false]);
}

const JEANNE: &str = r#"{"resourceType":"Patient","id":"jeanne","gender":"female",
    "birthDate":"1942-03-12","name":[
        {"use":"official","family":"Morel","given":["Jeanne","Marie"]},
        {"use":"maiden","family":"Berthier"}],
    "identifier":[
        {"value":"6eb50fea-6283-470c-a713-1ba78e373c04"},
        {"type":{"coding":[{"code":"SS"}]},"value":"999-48-6393"},
        {"value":"5502973"},
        {"type":{"coding":[{"code":"MR"}],"text":"IPP"},"value":"112"},
        {"type":{"coding":[{"code":"MR"}]},"value":"113"},
        {"system":"urn:oid:1.2.250.1.213.1.4.8","value":"242032432200491"}]}"#;

async fn house() -> House {
    let house = House::new();
    house.write(&[JEANNE], "jeanne").await;
    house.account(Role::Physician, None).await;
    house.account(Role::Administrator, None).await;
    house
}

#[tokio::test]
async fn a_person_is_found_by_a_misspelt_name_and_no_address_says_so() {
    let house = house().await;
    let record = house.app.records.record_of("jeanne").await.unwrap().unwrap();
    let mut browser = house.logged_in(Role::Physician).await;
    for (typed, why) in [
        ("morel jeanne", "correspond"),
        ("MORELL", "une lettre diffère"),
        ("maurelle", "se prononce pareil"),
        ("bertier", "une lettre diffère"),
        ("12/03/1942", "date de naissance"),
        ("2 42 03 24 322 004 91", "correspond"),
    ] {
        let answer = browser.submit("/people", &[("q", typed)]).await;
        assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/people"));
        let html = keep(Lang::Fr, &browser.get("/people").await.html);
        for part in [
            why,
            &format!("href=\"/records/{record}\""),
            "MOREL Jeanne Marie",
            "BERTHIER",
            "12/03/1942 (84\u{a0}ans)",
            "<bdi>INS</bdi> <bdi>2 42 03 24 322 004 91</bdi>",
            "1\u{a0}personne",
        ] {
            assert!(html.contains(part), "{typed}: {part}: {html}");
        }
        assert!(html.find("<bdi>INS<").unwrap() < html.find("<bdi>IPP</bdi> <bdi>112<").unwrap());
        for other in ["999-48-6393", "5502973", "6eb50fea", "<bdi>113<"] {
            assert!(!html.contains(other), "{other}");
        }
    }
}

#[tokio::test]
async fn what_finds_nobody_says_what_to_do() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Physician).await;
    for (typed, says) in [
        ("durand", "Personne ne correspond"),
        ("", "Ce qui est compris"),
        ("?!", "trop peu"),
        (HOSTILE, "personne"),
        ("zq", "trois lettres"),
    ] {
        browser.submit("/people", &[("q", typed)]).await;
        let html = keep(Lang::Fr, &browser.get("/people").await.html);
        assert!(html.to_lowercase().contains(&says.to_lowercase()), "{typed}: {html}");
    }
}

#[tokio::test]
async fn what_is_typed_has_a_length() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Physician).await;
    let most = "é".repeat(FIND_CHARS);
    assert_eq!(browser.submit("/people", &[("q", &most)]).await.to, "/people");
    let long = format!("{most}é");
    let answer = browser.submit("/people", &[("q", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &answer.html).contains("trop long"));
}

#[tokio::test]
async fn one_session_does_not_see_what_another_typed() {
    let house = house().await;
    let mut one = house.logged_in(Role::Physician).await;
    let mut other = house.logged_in(Role::Physician).await;
    one.submit("/people", &[("q", "morel")]).await;
    assert!(one.get("/people").await.html.contains("MOREL"));
    assert!(!other.get("/people").await.html.contains("MOREL"));
}

#[tokio::test]
async fn administrators_find_nobody_and_are_told_why() {
    let house = house().await;
    let mut browser = house.logged_in(Role::Administrator).await;
    browser.submit("/people", &[("q", "morel")]).await;
    let answer = browser.get("/people").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &answer.html);
    assert!(!html.contains("MOREL") && html.contains("aucune donnée de santé"), "{html}");
    assert!(html.contains("Se déconnecter"), "the head stays");
}

#[test]
fn words_of_fewer_than_three_letters_are_short() {
    let check = |typed: &str, short: bool| assert_eq!(is_short(typed), short, "{typed}");
    check("li", true);
    check("Li  Xu", true);
    check("é x", true);
    check("Lee", false);
    check("li 12/03/1942", false);
    check("12/03/42", false);
    check("", false);
}
