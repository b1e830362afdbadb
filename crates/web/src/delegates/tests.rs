//! Somebody acts for a person, over the real services: invited by the person or at the
//! desk, let in by a code, told for whom they act, and told when nothing is open.

mod desk;
mod kept;
mod pages;

use axum::http::StatusCode;
use hygie_base::RecordNo;
use hygie_gate::Role;
use hygie_gate::acts::{Appoint, Entrust};
use hygie_gate::rights::{Capacity, Reach};

use crate::Lang;
use crate::invitations::tests::code_of;
use crate::page::promises::keep;
use crate::record::tests::JEANNE;
use crate::testing::{Browser, House, PASSWORD, desk, new_account};

const ALLERGY: &str = r#"{"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/jeanne"},
    "code":{"text":"Pénicillines"},"clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]}}"#;
const CHILD: &str = r#"{"resourceType":"Patient","id":"zoe","birthDate":"2012-05-05",
    "name":[{"family":"Petit","given":["Zoé"]}]}"#;
const DAY: i64 = 24 * 3_600_000;

/// A house with Jeanne's record, which she reads herself.
async fn house() -> (House, RecordNo) {
    let house = House::new();
    let record = house.write(&[JEANNE, ALLERGY], "jeanne").await;
    house.account(Role::Person, Some(record)).await;
    (house, record)
}

/// The desk appoints somebody, whose id is that of the capacity.
async fn appoint(house: &House, record: RecordNo, capacity: Capacity, days: i64) {
    let end = hygie_base::Timestamp(house.app.clock.now().0 + days * DAY);
    let act = Appoint {
        id: capacity.name().to_owned(),
        capacity,
        name: "Inès Martin".to_owned(),
        reach: Reach::Whole,
        start: None,
        end: Some(end),
        majority: Some(end),
    };
    house.app.gate.decide(&desk(), record, &act).await.unwrap();
}

/// A carer of the person, whose id is `carer`.
async fn entrust(house: &House, record: RecordNo, reach: Reach) {
    let (id, name) = ("carer".to_owned(), "Paul Roux".to_owned());
    house.decides(record, Entrust { id, name, reach, end: None }).await;
}

/// A browser of who acts by this delegation.
async fn holder<'a>(house: &'a House, record: RecordNo, delegation: &str) -> Browser<'a> {
    let permit = house.app.gate.command_line("test");
    let mut new = new_account(Role::Delegate, "delegate", Some(record));
    new.delegation = Some(delegation.to_owned());
    house.app.accounts.create_with_password(&permit, new, PASSWORD).await.unwrap();
    house.logged_in(Role::Delegate).await
}

/// The forms of the first log-in, by the code of a letter.
async fn activate(browser: &mut Browser<'_>, code: &str, login: &str) {
    let first = browser.post("/activate", &[("code", code)]).await;
    let html = keep(Lang::Fr, &first.html);
    assert!(html.contains("Vous avez déjà un compte ici"), "{html}");
    let fields = [
        ("code", code),
        ("login", login),
        ("new-password", PASSWORD),
        ("again-password", PASSWORD),
    ];
    let answer = browser.post("/activate/account", &fields).await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/welcome"));
}

/// The first of what a part of the page's forms names.
fn id_of(html: &str, form: &str) -> String {
    let (_, rest) = html.split_once(form).unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn shown(browser: &mut Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.html);
    keep(Lang::Fr, &answer.html)
}

#[tokio::test]
async fn a_person_invites_a_carer_who_reads_until_it_is_ended() {
    let (house, record) = house().await;
    let home = format!("/records/{record}");
    let sharing = &format!("{home}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    assert!(shown(&mut person, sharing).await.contains("Personne n’agit pour vous"));
    let fields = [("name", "Paul Roux"), ("reach", "reading"), ("until", ""), ("letter", "fr")];
    let letter = person.submit(&format!("{sharing}/carers"), &fields).await;
    assert_eq!(letter.status, StatusCode::OK, "{}", letter.html);
    let html = keep(Lang::Fr, &letter.html);
    let code = code_of(&html);
    assert!(html.contains("Paul Roux") && html.contains("Jeanne Morel"), "{html}");
    assert!(!html.contains("nicilline") && !html.contains("1942"), "nothing of health");
    let listed = shown(&mut person, sharing).await;
    assert!(listed.contains("code remis, valable jusqu’au") && !listed.contains(&code));

    let mut carer = house.browser();
    activate(&mut carer, &code, "paul").await;
    assert!(shown(&mut carer, "/welcome").await.contains("pour qui vous agissez"));
    assert_eq!(carer.get("/").await.to, home);
    let page = shown(&mut carer, &home).await;
    assert!(page.contains("Vous agissez pour Jeanne Morel (aidant)"), "{page}");
    assert!(page.contains("nicilline"), "{page}");
    for closed in ["sharing", "access", "apps", "notes/new", "care", "invitations"] {
        assert!(!page.contains(&format!("{home}/{closed}\"")), "{closed}: {page}");
    }
    for open in ["timeline", "acting", "entries/AllergyIntolerance/a"] {
        let html = shown(&mut carer, &format!("{home}/{open}")).await;
        assert!(html.contains("Vous agissez pour Jeanne Morel (aidant)"), "{open}: {html}");
    }
    for other in ["/account", "/password", "/activity"] {
        let html = shown(&mut carer, other).await;
        assert!(html.contains("Vous agissez pour Jeanne Morel (aidant)"), "{other}: {html}");
    }
    let closed =
        ["sharing", "access", "apps", "care", "invitations", "representatives", "notes/new"];
    for closed in closed {
        let status = carer.get(&format!("{home}/{closed}")).await.status;
        assert_eq!(status, StatusCode::FORBIDDEN, "{closed}");
    }

    let looked = shown(&mut person, &format!("{home}/access")).await;
    for told in ["Accès ouvert par qui agit pour la personne", "agit pour une personne"] {
        assert!(looked.contains(told), "{told}: {looked}");
    }
    let listed = shown(&mut person, sharing).await;
    assert!(listed.contains("code utilisé le"), "{listed}");
    let id = id_of(&listed, "/carers/end");
    let ended = person.submit(&format!("{sharing}/carers/end"), &[("id", &id)]).await;
    assert!(ended.to.ends_with("#delegates"), "{}", ended.html);
    let closed = carer.get(&home).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    let html = keep(Lang::Fr, &closed.html);
    assert!(html.contains("a pris fin") && !html.contains("Jeanne"), "{html}");
    let account = shown(&mut carer, "/account").await;
    assert!(account.contains("au nom d’une autre personne (aidant)"), "{account}");
}

#[tokio::test]
async fn who_has_an_account_takes_it_up_there_and_chooses_for_whom() {
    let (house, record) = house().await;
    house.account(Role::Physician, None).await;
    let sharing = format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    let fields = [("name", "Claire Vasseur"), ("reach", "reading"), ("letter", "en")];
    let letter = person.submit(&format!("{sharing}/carers"), &fields).await.html;
    assert!(letter.contains("An access to act for somebody"), "{letter}");
    let code = code_of(&letter);
    // The person does not act for themselves.
    let asked = person.post("/activate", &[("code", &code)]).await;
    assert!(keep(Lang::Fr, &asked.html).contains("action=\"/activate/join\""));
    let own = person.submit("/activate/join", &[("code", &code)]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keep(Lang::Fr, &own.html).contains("personne n’agit pour soi-même"));

    let mut physician = house.logged_in(Role::Physician).await;
    shown(&mut physician, "/activate").await;
    let asked = physician.post("/activate", &[("code", &code)]).await;
    assert!(asked.html.contains("Claire Vasseur"), "{}", asked.html);
    let forged = physician.post("/activate/join", &[("code", &code)]).await;
    assert_ne!(forged.status, StatusCode::SEE_OTHER, "without the token of the session");
    let joined = physician.submit("/activate/join", &[("code", &code)]).await;
    assert_eq!((joined.status, joined.to.as_str()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(physician.get("/").await.to, format!("/records/{record}"));
    let chooser = shown(&mut physician, "/activity").await;
    assert!(chooser.contains("Vous agissez pour Jeanne Morel (aidant)</bdi>"), "{chooser}");
    assert!(chooser.contains("médecin"), "{chooser}");
    let used = physician.submit("/activate/join", &[("code", &code)]).await;
    assert_eq!(used.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_cannot_be_is_said_and_changes_nothing() {
    let (house, record) = house().await;
    let sharing = format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    let invite = format!("{sharing}/carers");
    let check: [(&[(&str, &str)], &str); 5] = [
        (&[("name", ""), ("reach", "reading")], "Écrivez un nom"),
        (&[("name", "a\u{202e}b"), ("reach", "reading")], "Écrivez un nom"),
        (&[("name", "Paul Roux"), ("reach", "all")], "Choisissez ce que vous confiez"),
        (
            &[("name", "Paul Roux"), ("reach", "whole"), ("until", "demain")],
            "un jour du calendrier",
        ),
        (
            &[("name", "Paul Roux"), ("reach", "whole"), ("until", "2001-01-01")],
            "un jour plus tard",
        ),
    ];
    for (fields, says) in check {
        let answer = person.submit(&invite, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(keep(Lang::Fr, &answer.html).contains(says), "{says}: {}", answer.html);
    }
    assert!(shown(&mut person, &sharing).await.contains("Personne n’agit pour vous"));
    for name in ["Un", "Deux", "Trois"] {
        let letter = person.submit(&invite, &[("name", name), ("reach", "administrative")]).await;
        assert_eq!(letter.status, StatusCode::OK, "{}", letter.html);
    }
    let page = shown(&mut person, &sharing).await;
    assert!(page.contains("trois aidants") && !page.contains("name=\"reach\""), "{page}");
    let fourth = person.submit(&invite, &[("name", "Quatre"), ("reach", "reading")]).await;
    assert_eq!(fourth.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fourth.html.contains("3 aidants au plus"), "{}", fourth.html);
}

#[tokio::test]
async fn a_new_code_ends_the_one_before_and_what_is_not_there_is_refused() {
    let (house, record) = house().await;
    let sharing = format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    let fields = [("name", "Paul Roux"), ("reach", "reading")];
    let first = code_of(&person.submit(&format!("{sharing}/carers"), &fields).await.html);
    let id = id_of(&shown(&mut person, &sharing).await, "/carers/code");
    let again = person.submit(&format!("{sharing}/carers/code"), &[("id", &id)]).await;
    let second = code_of(&keep(Lang::Fr, &again.html));
    let gone = house.browser().post("/activate", &[("code", &first)]).await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    // Ids of other records, of none, and of what is by law.
    let child = house.write(&[CHILD], "zoe").await;
    appoint(&house, child, Capacity::Parent, 1000).await;
    appoint(&house, record, Capacity::GuardianOfPerson, 1000).await;
    for id in ["", "x", "parent", "guardian-of-person"] {
        for (form, said) in [("code", ""), ("end", ""), ("consent", "allow")] {
            let fields = [("id", id), ("said", said)];
            let answer = person.submit(&format!("{sharing}/carers/{form}"), &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form} {id}");
        }
    }
    let consent = [("id", id.as_str()), ("said", "allow")];
    let carer = person.submit(&format!("{sharing}/carers/consent"), &consent).await;
    assert_eq!(carer.status, StatusCode::UNPROCESSABLE_ENTITY, "a carer needs none");
    let other = format!("/records/{child}/sharing/carers/end");
    assert_eq!(person.submit(&other, &[("id", "parent")]).await.status, StatusCode::NOT_FOUND);
    // The code goes with what is ended.
    let ended = person.submit(&format!("{sharing}/carers/end"), &[("id", &id)]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let gone = house.browser().post("/activate", &[("code", &second)]).await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    let back = person.get(&format!("{sharing}/carers")).await;
    assert!(back.to.ends_with("#delegates"));
}

#[tokio::test]
async fn the_person_page_is_the_persons_alone() {
    let (house, record) = house().await;
    let sharing = format!("/records/{record}/sharing");
    entrust(&house, record, Reach::Whole).await;
    let mut others = vec![holder(&house, record, "carer").await];
    let roles = [Role::Secretary, Role::Physician, Role::Administrator, Role::PrivacyOfficer];
    for role in roles {
        house.account(role, None).await;
        others.push(house.logged_in(role).await);
    }
    for browser in &mut others {
        for form in ["carers", "carers/code", "carers/end", "carers/consent"] {
            let fields = [("id", "carer"), ("name", "X"), ("reach", "reading"), ("said", "allow")];
            let answer = browser.submit(&format!("{sharing}/{form}"), &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
        }
    }
    let mut person = house.logged_in(Role::Person).await;
    let page = shown(&mut person, &sharing).await;
    assert!(page.contains("Paul Roux") && page.contains("Mettre fin\u{a0}: Paul Roux"), "{page}");
}
