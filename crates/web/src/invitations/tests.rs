use askama::Template as _;
use axum::http::StatusCode;
use hygie_accounts::InvitationError;
use hygie_accounts::invitations::{
    Document, InvitationSeen, InvitationState, InvitationsSeen, Seen, WayIn,
};
use hygie_accounts::limits::FRESH_MILLIS;
use hygie_base::{RecordNo, Timestamp};
use hygie_gate::Role;

use super::letter::LetterPage;
use super::show::{ShowPage, Typed};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::{Frame, looks};
use crate::testing::{Browser, House, PASSWORD};

const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/renee"},
    "code":{"text":"Pénicillines"},"clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]}}"#;
const CHILD: &str = r#"{"resourceType":"Patient","id":"zoe","birthDate":"2024-05-05",
    "name":[{"family":"Petit","given":["Zoé"]}]}"#;

fn seen(state: InvitationState) -> InvitationSeen {
    InvitationSeen {
        id: "abc".to_owned(),
        state,
        seen: Some(Seen { document: Document::Other, words: HOSTILE.to_owned() }),
        delegation: None,
        by: "x".to_owned(),
        by_name: HOSTILE.to_owned(),
        by_of: HOSTILE.to_owned(),
        again: true,
        made: Timestamp(1_795_353_360_123),
        until: Timestamp(1_795_953_360_123),
    }
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    let at = Timestamp(1_795_353_360_123);
    let states = [
        InvitationState::Pending,
        InvitationState::Used(at),
        InvitationState::Expired,
        InvitationState::Withdrawn(at),
        InvitationState::Replaced(at),
    ];
    let refusals = [
        None,
        Some(InvitationError::NoIdentity),
        Some(InvitationError::Nameless),
        Some(InvitationError::AgeUnknown),
        Some(InvitationError::Minor),
        Some(InvitationError::Deceased),
    ];
    for lang in Lang::ALL {
        let page = sample(*lang);
        for way_in in [WayIn::None, WayIn::Account, WayIn::Suspended, WayIn::Professional] {
            for refused in refusals {
                let invitations = states.map(seen).to_vec();
                let wrong = Some(("words", HOSTILE.to_owned()));
                let typed =
                    Typed { document: "other".to_owned(), words: HOSTILE.to_owned(), wrong };
                let template = ShowPage {
                    page: &page,
                    frame: Frame::default(),
                    action: "/records/0123456789abcdef/invitations".to_owned(),
                    seen: InvitationsSeen { way_in, refused, invitations },
                    typed,
                    days: 15,
                    most: 100,
                };
                let html = keep(*lang, &template.render().unwrap());
                let open = refused.is_none() && matches!(way_in, WayIn::None | WayIn::Account);
                assert_eq!(html.contains("name=\"document\""), open, "{way_in:?} {refused:?}");
                let lost = open && way_in == WayIn::Account;
                assert_eq!(html.contains("name=\"lost\""), lost, "{way_in:?} {refused:?}");
                assert_eq!(html.matches("/withdraw\"").count(), 1, "the pending one alone");
            }
        }
        for (again, to) in [(true, Lang::Fr), (false, Lang::En)] {
            let to = crate::Page { lang: to, ..page.clone() };
            let template = LetterPage {
                page: &page,
                to: &to,
                name: HOSTILE,
                house: HOSTILE,
                site: HOSTILE.to_owned(),
                groups: vec!["7K3M", "2Q8X", "9VTB", "HD4R"],
                until: HOSTILE.to_owned(),
                today: HOSTILE.to_owned(),
                again,
                acts_for: again.then_some(HOSTILE),
                back: "/records/0123456789abcdef/invitations".to_owned(),
            };
            keep(*lang, &template.render().unwrap());
        }
    }
}

/// A house with Renée's record, and a browser of who receives her.
async fn desk(house: &House, role: Role) -> (Browser<'_>, RecordNo) {
    let record = house.write(&[RENEE, ALLERGY], "renee").await;
    house.account(role, None).await;
    (house.logged_in(role).await, record)
}

const CHECKED: [(&str, &str); 3] = [("document", "passport"), ("checked", "yes"), ("letter", "fr")];

/// The code of a letter.
pub(crate) fn code_of(html: &str) -> String {
    let (_, rest) = html.split_once("class=\"letter-code\"").unwrap();
    let line = rest.split("</p>").next().unwrap();
    let groups = line.split("<code>").skip(1).map(|part| part.split('<').next().unwrap());
    groups.collect::<Vec<_>>().join("-")
}

#[tokio::test]
async fn the_desk_gives_a_letter_once_and_sees_what_was_given() {
    for role in [Role::Secretary, Role::Physician] {
        let house = House::new();
        let (mut browser, record) = desk(&house, role).await;
        let path = format!("/records/{record}/invitations");
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        let html = keep(Lang::Fr, &page.html);
        assert!(html.contains("Aucun code n’a encore été remis"), "{html}");
        let letter = browser.submit(&path, &CHECKED).await;
        assert_eq!(letter.status, StatusCode::OK);
        let html = keep(Lang::Fr, &letter.html);
        let code = code_of(&html);
        assert_eq!(code.len(), 19, "{code}");
        for said in ["Renée Morel", "Cabinet des Lilas", "http://localhost:8080/activate"] {
            assert!(html.contains(said), "{said}");
        }
        let clinical = html.to_lowercase();
        assert!(!clinical.contains("nicilline") && !clinical.contains("1942"), "{html}");
        let again = browser.get(&path).await.html;
        assert!(again.contains("En attente") && !again.contains(&code), "shown once");
        let id = again.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let gone = browser.submit(&format!("{path}/withdraw"), &[("id", id)]).await;
        assert_eq!((gone.status, gone.to.as_str()), (StatusCode::SEE_OTHER, path.as_str()));
        assert!(browser.get(&path).await.html.contains("Retiré"));
        let late = browser.submit(&format!("{path}/withdraw"), &[("id", id)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        keep(Lang::Fr, &late.html);
    }
}

#[tokio::test]
async fn a_code_that_comes_late_is_not_given_and_asks_again_who_it_is() {
    let house = House::new();
    let (mut browser, record) = desk(&house, Role::Secretary).await;
    let path = format!("/records/{record}/invitations");
    house.world.clock.advance(FRESH_MILLIS);
    browser.stay().await;
    let late = browser.submit(&path, &CHECKED).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &late.html);
    assert!(html.contains("action=\"/confirm\"") && !html.contains("letter-code"), "{html}");
    assert!(browser.get(&path).await.html.contains("Aucun code n’a encore été remis"));
    browser.submit("/confirm", &[("password", PASSWORD)]).await;
    let letter = browser.submit(&path, &CHECKED).await;
    assert_eq!((letter.status, code_of(&letter.html).len()), (StatusCode::OK, 19));
}

#[tokio::test]
async fn without_a_checked_identity_there_is_no_code() {
    let house = House::new();
    let (mut browser, record) = desk(&house, Role::Secretary).await;
    let path = format!("/records/{record}/invitations");
    let check: [(&[(&str, &str)], &str); 4] = [
        (&[("checked", "yes")], "Choisissez le document"),
        (&[("document", "x"), ("checked", "yes")], "Choisissez le document"),
        (&[("document", "other"), ("words", " "), ("checked", "yes")], "quel autre document"),
        (&[("document", "passport")], "Cochez la case"),
    ];
    for (fields, says) in check {
        let answer = browser.submit(&path, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains(says) && !html.contains("letter-code"), "{html}");
    }
    assert!(browser.get(&path).await.html.contains("Aucun code n’a encore été remis"));
}

#[tokio::test]
async fn the_letter_speaks_the_language_of_its_reader() {
    let house = House::new();
    let (mut browser, record) = desk(&house, Role::Secretary).await;
    let path = format!("/records/{record}/invitations");
    let fields = [("document", "passport"), ("checked", "yes"), ("letter", "en")];
    let html = keep(Lang::Fr, &browser.submit(&path, &fields).await.html);
    assert!(html.contains("lang=\"en\"") && html.contains("Your access to your health record"));
    assert!(html.contains("Imprimez cette page"), "the desk reads its own");
}

#[tokio::test]
async fn nobody_else_invites() {
    let house = House::new();
    let record = house.write(&[RENEE], "renee").await;
    let path = format!("/records/{record}/invitations");
    for role in [Role::Administrator, Role::PrivacyOfficer, Role::SecurityOfficer, Role::Person] {
        house.account(role, Some(record).filter(|_| role == Role::Person)).await;
        let mut browser = house.logged_in(role).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{role:?}");
        let given = browser.submit(&path, &CHECKED).await;
        assert_eq!(given.status, StatusCode::FORBIDDEN, "{role:?}");
        let gone = browser.submit(&format!("{path}/withdraw"), &[("id", "x")]).await;
        assert_eq!(gone.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    // Who may not is told so before anything of the record is opened.
    let permit = house.app.gate.command_line("test");
    let traces = house.app.records.traces(&permit, record).await.unwrap();
    let opened = traces.iter().filter(|seen| seen.trace.what == looks::INVITATIONS);
    assert_eq!(opened.count(), 0);
    // An organisation that keeps nothing of the record finds no such record.
    house.foreign_account(Role::Physician).await;
    let mut away = house.logged_in(Role::Physician).await;
    assert_eq!(away.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(away.submit(&path, &CHECKED).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.browser().get(&path).await.status, StatusCode::SEE_OTHER, "nor a stranger");
}

#[tokio::test]
async fn a_child_is_not_invited_and_the_page_says_why() {
    let house = House::new();
    let record = house.write(&[CHILD], "zoe").await;
    house.account(Role::Secretary, None).await;
    let mut browser = house.logged_in(Role::Secretary).await;
    let path = format!("/records/{record}/invitations");
    let page = browser.get(&path).await;
    assert!(page.html.contains("moins de 18 ans") && !page.html.contains("name=\"document\""));
    let given = browser.submit(&path, &CHECKED).await;
    assert_eq!(given.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &given.html).contains("moins de 18 ans"));
}

#[tokio::test]
async fn who_has_access_is_offered_nothing_twice() {
    let house = House::new();
    let (mut browser, record) = desk(&house, Role::Secretary).await;
    house.account(Role::Person, Some(record)).await;
    let path = format!("/records/{record}/invitations");
    let page = browser.get(&path).await.html;
    assert!(page.contains("a déjà un accès") && page.contains("a perdu son accès"), "{page}");
    let given = browser.submit(&path, &CHECKED).await;
    assert_eq!(given.status, StatusCode::UNPROCESSABLE_ENTITY);
    let lost: Vec<(&str, &str)> = CHECKED.into_iter().chain([("lost", "yes")]).collect();
    let letter = browser.submit(&path, &lost).await;
    let html = keep(Lang::Fr, &letter.html);
    assert!(
        html.contains("Votre nouvel accès") && html.contains("Votre identifiant ne change pas")
    );
    let permit = house.app.gate.command_line("test");
    house.app.accounts.suspend(permit, "person").await.unwrap();
    assert!(browser.get(&path).await.html.contains("est suspendu"));
}
