//! What waits to be announced, and a minor's secret, on the pages, over the real services.

use axum::http::StatusCode;
use hygie_base::{Clock as _, RecordNo};
use hygie_gate::Role;

use crate::Lang;
use crate::page::promises::keep;
use crate::record::tests::plain;
use crate::testing::{Browser, House};

const DAY: i64 = 24 * 3_600_000;
const ADULT: &str = r#"{"resourceType":"Patient","id":"p","name":[{"family":"Morel","given":["Ana"]}],"birthDate":"1980-05-06"}"#;
const GOUT: &str = r#"{"resourceType":"Condition","id":"gout","onsetDateTime":"2017-05-05","code":{"text":"Goutte"},"subject":{"reference":"Patient/p"}}"#;
const REPORT: &str = r#"{"resourceType":"DiagnosticReport","id":"r","meta":{"security":[{"system":"urn:oid:1.2.250.1.213.1.1.4.13","code":"INVISIBLE_PATIENT"}]},"status":"final","code":{"text":"Biopsie"},"effectiveDateTime":"2026-11-20","subject":{"reference":"Patient/p"},"conclusion":"Lymphome"}"#;
const NOTICE: &str = "Un professionnel souhaite vous parler d’un élément de votre dossier";
const WAITS: &str = "Cette personne ne voit pas encore cet élément";

async fn house(patient: &str) -> (House, RecordNo) {
    let house = House::new();
    let record = house.write(&[patient, GOUT], "p").await;
    house.account(Role::Physician, None).await;
    house.account(Role::Person, Some(record)).await;
    (house, record)
}

/// A page in both languages, in the words of the first.
async fn shown(browser: &mut Browser<'_>, path: &str) -> String {
    browser.language = "en";
    let english = browser.get(path).await;
    assert_eq!(english.status, StatusCode::OK, "{path}: {}", english.html);
    keep(Lang::En, &english.html);
    browser.language = "fr";
    plain(&keep(Lang::Fr, &browser.get(path).await.html))
}

async fn sends(browser: &mut Browser<'_>, to: &str, fields: &[(&str, &str)], back: &str) {
    let answer = browser.submit(to, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{to}: {}", answer.html);
    assert!(answer.to.ends_with(back), "{}", answer.to);
}

#[tokio::test]
async fn a_professional_is_warned_and_says_that_it_was_announced() {
    let (house, record) = house(ADULT).await;
    house.write_for("lilas", &[REPORT]).await;
    let base = format!("/records/{record}");
    let entry = format!("{base}/entries/DiagnosticReport/r");
    let mut person = house.logged_in(Role::Person).await;
    assert_eq!(person.get(&entry).await.status, StatusCode::NOT_FOUND);
    let mut physician = house.logged_in(Role::Physician).await;
    let text = shown(&mut physician, &entry).await;
    assert!(text.contains(WAITS) && text.contains("Elle en sera prévenue"), "{text}");
    assert!(text.contains("Je l’ai annoncé à cette personne"));
    let timeline = format!("{base}/timeline");
    assert!(shown(&mut physician, &timeline).await.contains("pas encore annoncé"));
    let other = shown(&mut physician, &format!("{base}/entries/Condition/gout")).await;
    assert!(!other.contains(WAITS), "{other}");
    // Who looked tells the person that something was read, and not what.
    let access = person.get(&format!("{base}/access")).await.html;
    assert!(access.contains("Claire Vasseur") && !access.contains("DiagnosticReport/r"));
    assert!(!plain(&access).contains("compte rendu"), "{access}");
    let fields = [("kind", "DiagnosticReport"), ("id", "r")];
    sends(&mut physician, &format!("{base}/announce"), &fields, "/DiagnosticReport/r#announce")
        .await;
    let text = shown(&mut physician, &entry).await;
    assert!(text.contains("Annoncé à cette personne le") && text.contains("par Claire Vasseur"));
    assert!(!text.contains(WAITS));
    assert!(!shown(&mut physician, &timeline).await.contains("pas encore annoncé"));
    let text = shown(&mut person, &entry).await;
    assert!(text.contains("Lymphome") && !text.contains("Annoncé"), "{text}");
    let access = shown(&mut person, &format!("{base}/access")).await;
    assert!(access.contains("annonce d’un élément"), "{access}");
    // Twice, and of what never waited, leads back to the entry.
    sends(&mut physician, &format!("{base}/announce"), &fields, "#announce").await;
    let fields = [("kind", "Condition"), ("id", "gout")];
    sends(&mut physician, &format!("{base}/announce"), &fields, "/gout#announce").await;
    let nothing = [("kind", "<b>"), ("id", "../x")];
    let answer = physician.submit(&format!("{base}/announce"), &nothing).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// CSP R.1111-53: after two weeks the person is told, without content, and nothing else of
/// their pages tells that something waits.
#[tokio::test]
async fn the_person_is_told_after_two_weeks_and_sees_it_after_a_month() {
    let (house, record) = house(ADULT).await;
    let base = format!("/records/{record}");
    let pages = ["", "/timeline", "/sharing", "/entries/Condition/gout"];
    let mut before = Vec::new();
    let mut person = house.logged_in(Role::Person).await;
    for page in pages {
        before.push(shown(&mut person, &format!("{base}{page}")).await);
    }
    house.write_for("lilas", &[REPORT]).await;
    for (page, text) in pages.iter().zip(&before) {
        assert_eq!(&shown(&mut person, &format!("{base}{page}")).await, text, "{page}");
    }
    let clock = &house.world.clock;
    let start = clock.now().0;
    for (days, told, seen) in [(13, false, false), (14, true, false), (32, false, true)] {
        clock.set(hygie_base::Timestamp(start + days * DAY));
        let mut person = house.logged_in(Role::Person).await;
        for page in pages {
            let text = shown(&mut person, &format!("{base}{page}")).await;
            assert_eq!(text.contains(NOTICE), told, "{days} {page}");
        }
        let timeline = shown(&mut person, &format!("{base}/timeline")).await;
        assert_eq!(timeline.contains("Biopsie"), seen, "{days}");
        let mut physician = house.logged_in(Role::Physician).await;
        let entry = format!("{base}/entries/DiagnosticReport/r");
        let text = shown(&mut physician, &entry).await;
        assert_eq!(text.contains("Elle est prévenue"), told, "{days}");
        assert_eq!(text.contains("sans annonce enregistrée"), seen, "{days}");
        assert!(!text.contains(NOTICE), "it is told to the person alone");
    }
}

#[tokio::test]
async fn a_note_can_wait_until_it_is_announced() {
    let (house, record) = house(ADULT).await;
    let base = format!("/records/{record}");
    let mut physician = house.logged_in(Role::Physician).await;
    let form = shown(&mut physician, &format!("{base}/notes/new")).await;
    assert!(form.contains("À annoncer d’abord à la personne"), "{form}");
    let note = [("kind", "11506-3"), ("date", "2026-11-21"), ("text", "Biopsie positive")];
    for announce in ["", "yes"] {
        let fields: Vec<_> = note.into_iter().chain([("announce", announce)]).collect();
        let answer = physician.submit(&format!("{base}/notes/new"), &fields).await;
        let waits = announce == "yes";
        assert_eq!(shown(&mut physician, &answer.to).await.contains(WAITS), waits);
        let mut person = house.logged_in(Role::Person).await;
        let seen = person.get(&answer.to).await.status == StatusCode::OK;
        assert_eq!(seen, !waits, "{announce}");
    }
    // What was wrong with it keeps the choice.
    let fields = [("kind", "11506-3"), ("date", ""), ("text", "x"), ("announce", "yes")];
    let answer = physician.submit(&format!("{base}/notes/new"), &fields).await;
    assert!(answer.html.contains(r#"name="announce" value="yes" checked"#), "{}", answer.html);
}

/// CSP L.1111-5, R.1111-50.
#[tokio::test]
async fn a_minor_keeps_an_entry_secret_and_shows_it_again() {
    let (house, record) = house(&ADULT.replace("1980", "2012")).await;
    let base = format!("/records/{record}");
    let entry = format!("{base}/entries/Condition/gout");
    let mut person = house.logged_in(Role::Person).await;
    let text = shown(&mut person, &entry).await;
    assert!(text.contains("Garder secret pour mes parents"), "{text}");
    let sharing = shown(&mut person, &format!("{base}/sharing")).await;
    assert!(sharing.contains("Vous ne gardez rien secret"), "{sharing}");
    let fields = [("kind", "Condition"), ("id", "gout")];
    sends(&mut person, &format!("{base}/secret"), &fields, "/gout#secret").await;
    assert!(shown(&mut person, &entry).await.contains("Vous le gardez secret depuis le"));
    let sharing = shown(&mut person, &format!("{base}/sharing")).await;
    assert!(sharing.contains("Goutte") && !sharing.contains("Vous ne gardez rien secret"));
    // A professional does not show what the minor hid.
    let mut physician = house.logged_in(Role::Physician).await;
    let text = shown(&mut physician, &entry).await;
    assert!(text.contains("elle seule peut le leur montrer"), "{text}");
    let answer = physician.submit(&format!("{base}/secret/end"), &fields).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    let back = [("kind", "Condition"), ("id", "gout"), ("back", "sharing")];
    sends(&mut person, &format!("{base}/secret/end"), &back, "/sharing#secrets").await;
    sends(&mut person, &format!("{base}/secret/end"), &fields, "/gout#secret").await;
    // At the minor's request they hide it, and either shows it again.
    let button = "Cacher aux représentants légaux, à la demande du mineur";
    assert!(shown(&mut physician, &entry).await.contains(button));
    sends(&mut physician, &format!("{base}/secret"), &fields, "/gout#secret").await;
    for browser in [&mut physician, &mut person] {
        let text = shown(browser, &entry).await;
        assert!(text.contains("par Claire Vasseur") && text.contains("Leur montrer à nouveau"));
    }
    sends(&mut physician, &format!("{base}/secret/end"), &fields, "/gout#secret").await;
    let access = shown(&mut person, &format!("{base}/access")).await;
    assert!(access.contains("choix de ce qui est caché"), "{access}");
}

#[tokio::test]
async fn an_adult_of_whom_nobody_has_charge_is_offered_no_secret() {
    let (house, record) = house(ADULT).await;
    let base = format!("/records/{record}");
    let entry = format!("{base}/entries/Condition/gout");
    for role in [Role::Person, Role::Physician] {
        let mut browser = house.logged_in(role).await;
        let text = shown(&mut browser, &entry).await;
        assert!(!text.contains("Parents et représentants légaux"), "{text}");
        let fields = [("kind", "Condition"), ("id", "gout")];
        let answer = browser.submit(&format!("{base}/secret"), &fields).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
    }
    let mut person = house.logged_in(Role::Person).await;
    assert!(
        !shown(&mut person, &format!("{base}/sharing")).await.contains("Ce que vous gardez secret")
    );
}
