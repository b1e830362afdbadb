//! What is kept from who acts for a person, and when nothing is open to them.

use axum::http::StatusCode;
use hygie_gate::Role;
use hygie_gate::rights::{Capacity, Reach};

use super::{CHILD, DAY, appoint, entrust, holder, house, id_of, shown};
use crate::Lang;
use crate::page::promises::keep;
use crate::testing::{Browser, House};

/// A problem of Zoé's; the second one she keeps from her parents.
const ASTHMA: &str = r#"{"resourceType":"Condition","id":"asthma","subject":{"reference":"Patient/zoe"},
    "code":{"text":"Asthme"},"onsetDateTime":"2020-05-05","clinicalStatus":{"coding":[{"code":"active",
    "system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]}}"#;
const SECRET: &str = r#"{"resourceType":"Condition","id":"secret","subject":{"reference":"Patient/zoe"},
    "meta":{"security":[{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},
    "code":{"text":"Gardé pour elle"},"onsetDateTime":"2026-05-05","clinicalStatus":{"coding":[{
    "code":"active","system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]}}"#;

/// Every page that a parent reaches, with the status of those that they do not.
async fn reached(parent: &mut Browser<'_>, home: &str) -> Vec<(StatusCode, String)> {
    let mut pages = Vec::new();
    for below in [
        "",
        "/timeline",
        "/timeline?kind=problems",
        "/timeline?year=2026",
        "/acting",
        "/access",
        "/entries/Condition/asthma",
        "/entries/Condition/secret",
        "/entries/Condition/secret/versions/1",
        "/entries/Condition/secret/files/0",
        "/entries/Condition/nothing",
    ] {
        let answer = parent.get(&format!("{home}{below}")).await;
        let html = without_request(&answer.html).replace("secret", "nothing");
        pages.push((answer.status, html));
    }
    pages
}

/// A page without what differs each time it is asked for.
fn without_request(html: &str) -> String {
    let lines = html.lines().filter(|line| !line.contains("class=\"code\""));
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn nothing_a_parent_reaches_changes_when_something_is_kept_from_them() {
    let house = House::new();
    let record = house.write(&[CHILD, ASTHMA], "zoe").await;
    appoint(&house, record, Capacity::Parent, 1000).await;
    let home = format!("/records/{record}");
    let mut parent = holder(&house, record, "parent").await;
    // The first visit is told as the first one.
    reached(&mut parent, &home).await;
    let before = reached(&mut parent, &home).await;
    assert_eq!(before[0].0, StatusCode::OK, "{}", before[0].1);
    assert!(before[1].1.contains("Asthme"), "{}", before[1].1);
    house.write_for("lilas", &[SECRET]).await;
    let after = reached(&mut parent, &home).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    assert!(after.iter().all(|(_, html)| !html.contains("Gardé pour elle")));
    let opened = house.app.accounts.log_in("delegate", crate::testing::PASSWORD).await.unwrap();
    let asker = opened.session.asker().unwrap();
    assert!(house.app.gate.any(asker).await.is_err(), "nothing across records");
    assert!(house.app.gate.find(asker).await.is_err(), "nobody is found");
    house.account(Role::Physician, None).await;
    let mut physician = house.logged_in(Role::Physician).await;
    let seen = shown(&mut physician, &format!("{home}/timeline")).await;
    assert!(seen.contains("Gardé pour elle"), "it is there: {seen}");
}

#[tokio::test]
async fn parental_authority_ends_when_the_child_comes_of_age() {
    let house = House::new();
    let record = house.write(&[CHILD], "zoe").await;
    appoint(&house, record, Capacity::Parent, 20).await;
    let home = format!("/records/{record}");
    let mut parent = holder(&house, record, "parent").await;
    let page = shown(&mut parent, &home).await;
    assert!(page.contains("Vous agissez pour Zoé Petit (parent)"), "{page}");
    house.world.clock.advance(20 * DAY);
    let mut parent = house.logged_in(Role::Delegate).await;
    let closed = parent.get(&home).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(keep(Lang::Fr, &closed.html).contains("a pris fin"), "{}", closed.html);
}

#[tokio::test]
async fn a_measure_that_leaves_the_person_to_decide_opens_with_their_consent_alone() {
    for capacity in [Capacity::GuardianOfProperty, Capacity::Curator, Capacity::Safeguard] {
        let (house, record) = house().await;
        appoint(&house, record, capacity, 1000).await;
        let home = format!("/records/{record}");
        let sharing = format!("{home}/sharing");
        let mut guardian = holder(&house, record, capacity.name()).await;
        let mut person = house.logged_in(Role::Person).await;
        let closed = async |guardian: &mut Browser<'_>| {
            for below in ["", "/timeline", "/entries/Patient/jeanne", "/acting"] {
                let answer = guardian.get(&format!("{home}{below}")).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{below}");
                let html = keep(Lang::Fr, &answer.html);
                assert!(html.contains("sans l’accord de la personne"), "{html}");
                assert!(!html.contains("Jeanne"), "{html}");
            }
        };
        closed(&mut guardian).await;
        let listed = shown(&mut person, &sharing).await;
        assert!(listed.contains("attend l’accord de la personne"), "{listed}");
        let id = id_of(&listed, "/carers/consent");
        let consent = async |person: &mut Browser<'_>, said: &str| {
            let fields = [("id", id.as_str()), ("said", said)];
            let answer = person.submit(&format!("{sharing}/carers/consent"), &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        };
        consent(&mut person, "allow").await;
        let page = shown(&mut guardian, &home).await;
        assert!(page.contains("nicilline"), "{page}");
        consent(&mut person, "disallow").await;
        closed(&mut guardian).await;
    }
}

#[tokio::test]
async fn as_much_is_open_as_was_entrusted() {
    let (house, record) = house().await;
    entrust(&house, record, Reach::Administrative).await;
    let home = format!("/records/{record}");
    let mut carer = holder(&house, record, "carer").await;
    let page = shown(&mut carer, &home).await;
    assert!(page.contains("l’identité et l’administratif seulement"), "{page}");
    for below in ["", "/timeline", "/acting"] {
        let html = shown(&mut carer, &format!("{home}{below}")).await;
        assert!(html.contains("Jeanne") && !html.contains("nicilline"), "{below}: {html}");
        assert!(html.contains("Non accessibles pour vous"), "closed, not empty: {html}");
    }
    let entry = carer.get(&format!("{home}/entries/AllergyIntolerance/a")).await;
    assert_eq!(entry.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_person_looks_with_the_eyes_of_each_who_acts_for_them() {
    let (house, record) = house().await;
    entrust(&house, record, Reach::Reading).await;
    appoint(&house, record, Capacity::Curator, 1000).await;
    let sharing = format!("/records/{record}/sharing");
    let mut person = house.logged_in(Role::Person).await;
    let listed = shown(&mut person, &sharing).await;
    assert!(listed.contains(&format!("{sharing}/as-delegate/carer")), "{listed}");
    assert!(!listed.contains("as-delegate/curator"), "who waits sees nothing");
    let seen = shown(&mut person, &format!("{sharing}/as-delegate/carer")).await;
    assert!(seen.contains("Paul Roux") && seen.contains("nicilline"), "{seen}");
    let waits = shown(&mut person, &format!("{sharing}/as-delegate/curator")).await;
    let (_, main) = waits.split_once("page stack sharing").unwrap();
    assert!(!main.contains("nicilline"), "{main}");
    let hidden = [("kind", "AllergyIntolerance"), ("id", "a")];
    person.submit(&format!("{sharing}/mask"), &hidden).await;
    let seen = shown(&mut person, &format!("{sharing}/as-delegate/carer")).await;
    let (_, main) = seen.split_once("page stack sharing").unwrap();
    assert!(!main.contains("nicilline"), "a carer sees nothing masked: {main}");
    for none in ["x", "parent"] {
        let answer = person.get(&format!("{sharing}/as-delegate/{none}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
    house.account(Role::Physician, None).await;
    let mut physician = house.logged_in(Role::Physician).await;
    let other = physician.get(&format!("{sharing}/as-delegate/carer")).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_acts_for_a_person_lays_it_down_themselves() {
    let (house, record) = house().await;
    entrust(&house, record, Reach::Reading).await;
    let home = format!("/records/{record}");
    let mut carer = holder(&house, record, "carer").await;
    let page = shown(&mut carer, &format!("{home}/acting")).await;
    assert!(page.contains("Lire le dossier.") && page.contains("/acting/resign"), "{page}");
    let resigned = carer.submit(&format!("{home}/acting/resign"), &[]).await;
    assert_eq!(resigned.to, home, "{}", resigned.html);
    assert_eq!(carer.get(&home).await.status, StatusCode::FORBIDDEN);
    // Nobody else has anything to lay down.
    let mut person = house.logged_in(Role::Person).await;
    assert_eq!(person.get(&format!("{home}/acting")).await.status, StatusCode::NOT_FOUND);
    let none = person.submit(&format!("{home}/acting/resign"), &[]).await;
    assert!(none.status.is_client_error(), "{}", none.status);
    let listed = shown(&mut person, &format!("{home}/sharing")).await;
    assert!(listed.contains("Une représentation terminée"), "{listed}");
}

#[tokio::test]
async fn the_record_of_somebody_else_is_not_there() {
    let (house, record) = house().await;
    entrust(&house, record, Reach::Whole).await;
    let child = house.write(&[CHILD], "zoe").await;
    let mut carer = holder(&house, record, "carer").await;
    for below in ["", "/timeline", "/acting", "/sharing", "/representatives"] {
        let answer = carer.get(&format!("/records/{child}{below}")).await;
        assert!(answer.status.is_client_error(), "{below}: {}", answer.status);
        assert!(!answer.html.contains("Zoé"), "{below}");
    }
    assert_eq!(carer.get(&format!("/records/{child}")).await.status, StatusCode::NOT_FOUND);
}
