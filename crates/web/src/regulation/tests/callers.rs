//! Finding whom a call is about.

use askama::Template as _;
use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_gate::acts::{Block, InEmergencies, Oppose};
use hygie_gate::limits::CALLERS;
use hygie_gate::rights::Emergencies;

use crate::Lang;
use crate::limits::TRAIT_CHARS;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::people::{Found, Named};
use crate::regulation::callers::{CallersPage, Outcome};
use crate::regulation::typed::{Asked, Wrong};
use crate::testing::{Answer, Browser, House};

const FIND: &str = "/people/regulation";
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","gender":"female",
    "birthDate":"1942-03-12","deceasedDateTime":"2026-01-02","name":[
    {"use":"official","family":"Le Goff-Berthier","given":["Renée","Anne"]},
    {"use":"usual","family":"Morel","given":["Nina"]}],
    "identifier":[{"system":"urn:oid:1.2.250.1.213.1.4.8","value":"242032432200491"},
    {"type":{"coding":[{"code":"MR"}],"text":"IPP"},"value":"112"}]}"#;
const REPORT: &str = r#"{"resourceType":"Observation","id":"o","status":"final",
    "code":{"text":"Glycémie"},"subject":{"reference":"Patient/renee"}}"#;
const ASKED: [(&str, &str); 4] =
    [("family", "LE GOFF BERTHIER"), ("given", "renee"), ("birth", "12/03/1942"), ("sex", "")];

/// Another organisation keeps Renée's record; a physician works for a third one.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[RENEE, REPORT]).await;
    house.foreign_account(Role::Physician).await;
    let record = house.app.records.record_of("renee").await.unwrap().unwrap();
    (house, record)
}

/// The same fields, of which some are others.
fn asked<'a>(others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let other = |name: &str| others.iter().find(|(it, _)| *it == name).map(|(_, value)| *value);
    ASKED.iter().map(|(name, value)| (*name, other(name).unwrap_or(value))).collect()
}

/// The page after a search.
async fn found(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> String {
    let sent = browser.submit(FIND, fields).await;
    assert_eq!((sent.status, sent.to.as_str()), (StatusCode::SEE_OTHER, FIND));
    keep(Lang::Fr, &browser.get(FIND).await.html)
}

#[tokio::test]
async fn who_regulates_finds_the_person_and_opens_the_record() {
    let (house, record) = house().await;
    let mut browser = house.came(Role::Physician, true).await;
    let people = keep(Lang::Fr, &browser.get("/people").await.html);
    assert!(people.contains(&format!("href=\"{FIND}\"")), "{people}");
    let form = keep(Lang::Fr, &browser.get(FIND).await.html);
    assert!(form.contains("Nom de naissance") && !form.contains("Personne ne correspond"));
    browser.submit("/people", &[("q", "le goff berthier renee 12/03/1942")]).await;
    let own = browser.get("/people").await.html;
    assert!(!own.contains(&record.to_string()), "finding persons as others do is what it was");
    let html = found(&mut browser, &ASKED).await;
    let way = format!("href=\"/records/{record}/regulation\"");
    for part in [&way, "MOREL Nina", "LE GOFF-BERTHIER", "12/03/1942", "femme", "1\u{a0}personne"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // Who they are, and nothing else of them.
    for other in ["INS", "112", "2 42 03", "Glycémie", "Lilas", "2026", "84", "lilas"] {
        let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(!main.contains(other), "{other}: {main}");
    }
    for typed in ["LE GOFF BERTHIER", "renee", "12/03/1942"] {
        assert!(html.contains(&format!("value=\"{typed}\"")), "what was typed is kept");
    }
    let form = browser.get(&format!("/records/{record}/regulation")).await;
    assert_eq!(form.status, StatusCode::OK);
    // The person reads that they were listed, by whom, and why.
    house.account(Role::Person, Some(record)).await;
    let mut person = house.logged_in(Role::Person).await;
    let looked = person.get(&format!("/records/{record}/access")).await.html;
    let looked = keep(Lang::Fr, &looked);
    assert!(looked.contains("Ada Martin"), "{looked}");
    assert!(looked.contains("régulation médicale (centre 15)"), "{looked}");
    assert!(!looked.contains("GOFF BERTHIER"), "not by which words");
}

#[tokio::test]
async fn whom_a_call_does_not_open_is_like_nobody() {
    for step in 0..4 {
        let (house, record) = house().await;
        let mut browser = house.came(Role::Physician, true).await;
        let nobody = asked(&[("given", "Solange")]);
        let nothing = found(&mut browser, &nobody).await.replace("Solange", "renee");
        assert!(nothing.contains("Personne ne correspond"), "{nothing}");
        match step {
            0 => house.decides(record, Oppose).await,
            1 => {
                let permit = house.app.gate.command_line("test");
                let account = house.app.accounts.show(&permit, Role::Physician.name()).await;
                let account = account.unwrap().unwrap().id;
                house.decides(record, Block { account, name: "Ada".into() }).await;
            }
            2 => {
                let opposes = Emergencies { opposes_regulation: true, ..Emergencies::default() };
                house.decides(record, InEmergencies(opposes)).await;
            }
            _ => {
                assert!(found(&mut browser, &ASKED).await.contains(&record.to_string()));
                continue;
            }
        }
        let hidden = found(&mut browser, &ASKED).await;
        let plain = |html: &str| {
            let main = html.split("<main").nth(1).unwrap();
            main.split("</main>").next().unwrap().to_owned()
        };
        assert_eq!(plain(&hidden), plain(&nothing), "{step}: to the letter");
    }
}

#[tokio::test]
async fn without_the_claim_nobody_finds_anybody() {
    let (house, _) = house().await;
    let refused = |answer: &Answer, at: &str| {
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{at}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("n’indique pas que vous assurez la régulation"), "{at}: {html}");
        assert!(!html.contains("MOREL") && !html.contains("LE GOFF"), "{at}: {html}");
    };
    for role in Role::ALL.into_iter().filter(|it| !matches!(it, Role::System | Role::Delegate)) {
        match role {
            Role::Physician => {}
            Role::Person => {
                let record = house.app.records.record_of("renee").await.unwrap();
                house.account(role, record).await;
            }
            _ => house.foreign_account(role).await,
        }
        let mut browser = house.logged_in(role).await;
        refused(&browser.submit(FIND, &ASKED).await, role.name());
        refused(&browser.submit(FIND, &[]).await, role.name());
        refused(&browser.get(FIND).await, role.name());
        assert!(!browser.get("/people").await.html.contains(FIND), "{role:?}: nor is led there");
    }
    let stranger = house.browser().get(FIND).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER, "and a stranger logs in first");
}

#[tokio::test]
async fn each_field_says_what_is_wrong_of_it_and_what_was_typed_is_kept() {
    let (house, _) = house().await;
    let mut browser = house.came(Role::Physician, true).await;
    let (most, long) = ("é".repeat(TRAIT_CHARS), "é".repeat(TRAIT_CHARS + 1));
    let most_said = format!("{TRAIT_CHARS} caractères au plus");
    for (field, typed, says) in [
        ("family", "", "Écrivez le nom de naissance"),
        ("family", " - ' ", "Écrivez le nom de naissance"),
        ("family", &long, &most_said),
        ("given", "", "Écrivez au moins le premier prénom"),
        ("given", &long, &most_said),
        ("birth", "", "Écrivez une date"),
        ("birth", "30/02/1942", "Écrivez une date"),
        ("birth", "1942", "Écrivez une date"),
        ("birth", "12/03/2199", "Écrivez une date"),
        ("birth", HOSTILE, "Écrivez une date"),
        ("sex", "x", "Choisissez dans la liste"),
    ] {
        let answer = browser.submit(FIND, &asked(&[(field, typed)])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
        let html = keep(Lang::Fr, &answer.html);
        let at = format!("id=\"{field}-error\" role=\"alert\">{says}");
        assert!(html.contains(&at), "{field} {typed}: {html}");
        assert_eq!(html.matches("aria-invalid").count(), 1, "{field} alone");
        for (name, value) in ASKED.into_iter().filter(|(name, _)| *name != field) {
            if name != "sex" {
                assert!(html.contains(&format!("value=\"{value}\"")), "{field}: {name} is kept");
            }
        }
    }
    let empty = browser.submit(FIND, &[]).await.html;
    assert_eq!(empty.matches("role=\"alert\"").count(), 3, "all at once: {empty}");
    for field in ["family", "given"] {
        assert_eq!(browser.submit(FIND, &asked(&[(field, &most)])).await.to, FIND);
    }
    // A day that has begun is not to come.
    let today = crate::format::Date::from(crate::format::paris(house.app.clock.now())).iso();
    assert_eq!(browser.submit(FIND, &asked(&[("birth", &today)])).await.to, FIND);
}

#[tokio::test]
async fn too_many_are_said_and_nobody_is_named() {
    let (house, _) = house().await;
    let mut browser = house.came(Role::Physician, true).await;
    for at in 0..CALLERS - 1 {
        let twin = RENEE.replace("\"renee\"", &format!("\"twin{at}\""));
        house.write_for("lilas", &[&twin]).await;
    }
    let html = found(&mut browser, &ASKED).await;
    assert_eq!(html.matches("class=\"row-link\"").count(), CALLERS);
    assert!(html.contains("à ne pas confondre"), "{html}");
    house.write_for("tilleuls", &[&RENEE.replace("\"renee\"", "\"last\"")]).await;
    let html = found(&mut browser, &ASKED).await;
    assert!(html.contains("Trop de personnes correspondent"), "{html}");
    assert!(!html.contains("MOREL"), "{html}");
    let html = found(&mut browser, &asked(&[("given", "renée anne"), ("sex", "male")])).await;
    assert!(html.contains("Personne ne correspond"), "{html}");
}

#[tokio::test]
async fn another_session_does_not_see_what_was_typed() {
    let (house, _) = house().await;
    let mut one = house.came(Role::Physician, true).await;
    let mut other = house.came(Role::Physician, true).await;
    assert!(found(&mut one, &ASKED).await.contains("MOREL"));
    assert!(!other.get(FIND).await.html.contains("MOREL"));
    one.get("/").await;
    let html = one.get(FIND).await.html;
    assert!(!html.contains("MOREL") && !html.contains("BERTHIER"), "the first page begins anew");
}

#[test]
fn the_page_keeps_its_promises_in_both_languages() {
    let person = |alike| Found {
        record: RecordNo::from_u64(0xabc).unwrap(),
        family: HOSTILE.into(),
        given: HOSTILE.into(),
        born: HOSTILE.into(),
        birth: "1942-03-12".into(),
        sex: "unknown",
        identifiers: vec![Named { label: "INS".into(), value: "2 42".into() }],
        death: "2026-01-02".into(),
        why: "found-exact",
        alike,
    };
    let text = || HOSTILE.to_owned();
    let typed = Asked { family: text(), given: text(), birth: text(), sex: text() };
    let wrong = || Wrong { family: text(), given: text(), birth: text(), sex: text() };
    for lang in Lang::ALL {
        let page = sample(*lang);
        for outcome in [
            Outcome::Start,
            Outcome::TooMany,
            Outcome::People(Vec::new()),
            Outcome::People(vec![person(true), person(false)]),
        ] {
            for wrong in [wrong(), Wrong::default()] {
                let outcome = match &outcome {
                    Outcome::People(people) => Outcome::People(people.clone()),
                    Outcome::Start => Outcome::Start,
                    Outcome::TooMany => Outcome::TooMany,
                };
                let template = CallersPage::of(&page, &typed, wrong, outcome);
                let html = keep(*lang, &template.render().unwrap());
                assert!(!html.contains("2 42") && !html.contains("2026-01-02"), "{html}");
            }
        }
    }
}
