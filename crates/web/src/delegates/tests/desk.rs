//! The desk registers who acts for a person by law.

use axum::http::StatusCode;
use hygie_gate::Role;
use hygie_gate::rights::{Capacity, Reach};

use super::{CHILD, activate, appoint, entrust, holder, house, id_of, shown};
use crate::Lang;
use crate::invitations::tests::code_of;
use crate::page::promises::keep;
use crate::testing::House;

const CHECKED: [(&str, &str); 5] = [
    ("capacity", "parent"),
    ("name", "Inès Martin"),
    ("document", "family-booklet"),
    ("checked", "yes"),
    ("letter", "fr"),
];

/// The fields of a form with one of another value.
fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = CHECKED.into_iter().filter(|(field, _)| *field != name);
    others.chain([(name, value)]).collect()
}

#[tokio::test]
async fn the_desk_registers_a_parent_who_comes_in_and_is_relieved() {
    for role in [Role::Secretary, Role::Physician] {
        let house = House::new();
        let record = house.write(&[CHILD], "zoe").await;
        house.account(role, None).await;
        let mut desk = house.logged_in(role).await;
        let base = format!("/records/{record}/representatives");
        let page = shown(&mut desk, &base).await;
        assert!(page.contains("Aucun représentant légal") && page.contains("curatelle"));
        let letter = desk.submit(&base, &CHECKED).await;
        assert_eq!(letter.status, StatusCode::OK, "{}", letter.html);
        let html = keep(Lang::Fr, &letter.html);
        assert!(html.contains("Inès Martin") && html.contains("Zoé Petit"), "{html}");
        let first = code_of(&html);
        let listed = shown(&mut desk, &base).await;
        assert!(listed.contains("code remis") && listed.contains(" au 4 mai 2030"), "{listed}");
        let id = id_of(&listed, "/representatives/code");
        let again =
            [("id", id.as_str()), ("document", "passport"), ("checked", "yes"), ("letter", "fr")];
        let unchecked = desk.submit(&format!("{base}/code"), &again[..2]).await;
        assert_eq!(unchecked.status, StatusCode::UNPROCESSABLE_ENTITY);
        let second = code_of(&desk.submit(&format!("{base}/code"), &again).await.html);
        let gone = house.browser().post("/activate", &[("code", &first)]).await;
        assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
        let mut parent = house.browser();
        activate(&mut parent, &second, "ines").await;
        let home = format!("/records/{record}");
        let page = shown(&mut parent, &home).await;
        assert!(page.contains("Vous agissez pour Zoé Petit (parent)"), "{page}");
        let held = desk.submit(&format!("{base}/code"), &again).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(held.html.contains("déjà ouvert son accès"), "{}", held.html);
        let relieved = desk.submit(&format!("{base}/relieve"), &[("id", &id)]).await;
        assert_eq!(relieved.to, base, "{}", relieved.html);
        assert_eq!(parent.get(&home).await.status, StatusCode::FORBIDDEN);
        let late = desk.submit(&format!("{base}/relieve"), &[("id", &id)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn nobody_is_registered_without_what_must_be_known() {
    let (house, record) = house().await;
    let child = house.write(&[CHILD], "zoe").await;
    let unknown = r#"{"resourceType":"Patient","id":"u","birthDate":"2012","name":[{"text":"U"}]}"#;
    let unknown = house.write(&[unknown], "u").await;
    house.account(Role::Secretary, None).await;
    let mut desk = house.logged_in(Role::Secretary).await;
    let check: [(_, Vec<(&str, &str)>, &str); 9] = [
        (child, with("capacity", "carer"), "à quel titre"),
        (child, with("capacity", "x"), "à quel titre"),
        (child, with("name", " "), "Écrivez un nom"),
        (child, with("until", "hier"), "un jour du calendrier"),
        (child, with("until", "2001-01-01"), "un jour plus tard"),
        (child, with("document", "x"), "Choisissez le document"),
        (child, with("checked", ""), "Cochez la case"),
        (record, CHECKED.to_vec(), "est majeure"),
        (unknown, CHECKED.to_vec(), "date de naissance complète"),
    ];
    for (record, fields, says) in check {
        let base = format!("/records/{record}/representatives");
        let answer = desk.submit(&base, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(keep(Lang::Fr, &answer.html).contains(says), "{says}: {}", answer.html);
        assert!(shown(&mut desk, &base).await.contains("Aucun représentant légal"));
    }
}

#[tokio::test]
async fn the_desk_page_is_the_desks_alone_and_carers_are_no_part_of_it() {
    let (house, record) = house().await;
    entrust(&house, record, Reach::Whole).await;
    appoint(&house, record, Capacity::GuardianOfPerson, 1000).await;
    house.account(Role::Nurse, None).await;
    let base = format!("/records/{record}/representatives");
    let mut desk = house.logged_in(Role::Nurse).await;
    let page = shown(&mut desk, &base).await;
    assert!(page.contains("Inès Martin") && !page.contains("Paul Roux"), "{page}");
    let code = [("id", "carer"), ("document", "passport"), ("checked", "yes")];
    for form in ["code", "relieve"] {
        let answer = desk.submit(&format!("{base}/{form}"), &code).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let mut nobodies = vec![
        house.logged_in(Role::Person).await,
        holder(&house, record, "guardian-of-person").await,
    ];
    for role in [Role::Administrator, Role::PrivacyOfficer, Role::SecurityOfficer] {
        house.account(role, None).await;
        nobodies.push(house.logged_in(role).await);
    }
    for browser in &mut nobodies {
        assert_eq!(browser.get(&base).await.status, StatusCode::FORBIDDEN);
        for form in ["", "/code", "/relieve"] {
            let fields: Vec<_> =
                CHECKED.into_iter().chain([("id", "guardian-of-person")]).collect();
            let answer = browser.submit(&format!("{base}{form}"), &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
        }
    }
    house.foreign_account(Role::Physician).await;
    let mut away = house.logged_in(Role::Physician).await;
    assert_eq!(away.get(&base).await.status, StatusCode::NOT_FOUND);
    assert_eq!(away.submit(&base, &CHECKED).await.status, StatusCode::NOT_FOUND);
    assert!(shown(&mut desk, &base).await.contains("Mettre fin\u{a0}: Inès Martin"));
}
