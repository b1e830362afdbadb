use askama::Template as _;
use axum::http::StatusCode;
use hygie_accounts::invitations::{Document, NewInvitation, Seen};
use hygie_base::{ExposeSecret as _, RecordNo};
use hygie_gate::Role;

use super::choose::ChoosePage;
use super::code::CodePage;
use super::welcome::WelcomePage;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House, PASSWORD};
use crate::{Lang, Page};

const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const OTHER: &str = "lampe orage sentier";

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = Page { who: None, ..sample(*lang) };
        for wrong in [None, Some(("code", HOSTILE.to_owned()))] {
            keep(*lang, &CodePage { page: &page, wrong, signed: false }.render().unwrap());
        }
        for (theirs, field) in [(None, "login"), (Some(HOSTILE), "new-password")] {
            let wrong = Some((field, HOSTILE.to_owned()));
            let (code, login, least) = (HOSTILE, HOSTILE, 12);
            let delegate = theirs.is_none();
            let template = ChoosePage { page: &page, code, login, theirs, delegate, least, wrong };
            let html = keep(*lang, &template.render().unwrap());
            assert_eq!(html.contains("readonly"), theirs.is_some());
        }
        for protected in [true, false] {
            let page = sample(*lang);
            let html = WelcomePage { page: &page, protected }.render().unwrap();
            assert_eq!(keep(*lang, &html).contains("href=\"/enrol\""), !protected);
        }
    }
}

/// A code for the person of a record.
async fn code(house: &House, record: RecordNo, lost: bool) -> String {
    let operator = || house.app.gate.command_line("test");
    let view = house.app.records.view(&operator(), record, "invitation").await.unwrap();
    let seen = Seen::new(Document::Passport, "").unwrap();
    let invited = house.app.accounts.invite(operator(), &view, NewInvitation { seen, lost });
    invited.await.unwrap().code.expose_secret().to_owned()
}

/// The forms of the first log-in, filled in.
async fn activate(
    browser: &mut Browser<'_>,
    code: &str,
    login: &str,
    password: &str,
) -> (StatusCode, String) {
    let first = browser.post("/activate", &[("code", code)]).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.html);
    let html = keep(Lang::Fr, &first.html);
    assert!(html.contains(&format!("name=\"code\" value=\"{code}\"")), "{html}");
    let fields = [
        ("code", code),
        ("login", login),
        ("new-password", password),
        ("again-password", password),
    ];
    let answer = browser.post("/activate/account", &fields).await;
    (answer.status, answer.to)
}

#[tokio::test]
async fn a_person_comes_in_by_the_code_and_then_by_their_password() {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    house.account(Role::Nurse, None).await;
    let code = code(&house, record, false).await;
    let mut browser = house.browser();
    assert!(browser.get("/login").await.html.contains("href=\"/activate\""));
    keep(Lang::Fr, &browser.get("/activate").await.html);
    let (status, to) = activate(&mut browser, &code, "renee.morel", PASSWORD).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/welcome"));
    let welcome = keep(Lang::Fr, &browser.get("/welcome").await.html);
    assert!(welcome.contains("href=\"/enrol\"") && welcome.contains("Renée Morel"), "{welcome}");
    assert_eq!(browser.get("/").await.to, format!("/records/{record}"));
    let looked = browser.get(&format!("/records/{record}/access")).await.html;
    assert!(looked.contains("Accès ouvert avec le code remis"), "{looked}");
    assert!(looked.contains("Code d’accès remis à la personne, identité vérifiée"), "{looked}");
    let signed = browser.get("/activate").await.html;
    assert!(signed.contains("Agir au nom d’une autre personne"), "{signed}");
    let mut again = house.browser();
    let log_in = again.post("/login", &[("login", "renee.morel"), ("password", PASSWORD)]).await;
    assert_eq!(log_in.to, "/");
    // The code is used.
    let used = house.browser().post("/activate", &[("code", &code)]).await;
    assert_eq!(used.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_slip_is_told_and_of_every_other_wrong_code_the_same() {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    house.account(Role::Nurse, None).await;
    let right = code(&house, record, false).await;
    let replaced = right.clone();
    let right = code(&house, record, false).await;
    let last = if right.ends_with('0') { "2" } else { "0" };
    let slip = format!("{}{last}", &right[..18]);
    let mut browser = house.browser();
    for typed in [slip.as_str(), "", "abcd"] {
        let answer = browser.post("/activate", &[("code", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("mal recopié"), "{html}");
        assert!(typed.is_empty() || !html.contains(&format!("\"{typed}\"")), "half a secret");
    }
    let mut pages = Vec::new();
    let other = "0000-0000-0000-0000";
    for typed in [replaced.as_str(), other] {
        let answer = browser.post("/activate", &[("code", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{typed}");
        pages.push(keep(Lang::Fr, &answer.html));
    }
    house.world.clock.advance(15 * 24 * 3_600_000);
    pages.push(browser.post("/activate", &[("code", &right)]).await.html);
    pages.dedup();
    assert_eq!(pages.len(), 1, "one answer for all");
    assert!(pages[0].contains("Demandez-en un nouveau à l’accueil"), "{}", pages[0]);
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn what_is_wrong_of_login_or_password_is_said_at_its_field() {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    house.account(Role::Nurse, None).await;
    let code = code(&house, record, false).await;
    let mut browser = house.browser();
    let check: [(&str, &str, &str, &str); 4] = [
        ("re nee", PASSWORD, PASSWORD, "login"),
        ("nurse", PASSWORD, PASSWORD, "login"),
        ("renee", "court", "court", "new-password"),
        ("renee", PASSWORD, OTHER, "again-password"),
    ];
    for (login, password, again, field) in check {
        let fields = [
            ("code", code.as_str()),
            ("login", login),
            ("new-password", password),
            ("again-password", again),
        ];
        let answer = browser.post("/activate/account", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        let html = keep(Lang::Fr, &answer.html);
        let input = html.split(&format!("id=\"{field}\"")).nth(1).unwrap();
        let input = input.split('>').next().unwrap();
        assert!(input.contains("aria-invalid=\"true\""), "{field}: {input}");
        assert!(html.contains(&format!("value=\"{login}\"")) && !html.contains(PASSWORD));
    }
    let (status, _) = activate(&mut browser, &code, "renee", PASSWORD).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "the code still works");
}

#[tokio::test]
async fn who_lost_the_way_in_gets_it_back_under_the_same_login() {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    house.account(Role::Person, Some(record)).await;
    let mut thief = house.logged_in(Role::Person).await;
    let code = code(&house, record, true).await;
    let mut browser = house.browser();
    let first = browser.post("/activate", &[("code", &code)]).await;
    assert!(first.html.contains("value=\"person\"") && first.html.contains("readonly"));
    let (status, _) = activate(&mut browser, &code, "another", OTHER).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(thief.get("/account").await.to, "/login?next=/account", "every session ended");
    let fields = |password| [("login", "person"), ("password", password)];
    let old = house.browser().post("/login", &fields(PASSWORD)).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.browser().post("/login", &fields(OTHER)).await.to, "/");
    let looked = browser.get(&format!("/records/{record}/access")).await.html;
    assert!(looked.contains("Accès retrouvé avec un nouveau code"), "{looked}");
}

#[tokio::test]
async fn the_session_of_before_ends_and_a_form_from_elsewhere_is_not_taken() {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    house.account(Role::Secretary, None).await;
    let code = code(&house, record, false).await;
    let mut shared = house.logged_in(Role::Secretary).await;
    let before = shared.cookies["__Host-hygie"].clone();
    let (status, _) = activate(&mut shared, &code, "renee", PASSWORD).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let mut old = house.browser();
    old.cookies.insert("__Host-hygie".to_owned(), before);
    assert_eq!(old.get("/account").await.to, "/login?next=/account");
    let elsewhere = ("sec-fetch-site", "cross-site");
    let mut foreign = house.browser();
    let sent = foreign.send_with(axum::http::Method::POST, "/activate", elsewhere).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_works_here_is_not_welcomed_as_a_person() {
    let house = House::new();
    house.account(Role::Nurse, None).await;
    assert_eq!(house.logged_in(Role::Nurse).await.get("/welcome").await.to, "/");
    assert_eq!(house.browser().get("/welcome").await.to, "/login?next=/welcome");
}
