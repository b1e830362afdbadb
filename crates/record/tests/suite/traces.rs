//! Nothing is released before its trace, and refusals are traced.

use hygie_base::{RecordNo, Seq};
use hygie_record::{Lens, RecordError, Scope, TraceQuery, TraceSeen, TracesOf, Wanted};
use hygie_testkit::{Meddle, World, batch, delete, observation, organization, patient, put};
use hygie_trace::{Action, Outcome, Purpose};

use crate::{is_not_found, observe, with_patient};

/// The newest trace of a record.
async fn newest(world: &World, record: RecordNo) -> TraceSeen {
    world.records.traces(&world.all(), record).await.unwrap().into_iter().next().unwrap()
}

fn head(seen: &TraceSeen) -> Option<Seq> {
    seen.trace.head.as_ref().map(|head| head.seq)
}

#[tokio::test]
async fn a_write_is_traced_with_its_new_head() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 2).await;
    let seen = newest(&world, record).await;
    assert_eq!((seen.trace.action, seen.trace.outcome), (Action::Write, Outcome::Granted));
    assert_eq!((seen.trace.what.as_str(), head(&seen)), ("entries 3 to 3", Some(3)));
    assert_eq!(seen.trace.actor.id, "operator");
    assert_eq!((seen.trace.purpose, seen.trace.from.as_str()), (Purpose::System, "test"));
}

#[tokio::test]
async fn every_read_is_traced() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 2).await;
    let who = || world.permit("doctor", Scope::Record(record), Lens::custodians(vec!["a".into()]));
    let check = async |action: Action, what: &str, at: Option<Seq>| {
        let seen = newest(&world, record).await;
        let trace = &seen.trace;
        assert_eq!((trace.action, trace.outcome), (action, Outcome::Granted));
        assert_eq!((trace.what.as_str(), trace.lens.as_str()), (what, "kept by a"));
        assert_eq!((trace.actor.id.as_str(), head(&seen)), ("doctor", at));
    };
    let records = &world.records;
    records.read(&who(), "Observation", "o1").await.unwrap();
    check(Action::Read, "Observation/o1 version 1", None).await;
    records.history(&who(), "Observation", "o1").await.unwrap();
    check(Action::History, "Observation/o1", Some(3)).await;
    records.open(&who(), record, None).await.unwrap();
    check(Action::Open, "", Some(3)).await;
    let noon = hygie_base::Clock::now(&*world.clock);
    records.open(&who(), record, Some(noon)).await.unwrap();
    check(Action::Open, "as of 2026-11-22T12:00:00.000Z", Some(3)).await;
    records.export(&who(), record).await.unwrap();
    check(Action::Export, "", Some(3)).await;
    let by = [("status", "final"), ("_count", "1")];
    records.search(&who(), record, "Observation", &by).await.unwrap();
    check(Action::Search, "Observation by status, _count", Some(3)).await;
    records.find_patient(&who(), "p").await.unwrap();
    check(Action::Search, "a person, by id or identifier", None).await;
    records.find_one(&who(), "Patient?identifier=urn:oid:1.2.3|nr-p").await.unwrap();
    check(Action::Search, "Patient by conditional reference", None).await;
    records.traces(&who(), record).await.unwrap();
    // All that went before, this test's own looks at the newest included.
    check(Action::ListTraces, "20 traces", None).await;
}

#[tokio::test]
async fn registry_and_pointed_resources_are_traced_where_they_lie() {
    let (world, record) = with_patient().await;
    world.write(batch("a", vec![put(&organization("org", "House"))])).await.unwrap();
    let names = [("Organization".to_owned(), "org".to_owned())];
    world.records.registry(&world.all(), &names).await.unwrap();
    let seen = newest(&world, RecordNo::REGISTRY).await;
    assert_eq!(
        (seen.trace.action, seen.trace.what.as_str()),
        (Action::Export, "1 registry resources")
    );
    let names = [("Patient".to_owned(), "p".to_owned())];
    world.records.elsewhere(&world.all(), &names).await.unwrap();
    let seen = newest(&world, record).await;
    assert_eq!((seen.trace.action, seen.trace.what.as_str()), (Action::Export, "Patient/p"));
}

#[tokio::test]
async fn nothing_is_released_when_the_trace_cannot_be_written() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 1).await;
    world.store.meddle(|_| Meddle::Fail);
    let records = &world.records;
    let all = world.all();
    assert!(matches!(records.read(&all, "Observation", "o1").await, Err(RecordError::Store(_))));
    assert!(matches!(records.open(&all, record, None).await, Err(RecordError::Store(_))));
    assert!(matches!(records.view(&all, record, "page").await, Err(RecordError::Store(_))));
    let kind = "Observation";
    assert!(matches!(records.vread(&all, kind, "o1", 1).await, Err(RecordError::Store(_))));
    assert!(matches!(records.entry(&all, kind, "o1", None).await, Err(RecordError::Store(_))));
    let wanted = Wanted::parse("doe").unwrap();
    assert!(matches!(records.find_persons(&all, &wanted).await, Err(RecordError::Store(_))));
    let by = [("family", "doe")];
    let found = records.find_resources(&all, "Patient", &by, 0..10).await;
    assert!(matches!(found, Err(RecordError::Store(_))));
    let found = records.find_resources(&all, "Patient", &by, 0..0).await;
    assert!(matches!(found, Err(RecordError::Store(_))), "counting is told too");
    let asked = TraceQuery { before: None, limit: 10, of: TracesOf::Everyone };
    let page = records.traces_page(&all, record, &asked).await;
    assert!(matches!(page, Err(RecordError::Store(_))));
    let mine = records.traces_by(&all, "operator", None, 10).await;
    assert!(matches!(mine, Err(RecordError::Store(_))));
    assert!(matches!(records.traces(&all, record).await, Err(RecordError::Store(_))));
    assert!(matches!(records.find_patient(&all, "p").await, Err(RecordError::Store(_))));
    world.store.behave();
    assert!(records.read(&all, "Observation", "o1").await.is_ok());
}

#[tokio::test]
async fn traces_of_a_time_are_from_its_start_until_just_before_its_end() {
    let (world, record) = with_patient().await;
    let start = hygie_base::Clock::now(&*world.clock);
    observe(&world, "a", 2).await;
    world.clock.advance(1000);
    world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    let asked = TraceQuery { before: None, limit: 10, of: TracesOf::Everyone };
    let during = async |from: i64, until: i64| {
        let at = |millis| hygie_base::Timestamp(start.0 + millis);
        let during = Some((at(from), at(until)));
        let page = world.records.traces_during(&world.all(), record, &asked, during).await;
        let page = page.unwrap();
        assert_eq!(page.patient.as_deref(), Some("p"));
        page.traces.iter().filter(|seen| seen.trace.action == Action::Read).count()
    };
    assert_eq!(during(1000, 1001).await, 1);
    assert_eq!(during(1001, 2000).await, 0);
    assert_eq!(during(0, 1000).await, 0);
    assert_eq!(during(0, 1001).await, 1);
}

/// What the house tells itself has ids that nothing written has.
#[test]
fn ids_of_what_the_house_tells_are_refused() {
    let event = |id: &str| {
        format!(
            r#"{{"resourceType":"AuditEvent","id":"{id}","type":{{"code":"rest"}},"recorded":"2026-11-22T12:00:00Z","agent":[{{"requestor":true}}],"source":{{"observer":{{"display":"x"}}}}}}"#
        )
    };
    let consent = |id: &str| {
        format!(
            r#"{{"resourceType":"Consent","id":"{id}","status":"active","scope":{{"text":"x"}},"category":[{{"text":"x"}}],"patient":{{"reference":"Patient/p"}}}}"#
        )
    };
    let check = |text: String, expect: bool| {
        let drafted = hygie_testkit::draft(&text);
        assert_eq!(drafted.is_ok(), expect, "{text}");
        assert!(matches!(drafted, Ok(_) | Err(RecordError::Rule(_))), "{text}");
    };
    check(event("trace.0.1"), false);
    check(event("trace"), true);
    check(event("right.informed"), true);
    check(consent("right.informed"), false);
    check(consent("trace.0.1"), true);
    check(patient("trace.0.1", "Doe"), true);
}

#[tokio::test]
async fn a_permit_for_one_record_reaches_no_other_and_the_refusal_is_traced() {
    let (world, mine) = with_patient().await;
    let theirs = vec![put(&patient("q", "Roe")), put(&observation("x", "q", "1"))];
    world.write(batch("a", theirs)).await.unwrap();
    let other = world.record("q").await;
    let records = &world.records;
    let visitor = || world.only(mine);
    let refused = async |action: Action, at: RecordNo| {
        let seen = newest(&world, at).await;
        assert_eq!((seen.trace.action, seen.trace.outcome), (action, Outcome::Refused));
        assert_eq!(seen.trace.actor.id, "visitor");
    };
    assert!(is_not_found(records.read(&visitor(), "Observation", "x").await));
    refused(Action::Read, other).await;
    assert!(is_not_found(records.history(&visitor(), "Observation", "x").await));
    refused(Action::History, other).await;
    assert!(is_not_found(records.open(&visitor(), other, None).await));
    refused(Action::Open, other).await;
    let found = records.search(&visitor(), other, "Observation", &[("status", "final")]).await;
    assert!(is_not_found(found));
    refused(Action::Search, other).await;
    assert!(is_not_found(records.traces(&visitor(), other).await));
    refused(Action::ListTraces, other).await;
    assert!(is_not_found(records.erase(&visitor(), other, None).await));
    refused(Action::Erase, other).await;
    assert_eq!(records.find_patient(&visitor(), "q").await.unwrap(), []);
    refused(Action::Search, other).await;
    let change = || vec![put(&observation("x", "q", "2"))];
    assert!(is_not_found(records.write(&visitor(), batch("a", change())).await));
    refused(Action::Write, other).await;
    let removal = || vec![delete("Observation", "x")];
    assert!(is_not_found(records.write(&visitor(), batch("a", removal())).await));
    refused(Action::Write, other).await;
    let own = vec![put(&observation("y", "p", "2"))];
    records.write(&visitor(), batch("a", own)).await.unwrap();
    for everything in [
        records.check(&visitor()).await.map(|_| ()),
        records.rotate_keys(&visitor(), &|_| Ok(())).await.map(|_| ()),
    ] {
        assert!(is_not_found(everything));
    }
    world.is_clean().await;
}

#[tokio::test]
async fn a_person_out_of_reach_is_answered_like_one_who_is_not_here() {
    let (world, mine) = with_patient().await;
    world.write(batch("a", vec![put(&patient("q", "Roe"))])).await.unwrap();
    let other = world.record("q").await;
    let words = async |person: &str| {
        let change = vec![put(&observation("new", person, "1"))];
        let refused = world.records.write(&world.only(mine), batch("a", change)).await;
        refused.unwrap_err().to_string().replace(person, "PERSON")
    };
    assert_eq!(words("q").await, words("nobody").await);
    let seen = newest(&world, other).await;
    assert_eq!((seen.trace.action, seen.trace.outcome), (Action::Write, Outcome::Refused));
    // Nor may a resource that also concerns someone out of reach be written.
    let both = r#"{"resourceType":"Appointment","id":"apt","status":"proposed","participant":[{"actor":{"reference":"Patient/p"},"status":"accepted"},{"actor":{"reference":"Patient/q"},"status":"accepted"}]}"#;
    let refused = world.records.write(&world.only(mine), batch("a", vec![put(both)])).await;
    assert!(matches!(refused, Err(RecordError::AbsentPatient { .. })));
}

#[tokio::test]
async fn what_is_not_there_is_traced_as_refused() {
    let (world, record) = with_patient().await;
    let records = &world.records;
    let all = world.all();
    let refused = async |action: Action| {
        let seen = newest(&world, RecordNo::REGISTRY).await;
        assert_eq!((seen.trace.action, seen.trace.outcome), (action, Outcome::Refused));
    };
    assert!(is_not_found(records.read(&all, "Observation", "none").await));
    refused(Action::Read).await;
    assert!(is_not_found(records.history(&all, "Observation", "none").await));
    refused(Action::History).await;
    let other = RecordNo::from_u64(record.get() ^ 1).unwrap();
    assert!(is_not_found(records.open(&all, other, None).await));
    refused(Action::Open).await;
    assert!(is_not_found(records.erase(&all, other, None).await));
    refused(Action::Erase).await;
    let removal = vec![delete("Observation", "none")];
    assert!(is_not_found(records.write(&all, batch("a", removal)).await));
    refused(Action::Write).await;
    assert!(!records.has_record(&all, other).await.unwrap());
    assert!(records.has_record(&all, record).await.unwrap());
}

#[tokio::test]
async fn the_mint_is_claimed_once() {
    let world = World::new();
    assert!(world.records.claim_mint().is_some());
    assert!(world.records.claim_mint().is_none());
}
