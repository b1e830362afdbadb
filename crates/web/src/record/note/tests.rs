use axum::http::StatusCode;
use hygie_base::{SeededRng, Timestamp, uuid};
use hygie_fhir::validate::validate;
use hygie_gate::Role;
use hygie_gate::acts::Oppose;
use hygie_synthesis::note_text;

use super::document::{Signature, document};
use super::typed::{KINDS, Typed, kinds};
use crate::Lang;
use crate::fields::Fields;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::limits::{NOTE_CHARS, NOTE_TITLE_CHARS};
use crate::record::tests::{creatinine, house, plain};

fn typed(kind: &str, title: &str, date: &str, text: &str) -> Typed {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let pairs =
        vec![pair("kind", kind), pair("title", title), pair("date", date), pair("text", text)];
    Typed::of(&sample(Lang::Fr), &Fields::new(pairs).unwrap())
}

#[test]
fn a_note_is_checked_and_kept_as_typed() {
    let check = |kind, title: &str, date, text: &str, wrong: &str| {
        let typed = typed(kind, title, date, text);
        let errors = [
            ("kind", &typed.kind_error),
            ("title", &typed.title_error),
            ("date", &typed.date_error),
            ("text", &typed.text_error),
        ];
        let found = errors.iter().filter(|(_, error)| !error.is_empty()).map(|(name, _)| *name);
        assert_eq!(found.collect::<Vec<_>>().join(" "), wrong);
        assert_eq!(typed.text, text.replace("\r\n", "\n"));
        assert_eq!(typed.date, date);
    };
    check("11506-3", "Visite", "2026-11-25", "Va mieux.\r\nMarche.", "");
    check("11506-3", "", "1942-03-12", "x", "");
    check("1234-5", "", "2026-11-25", "x", "kind");
    check("11506-3", &"é".repeat(NOTE_TITLE_CHARS), "2026-11-25", "x", "");
    check("11506-3", &"é".repeat(NOTE_TITLE_CHARS + 1), "2026-11-25", "x", "title");
    check("11506-3", "", "2026-11-26", "x", "date");
    check("11506-3", "", "2026-11", "x", "date");
    check("11506-3", "", "25/11/2026", "x", "date");
    check("11506-3", "", "", " \r\n ", "date text");
    check("11506-3", "", "2026-11-25", &"é".repeat(NOTE_CHARS), "");
    check("11506-3", "", "2026-11-25", &"é".repeat(NOTE_CHARS + 1), "text");
}

#[test]
fn every_note_fits_a_form() {
    const { assert!(NOTE_CHARS * 12 < hygie_http::limits::FORM_BYTES) };
}

#[test]
fn every_kind_has_a_name_in_both_languages() {
    for lang in Lang::ALL {
        let kinds = kinds(&sample(*lang), "34746-8");
        assert_eq!(kinds.iter().filter(|kind| kind.chosen).count(), 1);
        assert_eq!(kinds.len(), KINDS.len());
    }
    let french = kinds(&sample(Lang::Fr), "");
    assert_eq!(french[2].words, "Note infirmière");
}

#[test]
fn a_note_is_a_valid_document_with_its_text() {
    for title in ["", HOSTILE] {
        let text = format!("Été\n\n<b>{HOSTILE}");
        let typed = typed("11506-3", title, "2026-11-20", &text);
        let id = uuid(&SeededRng::new(1));
        let by = Signature {
            id: &id,
            patient: "jeanne",
            now: Timestamp(1_795_626_000_000),
            author: "Dr Claire Vasseur",
            custodian: "Cabinet des Lilas",
        };
        let note = document(&typed, &by);
        validate(&note).unwrap();
        assert_eq!(note_text(&note).unwrap(), text);
        let fact = hygie_synthesis::Fact::read(&note).unwrap();
        assert_eq!(fact.when.start.unwrap().to_string(), "2026-11-20");
        assert_eq!(&*fact.authors[0], "Dr Claire Vasseur");
    }
}

#[tokio::test]
async fn a_professional_writes_a_note_and_reads_it() {
    let (house, record) = house().await;
    house.account(Role::Nurse, None).await;
    let mut browser = house.logged_in(Role::Nurse).await;
    let path = format!("/records/{record}/notes/new");
    let html = keep(Lang::Fr, &browser.get(&path).await.html);
    let field = html.split("<textarea").nth(1).unwrap().split('>').next().unwrap();
    assert!(!field.contains("maxlength"), "a browser would cut a pasted text unseen");
    let text = "Va mieux.\n<b>Marche</b> & « seule »";
    let fields =
        [("kind", "34746-8"), ("title", "Ce jour"), ("date", "2026-11-21"), ("text", text)];
    let answer = browser.submit(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let html = keep(Lang::Fr, &browser.get(&answer.to).await.html);
    for part in
        ["Note infirmière", "Ce jour", "21 nov. 2026", "Claire Vasseur", "Cabinet des Lilas"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(html.contains("&#60;b&#62;Marche&#60;/b&#62;"), "{html}");
    let timeline = browser.get(&format!("/records/{record}/timeline?kind=documents")).await;
    assert!(plain(&timeline.html).contains("Ce jour"));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_the_text_stays() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let path = format!("/records/{record}/notes/new");
    let long = format!("{HOSTILE}{}", "é".repeat(NOTE_CHARS));
    let fields = [("kind", "evil"), ("title", HOSTILE), ("date", "demain"), ("text", &long)];
    let answer = browser.submit(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = keep(Lang::Fr, &answer.html);
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 3);
    assert!(html.contains(&"é".repeat(NOTE_CHARS)) && html.contains("role=\"alert\""));
    let answer = browser.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "without the token nothing is written");
    assert!(answer.html.contains(&"é".repeat(NOTE_CHARS)), "and nothing is lost");
}

#[tokio::test]
async fn a_long_note_outlives_its_session() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let path = format!("/records/{record}/notes/new");
    let token = browser.csrf().await;
    let text = "ligne « longue » 👣 <i>\n".repeat(NOTE_CHARS / 30);
    house.world.clock.advance(30 * 24 * 3_600_000);
    let fields =
        [("csrf", token.as_str()), ("kind", "11506-3"), ("date", "2026-11-21"), ("text", &text)];
    let answer = browser.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.html.contains("draft:text") && answer.html.contains(&path));
    assert!(answer.html.matches("ligne « longue »").count() >= NOTE_CHARS / 30);
}

#[tokio::test]
async fn who_may_not_write_writes_nothing() {
    let (house, record) = house().await;
    house.account(Role::Secretary, None).await;
    house.account(Role::Person, Some(record)).await;
    house.account(Role::Administrator, None).await;
    let path = format!("/records/{record}/notes/new");
    let fields = [("kind", "11506-3"), ("title", ""), ("date", "2026-11-21"), ("text", "x")];
    for role in [Role::Secretary, Role::Person, Role::Administrator] {
        let mut browser = house.logged_in(role).await;
        let answer = browser.submit(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
    }
}

#[tokio::test]
async fn without_the_identity_no_note_is_offered_and_none_is_lost() {
    let (house, record) = house().await;
    house.write_for("tilleuls", &[&creatinine("2026-11-20", 99)]).await;
    house.register(record, "tilleuls").await;
    // Who the person is stands in the shared record, unless they oppose it.
    house.decides(record, Oppose).await;
    house.foreign_account(Role::Physician).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let seen = browser.get(&format!("/records/{record}/timeline")).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(!seen.html.contains("/notes/new"), "the navigation offers none");
    let path = format!("/records/{record}/notes/new");
    let answer = browser.get(&path).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("conservée par une autre organisation") && !html.contains("<textarea"));
    let fields = [("kind", "11506-3"), ("title", ""), ("date", "2026-11-21"), ("text", HOSTILE)];
    let answer = browser.submit(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("conservée par une autre organisation") && html.contains("<textarea"));
    assert!(html.contains("Votre texte reste") && html.contains("onerror=alert(1)"), "{html}");
}

#[tokio::test]
async fn notes_of_one_day_come_newest_first_under_their_own_titles() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let path = format!("/records/{record}/notes/new");
    let titles = ["Première", "Deuxième", "Troisième", "Quatrième"];
    for title in titles {
        let fields = [("kind", "11506-3"), ("title", title), ("date", "2026-11-21"), ("text", "x")];
        assert_eq!(browser.submit(&path, &fields).await.status, StatusCode::SEE_OTHER);
        house.world.clock.advance(1_000);
    }
    let html = browser.get(&format!("/records/{record}/timeline?kind=documents")).await.html;
    let text = plain(&html);
    let places = titles.map(|title| text.find(title).unwrap());
    assert!(places.is_sorted_by(|one, other| one > other), "{text}");
    let summary = plain(&browser.get(&format!("/records/{record}")).await.html);
    // Which of one day it shows first hangs on their random ids.
    let named = titles.iter().filter(|title| summary.contains(**title)).count();
    assert!(named > 0, "the synthesis names notes alike: {summary}");
    assert_eq!(summary.matches("imprimé").count(), 1, "{summary}");
    let row = text.split("Deuxième").nth(1).unwrap().split("Première").next().unwrap();
    assert!(row.contains("Note d’évolution"), "{row}");
    let to = |title: &str| {
        let before = html.split(&format!(">{title}<")).next().unwrap();
        before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let entry = browser.get(&to("Deuxième")).await.html;
    assert!(entry.contains(&format!("href=\"{}\" rel=\"prev\"", to("Troisième"))));
    assert!(entry.contains(&format!("href=\"{}\" rel=\"next\"", to("Première"))));
}
