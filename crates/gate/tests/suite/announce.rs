//! What its author keeps from the person until it is announced to them (CSP, R.1111-53),
//! through the real record service.

use hygie_base::Timestamp;
use hygie_gate::acts::{ActError, Announce, Choose, Entrust, Mask, Register, TOLD_ANNOUNCED};
use hygie_gate::rights::{By, Party, Reach};
use hygie_gate::{Asker, GateError, Refusal, Role, Scopes};
use hygie_policy::facts::ForPerson;
use hygie_record::{Everything, TraceQuery, TracesOf};
use hygie_testkit::{World, delete, patient};
use hygie_trace::Action;

use crate::help::{self, House, lab};

const DAY: i64 = 86_400_000;
const LABEL: &str = r#""meta":{"security":[{"system":"urn:oid:1.2.250.1.213.1.1.4.13","code":"INVISIBLE_PATIENT"}]},"#;

fn document(id: &str, label: &str) -> String {
    format!(
        r#"{{"resourceType":"DocumentReference","id":"{id}",{label}"status":"current","type":{{"coding":[{{"system":"http://loinc.org","code":"11488-4"}}]}},"subject":{{"reference":"Patient/p"}},"content":[{{"attachment":{{"contentType":"text/plain","data":"eA=="}}}}]}}"#
    )
}

/// A report that consists of the result `o2`.
fn report() -> String {
    format!(
        r#"{{"resourceType":"DiagnosticReport","id":"r1",{LABEL}"status":"final","code":{{"text":"x"}},"subject":{{"reference":"Patient/p"}},"result":[{{"reference":"Observation/o2"}}]}}"#
    )
}

fn announce(kind: &str, id: &str) -> Announce {
    Announce { kind: kind.into(), id: id.into() }
}

/// A person of whom house `a` keeps a result, and then a report that waits; a parent and a
/// carer act for them.
struct Waiting {
    house: House,
    physician: Asker,
    parent: Asker,
    carer: Asker,
    /// When the person is told, and when they see it.
    notice: Timestamp,
    shown: Timestamp,
}

const BEFORE: [&str; 2] = ["o1", "p"];
const AFTER: [&str; 4] = ["o1", "o2", "p", "r1"];

async fn waiting() -> Waiting {
    let texts = [patient("p", "Doe"), lab("o1")];
    let house = House::of(World::new(), &[("a", &texts.each_ref().map(String::as_str))]).await;
    let parent = house.parent_until(Timestamp(house.now().0 + 4000 * DAY)).await;
    let carer = house.delegate("carer");
    let entrust =
        Entrust { id: "carer".into(), name: "Zoé".into(), reach: Reach::Whole, end: None };
    house.decide(&house.person(), entrust).await.unwrap();
    let (notice, shown) = ForPerson::days(house.now());
    house.write("a", &[&report(), &lab("o2")]).await;
    let physician = help::asker(Role::Physician, "a");
    Waiting { house, physician, parent, carer, notice, shown }
}

impl Waiting {
    /// What each of the person's side sees, and whether the person is told that something
    /// waits; who acts for them never is.
    async fn holds(&self, expect: &[&str], told: bool) {
        for asker in [&self.house.person(), &self.parent, &self.carer] {
            let permit = self.house.permit(asker).await;
            assert_eq!(self.house.shown(&permit).await, expect, "{}", asker.id);
            assert_eq!(permit.lens().notices(), told && asker.role == Role::Person);
        }
        assert_eq!(self.house.sees(&self.physician).await, AFTER);
    }
}

#[tokio::test]
async fn it_waits_a_month_and_the_person_is_told_after_two_weeks() {
    let it = waiting().await;
    let clock = &it.house.world.clock;
    it.holds(&BEFORE, false).await;
    for (at, expect, told) in [
        (it.notice.0 - 1, &BEFORE[..], false),
        (it.notice.0, &BEFORE, true),
        (it.shown.0 - 1, &BEFORE, true),
        (it.shown.0, &AFTER, false),
    ] {
        clock.set(Timestamp(at));
        it.holds(expect, told).await;
    }
}

#[tokio::test]
async fn what_the_person_sees_is_not_announced() {
    let it = waiting().await;
    it.house.world.clock.set(it.shown);
    let refused = it.house.decide(&it.physician, announce("DiagnosticReport", "r1")).await;
    let expect = GateError::Act(ActError::NotWaiting);
    assert!(matches!(refused, Err(error) if error.to_string() == expect.to_string()));
}

/// A later version begins no new wait; who takes the label away shows it at once.
#[tokio::test]
async fn the_month_counts_from_the_first_version_that_was_marked() {
    let it = waiting().await;
    let clock = &it.house.world.clock;
    clock.set(Timestamp(it.notice.0 - DAY));
    it.house.write("a", &[&report(), &document("d1", "")]).await;
    let late = ForPerson::days(it.house.now()).1;
    clock.set(it.notice);
    assert_eq!(it.house.sees(&it.house.person()).await, ["d1", "o1", "p"]);
    it.house.write("a", &[&document("d1", LABEL)]).await;
    assert_eq!(it.house.sees(&it.house.person()).await, BEFORE, "no version of it is seen");
    assert!(it.house.permit(&it.house.person()).await.lens().notices());
    clock.set(it.shown);
    assert!(late > it.shown);
    assert_eq!(it.house.sees(&it.house.person()).await, AFTER);
    it.house.write("a", &[&document("d1", "")]).await;
    let seen = it.house.sees(&it.house.person()).await;
    assert_eq!(seen, ["d1", "o1", "o2", "p", "r1"]);
}

/// What was deleted is no reason to call the person in.
#[tokio::test]
async fn who_deletes_what_waits_calls_nobody() {
    let it = waiting().await;
    it.house.world.clock.set(it.notice);
    assert!(it.house.permit(&it.house.person()).await.lens().notices());
    let permit = it.house.gate.command_line("house");
    let gone = hygie_testkit::batch("a", vec![delete("DiagnosticReport", "r1")]);
    it.house.world.records.write(&permit, gone).await.unwrap();
    assert!(!it.house.permit(&it.house.person()).await.lens().notices());
}

#[tokio::test]
async fn a_health_professional_of_the_team_announces_it() {
    let it = waiting().await;
    let house = &it.house;
    let act = || announce("DiagnosticReport", "r1");
    house.world.clock.set(it.notice);
    let app = Scopes::parse("system/*.cruds").unwrap().of_app(Some(house.record));
    let closed = [
        (house.person(), Refusal::HealthAnnounces),
        (it.parent.clone(), Refusal::HealthAnnounces),
        (it.carer.clone(), Refusal::HealthAnnounces),
        (help::asker(Role::Secretary, "a"), Refusal::HealthAnnounces),
        (help::asker(Role::Administrator, ""), Refusal::HealthAnnounces),
        (Asker { scopes: app, ..it.physician.clone() }, Refusal::AppsKeepToOneRecord),
        // Without a care link nobody sees that there is one.
        (help::asker(Role::Physician, "b"), Refusal::NotYourRecord),
    ];
    for (by, why) in closed {
        let refused = house.decide(&by, act()).await;
        assert!(matches!(refused, Err(GateError::Refused(is)) if is == why), "{}", by.id);
    }
    it.holds(&BEFORE, true).await;
    let nothing = house.decide(&it.physician, announce("Observation", "o1")).await;
    assert!(matches!(nothing, Err(GateError::Act(_))), "it does not wait");
    let nurse = help::asker(Role::Nurse, "a");
    house.decide(&nurse, act()).await.unwrap();
    it.holds(&AFTER, false).await;
    // Who says it again changes nothing: the first is told.
    house.decide(&it.physician, act()).await.unwrap();
    let rights = house.gate.rights(&house.person(), house.record).await.unwrap();
    let [mark] = &rights.announced[..] else { panic!("one announcement") };
    assert_eq!(mark.since, it.notice);
    assert_eq!(mark.by, Some(By { account: nurse.id.clone(), name: nurse.name.clone() }));
    let told = house.gate.rights(&it.parent, house.record).await.unwrap();
    assert!(told.announced.is_empty());
    house.world.clock.set(it.shown);
    it.holds(&AFTER, false).await;
    let (permit, _) = house.gate.traces(&house.person(), house.record).await.unwrap();
    let asked = TraceQuery { before: None, limit: 100, of: TracesOf::Everyone };
    let page = house.world.records.traces_page(&permit, house.record, &asked).await.unwrap();
    let said = format!("{TOLD_ANNOUNCED}DiagnosticReport/r1");
    let found = page.traces.iter().find(|it| it.trace.what == said).unwrap();
    assert_eq!((found.trace.action, &found.trace.actor.id), (Action::Rights, &nurse.id));
}

/// PDT-INF-526, TD3.3b: also what another organisation keeps, with consent.
#[tokio::test]
async fn another_professional_announces_what_they_read() {
    let it = waiting().await;
    let house = &it.house;
    let other = help::asker(Role::Physician, "b");
    let (party, register) = (
        Party::organisation(&other),
        Register { end: None, informed: true, ..Register::default() },
    );
    house.gate.register("house", house.record, &party, &register).await.unwrap();
    house.write("a", &[&document("d1", LABEL)]).await;
    assert!(house.sees(&other).await.contains(&"d1".to_owned()), "consent is presumed");
    it.holds_with(&BEFORE).await;
    house.decide(&other, announce("DocumentReference", "d1")).await.unwrap();
    it.holds_with(&["d1", "o1", "p"]).await;
}

/// What was announced is shown with what it consists of, and not with what it names.
#[tokio::test]
async fn an_announcement_is_of_the_whole_and_of_nothing_beside() {
    let it = waiting().await;
    let marked = lab("o2").replace(r#""status""#, &format!(r#"{LABEL}"status""#));
    it.house.write("a", &[&marked, &document("d1", LABEL)]).await;
    it.holds_with(&BEFORE).await;
    it.house.decide(&it.physician, announce("DiagnosticReport", "r1")).await.unwrap();
    it.holds_with(&AFTER).await;
    it.house.decide(&it.physician, announce("DocumentReference", "d1")).await.unwrap();
    it.holds_with(&["d1", "o1", "o2", "p", "r1"]).await;
}

impl Waiting {
    async fn holds_with(&self, expect: &[&str]) {
        assert_eq!(self.house.sees(&self.house.person()).await, expect);
        assert_eq!(self.house.sees(&self.parent).await, expect);
    }
}

/// DMP, EX_2.1-1050.
#[tokio::test]
async fn what_waits_is_never_masked() {
    let it = waiting().await;
    let (house, treating) = (&it.house, it.physician.clone());
    let mask = || Mask { kind: "DiagnosticReport".into(), id: "r1".into() };
    let unseen = house.decide(&house.person(), mask()).await;
    assert!(matches!(unseen, Err(GateError::Refused(Refusal::NotYourRecord))));
    let choose = Choose { account: treating.id.clone(), name: "Dr".into() };
    house.decide(&house.person(), choose).await.unwrap();
    let refused = house.decide(&treating, mask()).await;
    let Err(GateError::Refused(Refusal::Policy(reason))) = refused else { panic!("{refused:?}") };
    assert_eq!(reason.id, "masked-and-not-announced");
    house.decide(&treating, announce("DiagnosticReport", "r1")).await.unwrap();
    house.decide(&house.person(), mask()).await.unwrap();
}

/// Who looks through the eyes of a professional does not see with them what waits.
#[tokio::test]
async fn seeing_as_somebody_else_shows_nothing_that_waits() {
    let it = waiting().await;
    let (house, person) = (&it.house, it.house.person());
    for by in [&person, &it.parent] {
        let seen = house.gate.see_as(by, house.record, &it.physician).await.unwrap();
        assert_eq!(house.shown(&seen.unwrap()).await, BEFORE, "{}", by.id);
    }
    house.decide(&it.physician, announce("DiagnosticReport", "r1")).await.unwrap();
    let seen = house.gate.see_as(&person, house.record, &it.physician).await.unwrap();
    assert_eq!(house.shown(&seen.unwrap()).await, AFTER);
}

/// What the person finds, counts, takes away and reads of what was.
async fn reached(house: &House, asker: &Asker) -> String {
    let permit = house.permit(asker).await;
    let records = &house.world.records;
    let asked = Everything { from: None, count: 100, ..Everything::default() };
    let all = records.everything(&permit, house.record, &asked).await.unwrap();
    let mut reached = format!("{} of {}", all.resources.len(), all.total);
    for kind in ["Observation", "DiagnosticReport", "DocumentReference"] {
        let none: [(&str, &str); 0] = [];
        let found = records.search(&permit, house.record, kind, &none).await.unwrap();
        reached += &format!(", {kind} {} of {}", found.resources.len(), found.total);
    }
    let view = records.view(&permit, house.record, "a test").await.unwrap();
    let facts: Vec<_> = view.seen().map(|seen| seen.id.to_owned()).collect();
    reached += &format!(", {facts:?}");
    for (kind, id) in [("Observation", "o2"), ("DiagnosticReport", "r1")] {
        let read = records.read(&permit, kind, id).await.is_ok();
        let entry = records.entry(&permit, kind, id, Some(1)).await.is_ok();
        let span = hygie_record::Span::default();
        let versions = records.versions(&permit, (kind, id), &span, None, 10).await.is_ok();
        reached += &format!(", {id} {read} {entry} {versions}");
    }
    reached
}

/// Nothing that the person's side reaches tells that something waits.
#[tokio::test]
async fn nothing_differs_while_it_waits() {
    let it = waiting().await;
    let texts = [patient("p", "Doe"), lab("o1")];
    let bare = House::of(World::new(), &[("a", &texts.each_ref().map(String::as_str))]).await;
    let without = reached(&bare, &bare.person()).await;
    assert!(without.contains("o2 false false false"), "{without}");
    let start = it.house.now();
    for asker in [&it.house.person(), &it.parent, &it.carer] {
        for at in [start, it.notice, Timestamp(it.shown.0 - 1)] {
            it.house.world.clock.set(at);
            assert_eq!(reached(&it.house, asker).await, without, "{} {at}", asker.id);
        }
        it.house.world.clock.set(start);
    }
    it.house.world.clock.set(it.shown);
    assert_ne!(reached(&it.house, &it.house.person()).await, without);
}

/// What the page of an entry says to professionals, and to nobody else.
#[tokio::test]
async fn the_page_of_an_entry_says_how_it_waits() {
    let it = waiting().await;
    let house = &it.house;
    let said = async |asker: &Asker, kind: &str, id: &str| {
        let permit = house.permit(asker).await;
        house.gate.said_of(asker, &permit, house.record, (kind, id), None).await.unwrap().awaited
    };
    let awaited = said(&it.physician, "DiagnosticReport", "r1").await.unwrap();
    assert_eq!((awaited.notice, awaited.shown, awaited.waits), (it.notice, it.shown, true));
    assert!(awaited.announced.is_none());
    assert!(said(&it.physician, "Observation", "o1").await.is_none());
    for asker in [&house.person(), &it.parent, &help::asker(Role::Secretary, "a")] {
        assert!(said(asker, "DiagnosticReport", "r1").await.is_none(), "{}", asker.id);
    }
    house.decide(&it.physician, announce("DiagnosticReport", "r1")).await.unwrap();
    let awaited = said(&it.physician, "DiagnosticReport", "r1").await.unwrap();
    assert!(!awaited.waits && awaited.announced.is_some());
    house.world.clock.set(it.shown);
    assert!(said(&house.person(), "DiagnosticReport", "r1").await.is_none());
}
