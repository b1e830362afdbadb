mod life;
mod wards;

use askama::Template as _;
use axum::http::StatusCode;
use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_gate::acts::{ActError, Block, Oppose, Refuse};
use hygie_gate::rights::{Grounds, Link, Occasion, Party};
use hygie_gate::{Asker, Role, Ties, Ward};

use super::declaration::{Declaration, Typed};
use super::links::LinkRow;
use super::outside::OutsidePage;
use super::registering::Registering;
use super::shared::SharedPart;
use super::show::ShowPage;
use super::told;
use crate::Lang;
use crate::emergency::Emergency;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::record::{Frame, looks};
use crate::regulation::Regulation;
use crate::testing::{Answer, Browser, House, PASSWORD, person};

const DAY: i64 = 86_400_000;
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/renee"},
    "code":{"text":"Pénicillines"},"clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]}}"#;
const LETTER: &str = r#"{"resourceType":"DocumentReference","id":"d","status":"current",
    "description":"Pénicillines","subject":{"reference":"Patient/renee"},
    "content":[{"attachment":{"contentType":"text/plain","data":"UMOpbmljaWxsaW5lcw=="}}]}"#;
const YES: [(&str, &str); 2] = [("attested", "yes"), ("span", "day")];

/// Pages of a record that show health, by the rest of their address.
const CLINICAL: [&str; 8] = [
    "",
    "/timeline",
    "/timeline?kind=documents",
    "/entries/AllergyIntolerance/a",
    "/entries/AllergyIntolerance/a/versions/1",
    "/entries/DocumentReference/d/files/0",
    "/notes/new",
    "/apps",
];

/// A house that keeps Renée's record and never registered her.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[RENEE, ALLERGY, LETTER]).await;
    let record = house.app.records.record_of("renee").await.unwrap().unwrap();
    (house, record)
}

/// What the page says that stands in the place of others, checked for what it must not.
fn closed(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.html);
    outside(answer)
}

fn outside(answer: &Answer) -> String {
    let html = keep(Lang::Fr, &answer.html);
    assert!(html.contains("Vous ne prenez pas encore cette personne en charge"), "{html}");
    assert!(html.contains("MOREL Renée"), "who it is: {html}");
    assert!(!html.to_lowercase().contains("nicilline"), "nothing is released: {html}");
    assert!(!html.contains("Non renseigné"), "what is closed is not absent: {html}");
    assert!(html.contains("Non accessibles pour vous"), "{html}");
    html
}

async fn opens(browser: &mut Browser<'_>, record: RecordNo) {
    for rest in CLINICAL {
        let answer = browser.get(&format!("/records/{record}{rest}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{rest}: {}", answer.html);
    }
    let html = browser.get(&format!("/records/{record}")).await.html;
    assert!(html.contains("Pénicillines"), "{html}");
}

/// The account of that role, as rights name it.
async fn account(house: &House, role: Role) -> Party {
    let source = hygie_accounts::Source::default();
    let entered = house.app.accounts.enter(role.name(), PASSWORD, &source).await.unwrap();
    Party::account(entered.session.asker().unwrap())
}

#[tokio::test]
async fn without_a_care_link_every_page_says_so_and_shows_nothing() {
    let (house, record) = house().await;
    for role in [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        for rest in CLINICAL {
            let path = format!("/records/{record}{rest}");
            let html = closed(&browser.get(&path).await);
            assert!(html.contains("Aucun lien de prise en charge"), "{role:?} {rest}");
            assert!(html.contains(&format!("name=\"next\" value=\"{path}\"")), "{rest}: {html}");
            assert!(html.contains("name=\"attested\" value=\"yes\" required>"), "not ticked");
            assert_eq!(html.matches(" checked>").count(), 1, "one span is chosen");
        }
        for rest in ["/access", "/invitations", "/care"] {
            let answer = browser.get(&format!("/records/{record}{rest}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{role:?} {rest}");
            let html = keep(Lang::Fr, &answer.html);
            assert!(!html.to_lowercase().contains("nicilline"), "{rest}: {html}");
            assert!(!html.contains("Non renseigné"), "{rest}: {html}");
        }
    }
    let permit = house.app.gate.command_line("test");
    let traces = house.app.records.traces(&permit, record).await.unwrap();
    let opened = traces.iter().filter(|seen| seen.trace.what == looks::CLOSED);
    assert_eq!(opened.count(), 5 * CLINICAL.len(), "each face that was shown is traced");
}

#[tokio::test]
async fn who_declares_is_led_to_the_page_they_asked_for_until_it_ends() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let (declare, next) =
        (format!("/records/{record}/care/declare"), format!("/records/{record}/timeline"));
    let check: [(&[(&str, &str)], &str); 4] = [
        (&[("span", "day")], "Cochez la case"),
        (&[("attested", "no"), ("span", "day")], "Cochez la case"),
        (&[("attested", "yes")], "Choisissez pour combien de temps"),
        (&[("attested", "yes"), ("span", "decade")], "Choisissez pour combien de temps"),
    ];
    for (fields, says) in check {
        let all = [fields, &[("next", next.as_str())]].concat();
        let answer = browser.submit(&declare, &all).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        let html = outside(&answer);
        assert!(html.contains(says) && html.contains(&next), "{html}");
    }
    closed(&browser.get(&next).await);
    let answer = browser.submit(&declare, &[&YES[..], &[("next", next.as_str())]].concat()).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, next.as_str()));
    opens(&mut browser, record).await;
    let care = keep(Lang::Fr, &browser.get(&format!("/records/{record}/care")).await.html);
    assert!(care.contains("Votre déclaration") && !care.contains("name=\"attested\""), "{care}");

    house.world.clock.advance(DAY - 1);
    let mut browser = house.logged_in(Role::Physician).await;
    opens(&mut browser, record).await;
    house.world.clock.advance(1);
    let html = closed(&browser.get(&next).await);
    assert!(html.contains("a pris fin le"), "{html}");
    // A note that was being written is not lost.
    let note = [("kind", "11506-3"), ("date", "2026-11-21"), ("text", "Va mieux.")];
    let kept = browser.submit(&format!("/records/{record}/notes/new"), &note).await;
    assert_eq!(kept.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &kept.html);
    assert!(html.contains("la note n’est pas enregistrée") && html.contains("Va mieux."), "{html}");
    let started = browser.submit(&format!("/records/{record}/apps"), &[("client", "x")]).await;
    closed(&started);
}

#[tokio::test]
async fn nobody_is_led_out_of_the_record() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    for next in ["", "//evil.example", "https://evil.example", "/people"] {
        let fields = [&YES[..], &[("next", next)]].concat();
        let answer = browser.submit(&format!("/records/{record}/care/declare"), &fields).await;
        assert_eq!(answer.to, format!("/records/{record}"), "{next}");
    }
    for form in ["declare", "leave", "discharge"] {
        let answer = browser.get(&format!("/records/{record}/care/{form}")).await;
        assert_eq!(answer.to, format!("/records/{record}/care"), "{form}");
    }
}

#[tokio::test]
async fn a_declaration_is_ended_by_who_made_it() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.logged_in(Role::Physician).await;
    let care = format!("/records/{record}/care");
    browser.submit(&format!("{care}/declare"), &YES).await;
    let ended = browser.submit(&format!("{care}/leave"), &[]).await;
    assert_eq!((ended.status, ended.to.as_str()), (StatusCode::SEE_OTHER, care.as_str()));
    closed(&browser.get(&format!("/records/{record}")).await);
    for form in ["leave", "discharge"] {
        let again = browser.submit(&format!("{care}/{form}"), &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(keep(Lang::Fr, &again.html).contains("plus rien à quoi mettre fin"));
    }
}

#[tokio::test]
async fn what_the_person_refuses_is_said_and_no_form_is_shown() {
    for refusal in ["blocked", "refused", "opposed"] {
        let (house, record) = house().await;
        house.account(Role::Physician, None).await;
        house.account(Role::Person, Some(record)).await;
        let physician = account(&house, Role::Physician).await;
        let says = match refusal {
            "blocked" => {
                let (account, name) = (physician.id().to_owned(), "x".to_owned());
                house.decides(record, Block { account, name }).await;
                "vous a retiré l’accès"
            }
            "refused" => {
                house.decides(record, Refuse { party: physician }).await;
                "a refusé que vous consultiez"
            }
            _ => {
                house.decides(record, Oppose).await;
                "s’est opposée à son dossier partagé"
            }
        };
        let mut browser = house.logged_in(Role::Physician).await;
        let html = closed(&browser.get(&format!("/records/{record}/timeline")).await);
        assert!(html.contains(says) && !html.contains("name=\"attested\""), "{refusal}: {html}");
        let care = keep(Lang::Fr, &browser.get(&format!("/records/{record}/care")).await.html);
        assert!(care.contains(says) && !care.contains("name=\"attested\""), "{refusal}: {care}");
        let sent = browser.submit(&format!("/records/{record}/care/declare"), &YES).await;
        assert!(sent.status.is_client_error(), "{refusal}: {}", sent.status);
        closed(&browser.get(&format!("/records/{record}")).await);
    }
}

#[tokio::test]
async fn the_desk_registers_and_ends_for_all_of_its_professionals() {
    let (house, record) = house().await;
    for role in [Role::Secretary, Role::Physician] {
        house.account(role, None).await;
    }
    let care = format!("/records/{record}/care");
    let mut desk = house.logged_in(Role::Secretary).await;
    let html = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(
        html.contains("n’est pas enregistrée") && !html.contains("name=\"attested\""),
        "{html}"
    );
    assert!(desk.get(&format!("/records/{record}")).await.html.contains(&care), "it is led to");
    let today = house.world.clock.now().to_string();
    let check = [("2001-01-01", "Ce jour est passé"), ("2030-02-30", "Écrivez le dernier jour")];
    for (until, says) in check {
        let answer = desk.submit(&care, &[("until", until), ("informed", "yes")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains(says) && html.contains(until), "{html}");
        assert!(html.contains(
            "name=\"informed\" value=\"yes\" aria-describedby=\"informed-hint\" checked"
        ));
    }
    let done = desk.submit(&care, &[("until", &today[..10]), ("informed", "yes")]).await;
    assert_eq!((done.status, done.to.as_str()), (StatusCode::SEE_OTHER, care.as_str()));
    let html = keep(Lang::Fr, &desk.get(&care).await.html);
    assert!(html.contains("jusqu’au") && html.contains("Claire Vasseur"), "{html}");
    let mut physician = house.logged_in(Role::Physician).await;
    opens(&mut physician, record).await;
    let ended = desk.submit(&format!("{care}/discharge"), &[]).await;
    assert_eq!((ended.status, ended.to.as_str()), (StatusCode::SEE_OTHER, care.as_str()));
    closed(&physician.get(&format!("/records/{record}")).await);

    // Registered through today it ends at midnight, and without a day it does not.
    desk.submit(&care, &[("until", &today[..10])]).await;
    house.world.clock.advance(DAY);
    let mut physician = house.logged_in(Role::Physician).await;
    closed(&physician.get(&format!("/records/{record}")).await);
    let mut desk = house.logged_in(Role::Secretary).await;
    desk.submit(&care, &[]).await;
    assert!(desk.get(&care).await.html.contains("sans date de fin"));
    opens(&mut physician, record).await;
}

#[tokio::test]
async fn nobody_else_has_a_part_in_it() {
    let (house, record) = house().await;
    house.register(record, "lilas").await;
    let care = format!("/records/{record}/care");
    let officers = [Role::Administrator, Role::PrivacyOfficer, Role::SecurityOfficer];
    for role in officers.into_iter().chain([Role::Person]) {
        house.account(role, Some(record).filter(|_| role == Role::Person)).await;
        let mut browser = house.logged_in(role).await;
        assert_eq!(browser.get(&care).await.status, StatusCode::FORBIDDEN, "{role:?}");
        for form in ["", "/declare", "/leave", "/discharge"] {
            let answer = browser.submit(&format!("{care}{form}"), &YES).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?} {form}");
        }
    }
    house.account(Role::Secretary, None).await;
    let mut desk = house.logged_in(Role::Secretary).await;
    let declared = desk.submit(&format!("{care}/declare"), &YES).await;
    assert_eq!(declared.status, StatusCode::FORBIDDEN, "a secretary takes care of nobody");
    assert_eq!(house.browser().get(&care).await.status, StatusCode::SEE_OTHER, "nor a stranger");
    // An organisation that keeps nothing of the record finds no such record.
    house.foreign_account(Role::Physician).await;
    let mut away = house.logged_in(Role::Physician).await;
    for rest in CLINICAL.iter().chain(&["/care"]) {
        let answer = away.get(&format!("/records/{record}{rest}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{rest}");
        assert!(!answer.html.contains("MOREL"), "{rest}");
    }
    for form in ["", "/declare", "/leave", "/discharge"] {
        let answer = away.submit(&format!("{care}{form}"), &YES).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{form}");
    }
}

#[tokio::test]
async fn the_care_of_another_organisation_is_not_told() {
    let (house, record) = house().await;
    house.register(record, "tilleuls").await;
    for role in [Role::Secretary, Role::Physician] {
        house.account(role, None).await;
        let mut browser = house.logged_in(role).await;
        let html = keep(Lang::Fr, &browser.get(&format!("/records/{record}/care")).await.html);
        assert!(html.contains("n’est pas enregistrée") && !html.contains("depuis le"), "{html}");
    }
}

fn link(end: Option<Timestamp>) -> Link {
    let party = Party::Account { id: "x".into(), name: HOSTILE.into() };
    let start = Timestamp(1_795_353_360_123);
    let occasion = Some(Occasion::Appointment);
    Link { by: party.clone(), party, grounds: Grounds::Registered, occasion, start, end }
}

#[test]
fn what_cannot_be_is_said_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        let errors = [
            ActError::Ended,
            ActError::TooLong,
            ActError::Refused,
            ActError::Nothing,
            ActError::TooFar,
            ActError::Endless,
            ActError::Past,
            ActError::Links,
            ActError::Consents,
            ActError::Name,
            ActError::Closed,
            ActError::Unconsented,
            ActError::Unregistered,
        ];
        for error in errors {
            assert!(!page.t(told::key(error)).contains('⟦'), "{error:?}");
        }
    }
}

/// A link of the house that runs, and one to a ward that is to come.
fn registered(end: Option<Timestamp>) -> Vec<Link> {
    let party = Party::Ward {
        id: "w".into(),
        name: HOSTILE.into(),
        organisation: "lilas".into(),
        of: HOSTILE.into(),
    };
    let coming = Link { party, start: Timestamp(4_102_444_800_000), ..link(end) };
    vec![Link { occasion: None, ..link(end) }, coming]
}

#[tokio::test]
async fn pages_keep_their_promises_in_both_languages() {
    let (house, record) = house().await;
    let asker = Asker { role: Role::Physician, organisation: "lilas".into(), ..person(record) };
    let base = house.app.gate.ties(&asker, record).await.unwrap();
    let wrong = || Some(("until", HOSTILE.to_owned()));
    for lang in Lang::ALL {
        let page = sample(*lang);
        for (refused, wrong) in [("", None), (HOSTILE, wrong()), ("", wrong())] {
            let declaration = || Declaration {
                action: "/records/0123456789abcdef/care/declare".to_owned(),
                refused: refused.to_owned(),
                typed: Typed { wrong: wrong.clone(), ..Typed::new(HOSTILE) },
            };
            let emergency = Emergency {
                until: HOSTILE.to_owned(),
                reason: HOSTILE.to_owned(),
                end: "/records/0123456789abcdef/emergency/end".to_owned(),
            };
            let call = Regulation {
                until: HOSTILE.to_owned(),
                reason: HOSTILE.to_owned(),
                end: "/records/0123456789abcdef/regulation/end".to_owned(),
            };
            let template = OutsidePage {
                page: &page,
                frame: Frame {
                    emergency: Some(emergency),
                    regulation: Some(call),
                    ..Frame::default()
                },
                why: HOSTILE.to_owned(),
                declaration: declaration(),
                care: "/records/0123456789abcdef/care".to_owned(),
                emergency: "/records/0123456789abcdef/emergency".to_owned(),
                regulation: Some("/records/0123456789abcdef/regulation".to_owned()),
            };
            let html = keep(*lang, &template.render().unwrap());
            assert_eq!(html.contains("name=\"attested\""), refused.is_empty());
            for end in [None, Some(Timestamp(1_795_953_360_123))] {
                for (registered, own) in [(vec![], Some(link(end))), (registered(end), None)] {
                    let asks = own.is_none();
                    let ties = Ties { registered, ..base.clone() };
                    let template = ShowPage {
                        page: &page,
                        frame: Frame::default(),
                        action: "/records/0123456789abcdef/care".to_owned(),
                        house: HOSTILE,
                        shared: SharedPart::of(&page, &base),
                        links: LinkRow::all(&page, &ties),
                        own,
                        wards: vec![Ward { id: "w".into(), name: HOSTILE.into() }],
                        registering: Registering { wrong: wrong.clone(), ..Registering::default() },
                        today: "2026-11-25".to_owned(),
                        declaration: asks.then(declaration),
                    };
                    keep(*lang, &template.render().unwrap());
                }
            }
        }
    }
}
