use askama::Template as _;
use axum::http::StatusCode;
use hygie_base::{LogNo, RecordNo};
use hygie_gate::acts::{ActError, BreakGlass};
use hygie_gate::limits::{CONTEST_MOST, CONTESTS};
use hygie_gate::{Asker, Role};

use super::form::{FormPage, Typed, place, wrong};
use super::show::{AnswerTold, ShowPage, Told};
use super::told::clock;
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::Frame;
use crate::record::tests::plain;
use crate::testing::House;

const DAY: i64 = 86_400_000;
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const RESULT: &str = r#"{"resourceType":"Observation","id":"o","status":"final",
    "category":[{"coding":[{"code":"laboratory",
    "system":"http://terminology.hl7.org/CodeSystem/observation-category"}]}],
    "code":{"text":"Glycémie"},"subject":{"reference":"Patient/renee"}}"#;
const WORDS: &str = "Je n’étais pas aux urgences";
const SAYS: &str = "Le service confirme votre arrivée.";

fn doctor() -> Asker {
    Asker {
        id: "roy".into(),
        name: "Anne Roy".into(),
        organisation: "chu".into(),
        organisation_name: "CHU".into(),
        ..Asker::of(Role::Physician, "care door")
    }
}

/// A record whose result a doctor read in an emergency, its person and an officer.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[RENEE, RESULT]).await;
    let record = house.app.records.record_of("renee").await.unwrap().unwrap();
    house.account(Role::Person, Some(record)).await;
    house.account(Role::PrivacyOfficer, None).await;
    let act =
        BreakGlass { reason: "sans réponse à l’arrivée".into(), unable: true, risk: true };
    house.app.accounts.break_glass(&doctor(), record, act).await.unwrap();
    let permit = house.app.gate.record(&doctor(), record).await.unwrap();
    house.app.records.read(&permit, "Observation", "o").await.unwrap();
    (house, record)
}

/// The address at which the page offers to contest.
fn offered(html: &str, record: RecordNo) -> String {
    let begins = format!("href=\"/records/{record}/access/");
    let (_, rest) = html.split_once(&begins).unwrap();
    let rest = rest.split('"').next().unwrap();
    format!("/records/{record}/access/{rest}")
}

fn text(html: &str) -> String {
    let text = plain(&keep(Lang::Fr, html));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_person_contests_the_officer_answers_and_the_person_reads_it() {
    let (house, record) = house().await;
    let mut person = house.logged_in(Role::Person).await;
    let access = format!("/records/{record}/access");
    let list = person.get(&access).await.html;
    assert!(text(&list).contains("Contester cet accès") && !list.contains("id=\"contests\""));
    let form = offered(&list, record);
    let shown = text(&person.get(&form).await.html);
    assert!(shown.contains("Anne Roy") && shown.contains("médecin, CHU"), "{shown}");
    let long = "x".repeat(CONTEST_MOST + 1);
    let refused = person.submit(&form, &[("words", long.as_str())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&refused.html).contains("lettres au plus.") && refused.html.contains(&long));
    let case = format!("/records/{record}/contests/1");
    assert_eq!(person.submit(&form, &[("words", WORDS)]).await.to, case);
    // What was contested leads to the case, from everywhere.
    assert_eq!(person.get(&form).await.to, case);
    assert_eq!(person.submit(&form, &[("words", "")]).await.to, case);
    let told = text(&person.get(&case).await.html);
    assert!(told.contains("Réponse attendue au plus tard le") && told.contains(WORDS), "{told}");
    let list = person.get(&access).await.html;
    assert!(list.contains(&format!("href=\"{case}\"")) && list.contains("id=\"contests\""));
    assert!(text(&list).contains("Contesté le"));

    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let home = text(&officer.get("/").await.html);
    assert!(home.contains("Une contestation attend une réponse"), "{home}");
    let one = format!("/reviews/contests/{record}/1");
    let desk = officer.get("/reviews").await.html;
    assert!(desk.contains(&one) && text(&desk).contains("encore"), "{desk}");
    let page = officer.get(&one).await.html;
    let told = text(&page);
    for known in ["Anne Roy", "médecin, CHU", WORDS, "A lu un résultat", "RGPD, article 12"] {
        assert!(told.contains(known), "{known}: {told}");
    }
    assert!(page.contains(&format!("href=\"/reviews/{record}/1\"")), "the emergency");
    for health in ["MOREL", "Morel", "Renée", "lycémie"] {
        assert!(!page.contains(health) && !desk.contains(health), "{health}");
    }
    let wrong = [
        (vec![("words", SAYS)], "Choisissez à quoi vous arrivez"),
        (vec![("conclusion", "justified"), ("words", "x")], "Écrivez de"),
    ];
    for (fields, says) in wrong {
        let answer = officer.submit(&one, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(text(&answer.html).contains(says), "{}", answer.html);
    }
    let fields = [("conclusion", "justified"), ("words", SAYS)];
    assert_eq!(officer.submit(&one, &fields).await.to, "/reviews");
    let desk = text(&officer.get("/reviews").await.html);
    assert!(desk.contains("Aucune contestation") && desk.contains("Accès justifié"), "{desk}");
    let again = officer.submit(&one, &fields).await;
    assert!(text(&again.html).contains("a déjà reçu une réponse"));

    let told = text(&person.get(&case).await.html);
    for known in ["Accès justifié", SAYS, "Claire Vasseur", "a répondu à votre contestation"] {
        assert!(told.contains(known), "{known}: {told}");
    }
    let list = text(&person.get(&access).await.html);
    assert!(list.contains("Contesté, réponse donnée le"), "{list}");
    assert!(list.contains(" : Accès justifié"), "{list}");
    assert!(list.contains("avez contesté un accès"), "{list}");
}

#[tokio::test]
async fn what_is_late_is_told_in_words_to_both() {
    let (house, record) = house().await;
    let mut person = house.logged_in(Role::Person).await;
    let access = format!("/records/{record}/access");
    let form = offered(&person.get(&access).await.html, record);
    person.submit(&form, &[("words", "")]).await;
    house.world.clock.advance(34 * DAY);
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let desk = text(&officer.get("/reviews").await.html);
    assert!(desk.contains("en retard de 4 jours"), "{desk}");
    let mut person = house.logged_in(Role::Person).await;
    assert!(text(&person.get(&access).await.html).contains("en retard"));
    let case = text(&person.get(&format!("/records/{record}/contests/1")).await.html);
    assert!(case.contains("La réponse est en retard") && case.contains("CNIL"), "{case}");
}

#[tokio::test]
async fn what_is_no_trace_or_no_case_is_not_found() {
    let (house, record) = house().await;
    let mut person = house.logged_in(Role::Person).await;
    for path in ["access/0-999999/contest", "access/x/contest", "contests/1", "contests/01"] {
        let path = format!("/records/{record}/{path}");
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let own = person.get(&format!("/records/{record}/access")).await.html;
    // Everything that this page offers to contest was done by others.
    let offers = own.matches("/contest\"").count();
    assert_eq!(own.matches("Contester cet accès").count(), 2 * offers, "the words and the label");
    assert!(!own.contains("Contester cet accès\u{a0}: The person"));
}

#[tokio::test]
async fn what_was_erased_is_taken_off_the_list() {
    let (house, record) = house().await;
    let mut person = house.logged_in(Role::Person).await;
    let access = format!("/records/{record}/access");
    let form = offered(&person.get(&access).await.html, record);
    person.submit(&form, &[("words", WORDS)]).await;
    let permit = house.app.gate.command_line("test");
    house.app.records.erase(&permit, record, None).await.unwrap();
    let mut officer = house.logged_in(Role::PrivacyOfficer).await;
    let one = format!("/reviews/contests/{record}/1");
    let html = officer.get(&one).await.html;
    assert!(text(&html).contains("a été effacé") && html.contains("name=\"erased\""), "{html}");
    assert_eq!(officer.submit(&one, &[("erased", "yes")]).await.to, "/reviews");
    assert!(text(&officer.get("/reviews").await.html).contains("Aucune contestation"));
    assert_eq!(officer.get(&one).await.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_trace_is_two_numbers_in_an_address() {
    let check = |text: &str, expect| assert_eq!(place(text), expect, "{text}");
    check("0-1284", Some((LogNo(0), 1284)));
    check("", None);
    check("0", None);
    check("0-", None);
    check("0-01", None);
    check("+0-1", None);
    check("0-99999999999999999999", None);
}

#[test]
fn how_much_time_is_left_is_told_in_words() {
    let page = sample(Lang::Fr);
    let check = |left, expect: &str| assert_eq!(clock(&page, left), expect);
    check(30, "encore 30 jours");
    check(1, "encore un jour");
    check(0, "dernier jour");
    check(-1, "en retard d’un jour");
    check(-3, "en retard de 3 jours");
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let text = || HOSTILE.to_owned();
    for lang in Lang::ALL {
        let page = sample(*lang);
        let many = page.t1("contest-too-many", "count", CONTESTS);
        assert_eq!(wrong(&page, ActError::Contests), ("", many));
        for error in [ActError::ContestWords, ActError::Contests] {
            let template = FormPage {
                page: &page,
                frame: Frame::default(),
                action: "/records/0123456789abcdef/access/0-1/contest".into(),
                back: "/records/0123456789abcdef/access".into(),
                who: text(),
                about: text(),
                at: text(),
                through: text(),
                most: CONTEST_MOST,
                typed: Typed { words: text(), wrong: Some(wrong(&page, error)) },
            };
            keep(*lang, &template.render().unwrap());
        }
        let answer = |conclusion| Some(AnswerTold { conclusion, words: text(), by: text() });
        let answers = [
            (false, None),
            (true, None),
            (false, answer("justified")),
            (true, answer("not-justified")),
            (true, answer("cannot-be-told")),
        ];
        for (late, answer) in answers {
            let told = Told {
                who: text(),
                about: text(),
                at: text(),
                through: text(),
                opened: text(),
                words: text(),
                due: text(),
                late,
                answer,
            };
            let back = "/records/0123456789abcdef/access".into();
            let template = ShowPage { page: &page, frame: Frame::default(), back, told };
            keep(*lang, &template.render().unwrap());
        }
    }
}
