//! A minor's secret by a decision (CSP, L.1111-5, R.1111-50), through the real record
//! service.

use hygie_base::Timestamp;
use hygie_gate::acts::{ActError, Entrust, Hide, Relieve, TOLD_SECRET, Unhide};
use hygie_gate::rights::Reach;
use hygie_gate::{Asker, GateError, Refusal, Role, Secret};
use hygie_record::{TraceQuery, TracesOf};
use hygie_testkit::{World, patient};

use crate::help::{self, House, lab};

const LABEL: &str = r#""meta":{"security":[{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},"#;

fn visit(label: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"e1",{label}"status":"finished","class":{{"code":"AMB"}},"subject":{{"reference":"Patient/p"}}}}"#
    )
}

/// A visit with a result, and a result beside it; a parent and a carer act for the person.
struct Minor {
    house: House,
    physician: Asker,
    parent: Asker,
    carer: Asker,
}

const ALL: [&str; 4] = ["e1", "o1", "o2", "p"];
const OPEN: [&str; 2] = ["o2", "p"];

fn hide() -> Hide {
    Hide { kind: "Encounter".into(), id: "e1".into(), majority: None }
}

fn unhide() -> Unhide {
    Unhide { kind: "Encounter".into(), id: "e1".into() }
}

async fn minor() -> Minor {
    let within = r#""encounter":{"reference":"Encounter/e1"},"status""#;
    let result = lab("o1").replace(r#""status""#, within);
    let texts = [patient("p", "Doe"), visit(""), result, lab("o2")];
    let house = House::of(World::new(), &[("a", &texts.each_ref().map(String::as_str))]).await;
    let parent = house.parent_until(Timestamp(house.now().0 + 1_000_000)).await;
    let carer = house.delegate("carer");
    let entrust =
        Entrust { id: "carer".into(), name: "Zoé".into(), reach: Reach::Reading, end: None };
    house.decide(&house.person(), entrust).await.unwrap();
    let physician = help::asker(Role::Physician, "a");
    Minor { house, physician, parent, carer }
}

impl Minor {
    /// What who acts for the person sees; the person and their physician see everything.
    async fn shows(&self, expect: &[&str]) {
        for asker in [&self.parent, &self.carer] {
            assert_eq!(self.house.sees(asker).await, expect, "{}", asker.id);
        }
        for asker in [&self.house.person(), &self.physician] {
            assert_eq!(self.house.sees(asker).await, ALL, "{}", asker.id);
        }
    }
}

fn is(result: &Result<(), GateError>, error: ActError) -> bool {
    matches!(result, Err(GateError::Act(found)) if *found == error)
}

#[tokio::test]
async fn a_minor_hides_a_visit_whole_and_shows_it_again() {
    let it = minor().await;
    let person = it.house.person();
    it.shows(&ALL).await;
    it.house.decide(&person, hide()).await.unwrap();
    it.shows(&OPEN).await;
    let as_parent = it.house.gate.see_as(&person, it.house.record, &it.parent).await.unwrap();
    assert_eq!(it.house.shown(&as_parent.unwrap()).await, OPEN);
    // Who acts for the person is told nothing of it, and changes nothing of it.
    let told = it.house.gate.rights(&it.parent, it.house.record).await.unwrap();
    assert!(told.secret.is_empty());
    for by in [&it.parent, &it.carer, &help::asker(Role::Secretary, "a")] {
        let refused = it.house.decide(by, unhide()).await;
        assert!(matches!(refused, Err(GateError::Refused(Refusal::MinorsHide))), "{}", by.id);
        let refused = it.house.decide(by, hide()).await;
        assert!(matches!(refused, Err(GateError::Refused(Refusal::MinorsHide))), "{}", by.id);
    }
    // What the minor hid themselves no professional shows.
    assert!(is(&it.house.decide(&it.physician, unhide()).await, ActError::Theirs));
    it.house.decide(&person, unhide()).await.unwrap();
    it.shows(&ALL).await;
    assert!(is(&it.house.decide(&person, unhide()).await, ActError::Nothing));
}

#[tokio::test]
async fn a_professional_hides_it_at_the_minors_request() {
    let it = minor().await;
    it.house.decide(&it.physician, hide()).await.unwrap();
    it.shows(&OPEN).await;
    it.house.decide(&it.physician, unhide()).await.unwrap();
    it.shows(&ALL).await;
    it.house.decide(&it.physician, hide()).await.unwrap();
    it.house.decide(&it.house.person(), unhide()).await.unwrap();
    it.shows(&ALL).await;
    // Once the minor says it themselves it is theirs.
    it.house.decide(&it.physician, hide()).await.unwrap();
    it.house.decide(&it.house.person(), hide()).await.unwrap();
    assert!(is(&it.house.decide(&it.physician, unhide()).await, ActError::Theirs));
    let stranger = help::asker(Role::Physician, "b");
    let refused = it.house.decide(&stranger, hide()).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::NotYourRecord))));
}

/// The trace is the person's, and names no entry.
#[tokio::test]
async fn a_secret_is_traced_without_naming_it() {
    let it = minor().await;
    it.house.decide(&it.physician, hide()).await.unwrap();
    let (permit, _) = it.house.gate.traces(&it.house.person(), it.house.record).await.unwrap();
    let asked = TraceQuery { before: None, limit: 100, of: TracesOf::Everyone };
    let page = it.house.world.records.traces_page(&permit, it.house.record, &asked).await.unwrap();
    let found = page.traces.iter().find(|it| it.trace.what == TOLD_SECRET).unwrap();
    assert_eq!(found.trace.actor.id, it.physician.id);
    assert!(it.house.gate.traces(&it.parent, it.house.record).await.is_err());
}

/// There must be somebody to hide it from: a minor's parents, or who was appointed.
#[tokio::test]
async fn an_adult_of_whom_nobody_has_charge_hides_nothing() {
    let it = minor().await;
    let (house, person) = (&it.house, it.house.person());
    house
        .decide(&help::asker(Role::Secretary, "a"), Relieve { id: "parent".into() })
        .await
        .unwrap();
    let now = house.now();
    for by in [&person, &it.physician] {
        for (majority, fits) in
            [(None, false), (Some(now), false), (Some(Timestamp(now.0 + 1)), true)]
        {
            let done = house.decide(by, Hide { majority, ..hide() }).await;
            assert_eq!(done.is_ok(), fits, "{} {majority:?}", by.id);
            assert_eq!(is(&done, ActError::Unrepresented), !fits);
        }
        house.decide(by, unhide()).await.unwrap_or_default();
    }
}

/// What the page of an entry offers.
#[tokio::test]
async fn the_page_of_an_entry_says_how_it_is_hidden() {
    let it = minor().await;
    let house = &it.house;
    let said = async |asker: &Asker, kind: &str, id: &str| {
        let permit = house.permit(asker).await;
        house.gate.said_of(asker, &permit, house.record, (kind, id), None).await.unwrap().secret
    };
    assert_eq!(said(&it.physician, "Encounter", "e1").await, Some(Secret::No));
    assert_eq!(said(&it.parent, "Encounter", "e1").await, None);
    house.decide(&house.person(), hide()).await.unwrap();
    let own = said(&house.person(), "Encounter", "e1").await;
    assert!(matches!(own, Some(Secret::Marked { takes_back: true, .. })));
    let theirs = said(&it.physician, "Encounter", "e1").await;
    assert!(matches!(theirs, Some(Secret::Marked { takes_back: false, .. })));
    assert_eq!(said(&it.physician, "Observation", "o1").await, Some(Secret::WithAnother));
    assert_eq!(said(&it.physician, "Observation", "o2").await, Some(Secret::No));
    house.decide(&house.person(), unhide()).await.unwrap();
    house.write("a", &[&visit(LABEL)]).await;
    assert_eq!(said(&house.person(), "Encounter", "e1").await, Some(Secret::WithAnother));
    house.world.clock.set(Timestamp(house.now().0 + 1_000_000));
    assert_eq!(said(&house.person(), "Observation", "o2").await, None, "of age");
}
