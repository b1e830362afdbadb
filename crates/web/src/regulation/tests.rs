mod callers;

use askama::Template as _;
use axum::http::StatusCode;
use hygie_accounts::{Kind, Source, Vouched, Vouching};
use hygie_base::{ExposeSecret as _, RecordNo};
use hygie_gate::Role;
use hygie_gate::acts::{ActError, Block, InEmergencies};
use hygie_gate::limits::{CALL_MINUTES, CALL_REASON_LEAST, CALL_REASON_MOST};
use hygie_gate::rights::Emergencies;

use super::form::{FormPage, Typed};
use crate::Lang;
use crate::page::promises::{HOSTILE, keep, sample};
use crate::testing::{Browser, House};

const LASTS: i64 = CALL_MINUTES * 60_000;
const RENEE: &str = r#"{"resourceType":"Patient","id":"renee","birthDate":"1942-03-12",
    "name":[{"family":"Morel","given":["Renée"]}]}"#;
const OWN: &str = r#"{"resourceType":"Patient","id":"elsewhere","birthDate":"1950-01-02",
    "name":[{"family":"Durand","given":["Paul"]}]}"#;
const REPORT: &str = r#"{"resourceType":"Observation","id":"o","status":"final",
    "category":[{"coding":[{"code":"laboratory",
    "system":"http://terminology.hl7.org/CodeSystem/observation-category"}]}],
    "code":{"text":"Glycémie"},"subject":{"reference":"Patient/renee"}}"#;
const REASON: &str = "Appel 4512, malaise";
const YES: [(&str, &str); 2] = [("confirmed", "yes"), ("reason", REASON)];

/// A house of which another organisation keeps Renée's record, who has an account.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    house.write_for("lilas", &[RENEE, REPORT]).await;
    let record = house.app.records.record_of("renee").await.unwrap().unwrap();
    house.account(Role::Person, Some(record)).await;
    (house, record)
}

fn at(record: RecordNo) -> String {
    format!("/records/{record}/regulation")
}

impl House {
    /// A browser in which somebody of that role logged in with a provider that says whether
    /// they regulate.
    async fn came(&self, role: Role, regulates: bool) -> Browser<'_> {
        let (issuer, subject) = ("https://psc.example".to_owned(), role.name().to_owned());
        let accounts = &self.app.accounts;
        let permit = self.app.gate.command_line("test");
        // Bound already when they come again.
        let _ = accounts.bind_provider_of(permit, role.name(), &issuer, &subject).await;
        let (vouching, kind) = (Vouching::Two, Kind::Professionals);
        let claimed = Vec::new();
        let vouched =
            Vouched { issuer, subject, vouching, kind, claimed, regulates, log_out: None };
        let come = accounts.log_in_with_provider(&vouched, &Source::default()).await.unwrap();
        let mut browser = self.browser();
        let cookie = come.cookie.expose_secret().to_owned();
        browser.cookies.insert("__Host-hygie".to_owned(), cookie);
        browser
    }
}

#[tokio::test]
async fn who_regulates_opens_the_record_for_a_call_and_ends_it() {
    let (house, record) = house().await;
    house.foreign_account(Role::Physician).await;
    let mut browser = house.came(Role::Physician, true).await;
    let path = format!("/records/{record}");
    for path in [path.as_str(), "/records/00000000000000aa"] {
        let absent = browser.get(path).await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        assert!(absent.html.contains(&format!("\"{path}/regulation\"")), "said of either");
    }
    let form = keep(Lang::Fr, &browser.get(&at(record)).await.html);
    assert!(form.contains("Régulation médicale (centre 15)"), "{form}");
    assert!(!form.contains("MOREL") && !form.contains("Glycémie"), "nobody is named: {form}");
    let timeline = format!("{path}/timeline");
    let fields = [&YES[..], &[("next", timeline.as_str())]].concat();
    let open = browser.submit(&at(record), &fields).await;
    assert_eq!((open.status, open.to.as_str()), (StatusCode::SEE_OTHER, timeline.as_str()));
    for rest in ["", "/timeline", "/entries/Observation/o", "/care", "/access"] {
        let answer = browser.get(&format!("{path}{rest}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{rest}");
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("Dossier ouvert pour la régulation médicale"), "{rest}: {html}");
        assert!(html.contains(REASON), "{rest}");
        assert!(html.contains(&format!("action=\"{}/end\"", at(record))), "{rest}");
    }
    assert!(browser.get(&timeline).await.html.contains("Glycémie"));
    let started = browser.submit(&format!("{path}/apps"), &[("client", "x")]).await;
    assert_eq!(started.status, StatusCode::FORBIDDEN, "no app comes by it");
    assert_eq!(browser.get(&at(record)).await.to, path, "who is in already goes on");
    let end = format!("{}/end", at(record));
    assert_eq!(browser.get(&end).await.to, path);
    assert_eq!(browser.submit(&end, &[]).await.to, "/");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.submit(&end, &[]).await.to, "/", "twice is once");
    // The person is told, and may read who looked.
    let mut person = house.logged_in(Role::Person).await;
    let html = keep(Lang::Fr, &person.get(&path).await.html);
    let told = "Ada Martin, Les Tilleuls a ouvert votre dossier pour un appel au centre 15";
    assert!(html.contains(told), "{html}");
    assert!(!html.contains("Dossier ouvert pour la régulation"), "it is not their call");
    let looked = keep(Lang::Fr, &person.get(&format!("{path}/access")).await.html);
    assert!(looked.contains("a ouvert votre dossier pour un appel au centre 15"), "{looked}");
    assert!(looked.contains("régulation médicale (centre 15)") && !looked.contains(REASON));
}

#[tokio::test]
async fn it_lasts_so_long_and_ends_with_the_session() {
    let (house, record) = house().await;
    house.foreign_account(Role::Physician).await;
    let path = format!("/records/{record}");
    let mut browser = house.came(Role::Physician, true).await;
    assert_eq!(browser.submit(&at(record), &YES).await.to, path);
    // The same account in another session, whose log-in says nothing of it.
    for mut other in
        [house.logged_in(Role::Physician).await, house.came(Role::Physician, false).await]
    {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    house.world.clock.advance(LASTS - 1);
    let mut browser = house.came(Role::Physician, true).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::OK, "to the millisecond");
    house.world.clock.advance(1);
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// What one's own organisation keeps is opened by the care link.
#[tokio::test]
async fn of_the_own_organisation_who_the_person_is_and_no_more() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.came(Role::Physician, true).await;
    let path = format!("/records/{record}");
    let closed = browser.get(&path).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(closed.html.contains(&format!("\"{}\"", at(record))), "it is led to");
    let form = keep(Lang::Fr, &browser.get(&at(record)).await.html);
    assert!(form.contains("MOREL Renée") && !form.contains("Glycémie"), "{form}");
    assert_eq!(browser.submit(&at(record), &YES).await.to, path);
    let html = keep(Lang::Fr, &browser.get(&path).await.html);
    assert!(html.contains("Dossier ouvert pour la régulation") && !html.contains("Glycémie"));
    let mut plain = house.logged_in(Role::Physician).await;
    let closed = plain.get(&path).await;
    assert!(!closed.html.contains("/regulation"), "nobody else is led there");
}

#[tokio::test]
async fn the_search_leads_there_who_regulates() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.came(Role::Physician, true).await;
    browser.submit("/people", &[("q", "morel renee")]).await;
    let html = keep(Lang::Fr, &browser.get("/people").await.html);
    assert!(html.contains(&format!("href=\"{}\"", at(record))), "{html}");
    let mut plain = house.logged_in(Role::Physician).await;
    plain.submit("/people", &[("q", "morel renee")]).await;
    let html = plain.get("/people").await.html;
    assert!(html.contains("MOREL") && !html.contains("/regulation"), "{html}");
}

#[tokio::test]
async fn without_the_claim_it_is_refused_whatever_is_sent() {
    let (house, record) = house().await;
    house.write_for("lilas", &[OWN]).await;
    let nowhere = "/records/00000000000000aa".to_owned();
    for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::System | Role::Delegate))
    {
        if role != Role::Person {
            house.foreign_account(role).await;
        }
        let mut browser = house.logged_in(role).await;
        assert!(!browser.get(&nowhere).await.html.contains("/regulation"), "{role:?}");
        for path in [at(record), format!("{nowhere}/regulation")] {
            let page = browser.get(&path).await;
            let sent = browser.submit(&path, &YES).await;
            let half = browser.submit(&path, &[("reason", REASON)]).await;
            for answer in [page, sent, half] {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?}");
                let html = keep(Lang::Fr, &answer.html);
                assert!(html.contains("n’indique pas que vous assurez la régulation"), "{html}");
                assert!(!html.contains("MOREL"), "{role:?}");
            }
        }
    }
    let stranger = house.browser().get(&at(record)).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER, "and a stranger logs in first");
    let rights = house.app.gate.rights(&crate::testing::person(record), record).await.unwrap();
    assert!(rights.calls.is_empty());
}

#[tokio::test]
async fn what_is_missing_is_said_and_what_was_typed_is_kept() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let mut browser = house.came(Role::Physician, true).await;
    let (short, long) = ("é".repeat(CALL_REASON_LEAST - 1), "é".repeat(CALL_REASON_MOST + 1));
    let check = [
        (vec![("reason", REASON)], "Cochez la case"),
        (vec![("confirmed", "no"), ("reason", REASON)], "Cochez la case"),
        (vec![("confirmed", "yes"), ("reason", short.as_str())], "Écrivez le numéro"),
        (vec![("confirmed", "yes"), ("reason", long.as_str())], "Écrivez le numéro"),
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
async fn what_the_person_refuses_is_said_in_plain_words() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let opposes = Emergencies { opposes_regulation: true, ..Emergencies::default() };
    house.decides(record, InEmergencies(opposes)).await;
    let mut browser = house.came(Role::Physician, true).await;
    for answer in [browser.get(&at(record)).await, browser.submit(&at(record), &YES).await] {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let html = keep(Lang::Fr, &answer.html);
        assert!(html.contains("opposée à l’accès du centre de régulation"), "{html}");
    }
    house.decides(record, InEmergencies(Emergencies::default())).await;
    let permit = house.app.gate.command_line("test");
    let account = house.app.accounts.show(&permit, Role::Physician.name()).await;
    let account = account.unwrap().unwrap().id;
    house.decides(record, Block { account, name: "Claire".into() }).await;
    let blocked = browser.submit(&at(record), &YES).await;
    assert_eq!(blocked.status, StatusCode::FORBIDDEN);
    assert!(keep(Lang::Fr, &blocked.html).contains("bloqué"), "{}", blocked.html);
}

/// The person sees what a regulator would, whom nobody here knows.
#[tokio::test]
async fn the_person_sees_as_the_regulation_centre() {
    let (house, record) = house().await;
    let mut person = house.logged_in(Role::Person).await;
    let path = format!("/records/{record}/sharing");
    let page = keep(Lang::Fr, &person.get(&path).await.html);
    assert!(page.contains(&format!("{path}/regulation-centre")), "{page}");
    let seen = keep(Lang::Fr, &person.get(&format!("{path}/regulation-centre")).await.html);
    assert!(seen.contains("Le centre 15, qui régule un appel") && seen.contains("Glycémie"));
    let opposes = Emergencies { opposes_regulation: true, ..Emergencies::default() };
    house.decides(record, InEmergencies(opposes)).await;
    let seen = keep(Lang::Fr, &person.get(&format!("{path}/regulation-centre")).await.html);
    assert!(!seen.contains("Glycémie") && seen.contains("centre de régulation"), "{seen}");
}

#[test]
fn pages_keep_their_promises_in_both_languages() {
    for lang in Lang::ALL {
        let page = sample(*lang);
        let typed = || Typed { next: HOSTILE.into(), reason: HOSTILE.into(), ..Typed::default() };
        let mut all = vec![typed(), typed().unconfirmed(&page)];
        for error in [ActError::CallReason, ActError::Calls, ActError::Nothing] {
            all.push(typed().refused(&page, error));
        }
        for (typed, name) in all.into_iter().zip(["", HOSTILE].into_iter().cycle()) {
            let template = FormPage {
                page: &page,
                action: "/records/0123456789abcdef/regulation".into(),
                back: "/records/0123456789abcdef",
                name: name.into(),
                until: HOSTILE.into(),
                minutes: CALL_MINUTES,
                least: CALL_REASON_LEAST,
                most: CALL_REASON_MOST,
                typed,
            };
            let html = keep(*lang, &template.render().unwrap());
            assert!(!html.contains('⟦'));
        }
    }
}
