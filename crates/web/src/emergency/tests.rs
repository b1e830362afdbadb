use askama::Template as _;
use axum::http::StatusCode;
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_gate::acts::{ActError, InEmergencies, Oppose, Register};
use hygie_gate::limits::{GLASS_HOURS, REASON_LEAST, REASON_MOST};
use hygie_gate::rights::{Emergencies, Party};

use super::form::{FormPage, Typed};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{House, PASSWORD};

const HOURS: i64 = GLASS_HOURS * 3_600_000;
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/renee"},
    "code":{"text":"Pénicillines"},"clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]}}"#;
const RESULT: &str = r#"{"resourceType":"Observation","id":"o","status":"final",
    "category":[{"coding":[{"code":"laboratory",
    "system":"http://terminology.hl7.org/CodeSystem/observation-category"}]}],
    "code":{"text":"Glycémie"},"subject":{"reference":"Patient/renee"}}"#;
const REASON: &str = "Malaise, sans réponse";
const YES: [(&str, &str); 3] = [("unable", "yes"), ("risk", "yes"), ("reason", REASON)];

/// A house that keeps Renée's record, and a person who has an account.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[RENEE, ALLERGY]).await;
    let record = house.app.records.record_of("renee").await.unwrap().unwrap();
    house.account(Role::Person, Some(record)).await;
    (house, record)
}

fn at(record: RecordNo) -> String {
    format!("/records/{record}/emergency")
}

#[tokio::test]
async fn a_professional_without_a_link_opens_the_record_and_ends_it() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let path = format!("/records/{record}");
    let closed = browser.get(&path).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(closed.html.contains(&at(record)), "it is led to");
    let form = keep(Lang::Fr, &browser.get(&at(record)).await.html);
    assert!(form.contains("MOREL Renée") && !form.contains("nicilline"), "{form}");
    let timeline = format!("{path}/timeline");
    let fields = [&YES[..], &[("next", timeline.as_str())]].concat();
    let open = browser.submit(&at(record), &fields).await;
    assert_eq!((open.status, open.to.as_str()), (StatusCode::SEE_OTHER, timeline.as_str()));
    for rest in ["", "/timeline", "/entries/AllergyIntolerance/a", "/care", "/access", "/notes/new"]
    {
        let answer = browser.get(&format!("{path}{rest}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{rest}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("Dossier ouvert en urgence") && html.contains(REASON), "{rest}");
        assert!(html.contains(&format!("action=\"{}/end\"", at(record))), "{rest}");
    }
    assert!(browser.get(&path).await.html.contains("Pénicillines"));
    let started = browser.submit(&format!("{path}/apps"), &[("client", "x")]).await;
    assert_eq!(started.status, StatusCode::FORBIDDEN, "no app comes by it");
    assert_eq!(browser.get(&at(record)).await.to, path, "who is in already goes on");
    let end = format!("{}/end", at(record));
    assert_eq!(browser.get(&end).await.to, path);
    assert_eq!(browser.submit(&end, &[]).await.to, "/");
    assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.submit(&end, &[]).await.to, "/", "twice is once");
    // The person is told, and may read who looked.
    let mut person = house.logged_in(Role::Person).await;
    let html = keep(Lang::Fr, &person.get(&path).await.html);
    assert!(html.contains("Claire Vasseur, Cabinet des Lilas a ouvert votre dossier en urgence"));
    assert!(html.contains(&format!("href=\"{path}/access\"")) && !html.contains("/account/secure"));
    assert!(!html.contains("Dossier ouvert en urgence"), "it is not their emergency");
    let looked = keep(Lang::Fr, &person.get(&format!("{path}/access")).await.html);
    assert!(looked.contains("a ouvert votre dossier en urgence"), "{looked}");
    assert!(looked.contains("urgence") && !looked.contains(REASON));
    let account = keep(Lang::Fr, &person.get("/account").await.html);
    assert!(account.contains("a ouvert votre dossier en urgence"), "{account}");
}

#[tokio::test]
async fn one_of_an_organisation_that_keeps_nothing_opens_it_too() {
    let (house, record) = house().await;
    house.foreign_account(Role::Nurse).await;
    let mut browser = house.logged_in(Role::Nurse).await;
    let (path, nowhere) = (format!("/records/{record}"), "/records/00000000000000aa");
    for path in [path.as_str(), nowhere] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.html.contains(&format!("{path}/emergency")), "said of either");
    }
    let form = keep(Lang::Fr, &browser.get(&at(record)).await.html);
    assert!(form.contains("ne conserve rien de cette personne") && !form.contains("MOREL"));
    assert_eq!(browser.get(&format!("{nowhere}/emergency")).await.status, StatusCode::NOT_FOUND);
    let nothing = browser.submit(&format!("{nowhere}/emergency"), &YES).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert!(!nothing.html.contains("en danger immédiat"), "no way from the form to itself");
    assert_eq!(browser.submit(&at(record), &YES).await.to, path);
    let html = browser.get(&path).await.html;
    assert!(html.contains("MOREL Renée") && html.contains("Dossier ouvert en urgence"), "{html}");
    house.world.clock.advance(HOURS);
    let mut browser = house.logged_in(Role::Nurse).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_else_is_shown_the_way_or_the_form() {
    let (house, record) = house().await;
    let nowhere = "/records/00000000000000aa".to_owned();
    for role in [
        Role::Secretary,
        Role::Administrator,
        Role::PrivacyOfficer,
        Role::SecurityOfficer,
        Role::Person,
    ] {
        if role != Role::Person {
            house.account(role, None).await;
        }
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get(&nowhere).await.html.contains("/emergency"), "{role:?}");
        for path in [at(record), format!("{nowhere}/emergency")] {
            let page = browser.get(&path).await;
            let sent = browser.submit(&path, &YES).await;
            for answer in [page, sent] {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
                let html = keep(Lang::Fr, &answer.html);
                assert!(html.contains("Seuls les professionnels de santé"), "{role:?}: {html}");
            }
        }
        let ended = browser.submit(&format!("{}/end", at(record)), &[]).await;
        assert!(ended.status.is_client_error() || ended.to == "/", "{role:?}");
    }
    let stranger = house.browser().get(&at(record)).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER, "and a stranger logs in first");
    assert!(house.app.gate.waiting(&officer()).await.unwrap().emergencies == 0);
}

fn officer() -> hygie_gate::Asker {
    hygie_gate::Asker {
        role: Role::PrivacyOfficer,
        person: None,
        ..crate::testing::person(RecordNo::REGISTRY)
    }
}

#[tokio::test]
async fn what_is_missing_is_said_and_what_was_typed_is_kept() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let (short, long) = ("é".repeat(REASON_LEAST - 1), "é".repeat(REASON_MOST + 1));
    let check = [
        (vec![("risk", "yes"), ("reason", REASON)], "Cochez la première case"),
        (vec![("unable", "yes"), ("reason", REASON)], "Cochez la seconde case"),
        (vec![("unable", "yes"), ("risk", "yes"), ("reason", &short)], "Écrivez un motif"),
        (vec![("unable", "yes"), ("risk", "yes"), ("reason", &long)], "Écrivez un motif"),
    ];
    for (fields, says) in check {
        let answer = browser.submit(&at(record), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains(says), "{html}");
        let (_, typed) = fields.iter().find(|(name, _)| *name == "reason").unwrap();
        assert!(html.contains(typed), "{says}");
    }
    assert_eq!(browser.get(&format!("/records/{record}")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_the_person_opposes_is_said_in_plain_words() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let opposes = Emergencies { opposes_access: true, ..Emergencies::default() };
    house.decides(record, InEmergencies(opposes)).await;
    let mut browser = house.logged_in(Role::Physician).await;
    for answer in [browser.get(&at(record)).await, browser.submit(&at(record), &YES).await] {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("s’est opposée au préalable à l’accès en urgence"), "{html}");
    }
    // Meanwhile: what was open closes.
    house.decides(record, InEmergencies(Emergencies::default())).await;
    browser.submit(&at(record), &YES).await;
    let path = format!("/records/{record}");
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    house.decides(record, InEmergencies(opposes)).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
    // Without a shared record the own file is opened.
    house.decides(record, InEmergencies(Emergencies::default())).await;
    house.decides(record, Oppose).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);
}

/// The person sees what an emergency doctor would, whom nobody here knows.
#[tokio::test]
async fn the_person_sees_as_an_emergency_doctor() {
    let (house, record) = house().await;
    house.write_for("lilas", &[RESULT]).await;
    let mut person = house.logged_in(Role::Person).await;
    let sharing = format!("/records/{record}/sharing");
    let path = format!("{sharing}/emergency-doctor");
    assert!(person.get(&sharing).await.html.contains(&path), "it is led to");
    let html = keep(Lang::Fr, &person.get(&path).await.html);
    assert!(html.contains("Glycémie") && html.contains("Un médecin des urgences"), "{html}");
    let opposes = Emergencies { opposes_access: true, ..Emergencies::default() };
    house.decides(record, InEmergencies(opposes)).await;
    let html = keep(Lang::Fr, &person.get(&path).await.html);
    assert!(!html.contains("Glycémie"), "{html}");
    assert!(html.contains("s’est opposée au préalable à l’accès en urgence"), "{html}");
    house.account(Role::Physician, None).await;
    let other = house.logged_in(Role::Physician).await.get(&path).await;
    assert!(other.status.is_client_error(), "nobody else asks it");
}

#[tokio::test]
async fn who_takes_care_of_the_person_is_led_to_the_record() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let organisation = Party::Organisation { id: "lilas".into(), name: "x".into() };
    let act = Register { end: None, informed: true, ..Register::default() };
    house.app.gate.register("test", record, &organisation, &act).await.unwrap();
    let mut browser = house.logged_in(Role::Physician).await;
    let path = format!("/records/{record}");
    assert_eq!(browser.get(&at(record)).await.to, path);
    assert_eq!(browser.submit(&at(record), &YES).await.to, path);
    assert!(!browser.get(&path).await.html.contains("Dossier ouvert en urgence"));
}

#[tokio::test]
async fn it_takes_a_fresh_proof() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let first = format!("/confirm?next={}", at(record));
    assert_eq!(browser.get(&at(record)).await.to, first);
    let late = browser.submit(&at(record), &YES).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert!(keep(Lang::Fr, &late.html).contains(&format!("value=\"{}\"", at(record))));
    assert_eq!(browser.get(&format!("/records/{record}")).await.status, StatusCode::FORBIDDEN);
    let proof = [("password", PASSWORD), ("next", &at(record))];
    assert_eq!(browser.submit("/confirm", &proof).await.to, at(record));
    assert_eq!(browser.submit(&at(record), &YES).await.to, format!("/records/{record}"));
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let errors = [ActError::Unattested, ActError::Words, ActError::Glasses, ActError::Nothing];
    for lang in Lang::ALL {
        let page = sample(*lang);
        let typed = || Typed { next: HOSTILE.into(), reason: HOSTILE.into(), ..Typed::default() };
        let mut all = vec![typed()];
        for error in errors {
            for unable in [true, false] {
                all.push(Typed { unable, ..typed() }.refused(&page, error));
            }
        }
        for (typed, name) in all.into_iter().zip(["", HOSTILE].into_iter().cycle()) {
            let template = FormPage {
                page: &page,
                action: "/records/0123456789abcdef/emergency".into(),
                back: "/records/0123456789abcdef",
                name: name.into(),
                until: HOSTILE.into(),
                hours: GLASS_HOURS,
                most: REASON_MOST,
                typed,
            };
            let html = keep(*lang, &template.render().unwrap());
            assert!(!html.contains('⟦'));
        }
    }
}
