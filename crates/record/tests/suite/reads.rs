//! The state of a record now and at an instant, and the cache behind it.

use std::sync::Arc;

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_record::{Lens, Scope, State};
use hygie_testkit::{World, batch, delete, observation, organization, patient, put};
use hygie_trace::Action;

use crate::{ids, is_not_found, observe, text, with_patient};

#[tokio::test]
async fn a_record_is_seen_as_it_stood_at_an_instant() {
    let (world, record) = with_patient().await;
    let mut instants = vec![world.clock.now()];
    for change in [
        put(&observation("o", "p", "1")),
        put(&observation("o", "p", "2")),
        delete("Observation", "o"),
        put(&observation("o", "p", "3")),
    ] {
        world.clock.advance(1000);
        instants.push(world.clock.now());
        world.write(batch("a", vec![change])).await.unwrap();
    }
    let expect: [&[&str]; 5] = [&["p"], &["p", "o"], &["p", "o"], &["p"], &["p", "o"]];
    for (at, expect) in instants.iter().zip(expect) {
        let then = world.records.open(&world.all(), record, Some(*at)).await.unwrap();
        assert_eq!(ids(&then), expect, "at {at}");
    }
    let then = world.records.open(&world.all(), record, Some(instants[2])).await.unwrap();
    assert!(text(&then.resources[1]).contains(r#""value":2"#));
    let between = Timestamp(instants[2].0 - 1);
    let then = world.records.open(&world.all(), record, Some(between)).await.unwrap();
    assert!(text(&then.resources[1]).contains(r#""value":1"#));
    let before = Timestamp(instants[0].0 - 1);
    let then = world.records.open(&world.all(), record, Some(before)).await.unwrap();
    assert_eq!(ids(&then), [""; 0]);
}

#[tokio::test]
async fn a_clock_that_goes_back_does_not_reorder_a_record() {
    let (world, record) = with_patient().await;
    let noon = world.clock.now();
    world.clock.advance(-60_000);
    observe(&world, "a", 1).await;
    let read = world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    assert_eq!(read.at, noon);
    let then = world.records.open(&world.all(), record, Some(noon)).await.unwrap();
    assert_eq!(ids(&then), ["p", "o1"]);
}

#[tokio::test]
async fn everything_is_there_after_opening_again() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 5).await;
    let world = world.reopen().await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p", "o1", "o2", "o3", "o4", "o5"]);
    observe(&world, "b", 6).await;
    let read = world.records.read(&world.all(), "Observation", "o5").await.unwrap();
    assert_eq!((read.version, read.custodian.as_str()), (1, "a"), "equal content stays");
    world.is_clean().await;
}

#[tokio::test]
async fn a_lens_lets_through_only_what_its_custodians_keep() {
    let (world, record) = with_patient().await;
    world.write(batch("b", vec![put(&observation("x", "p", "1"))])).await.unwrap();
    let through = |who: &str| {
        world.permit("doctor", Scope::Record(record), Lens::custodians(vec![who.to_owned()]))
    };
    let snapshot = world.records.open(&through("b"), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["x"]);
    assert!(world.records.read(&through("b"), "Observation", "x").await.is_ok());
    assert!(is_not_found(world.records.read(&through("a"), "Observation", "x").await));
    assert!(is_not_found(world.records.history(&through("a"), "Observation", "x").await));
    let (through, by) = (through("a"), [("status", "final")]);
    let found = world.records.search(&through, record, "Observation", &by).await.unwrap();
    assert_eq!(found.total, 0);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let (world, record) = with_patient().await;
    assert!(is_not_found(world.records.read(&world.all(), "Observation", "none").await));
    assert!(is_not_found(world.records.history(&world.all(), "Observation", "none").await));
    let other = hygie_base::RecordNo::from_u64(record.get() ^ 1).unwrap();
    assert!(is_not_found(world.records.open(&world.all(), other, None).await));
    assert_eq!(world.records.find_patient(&world.all(), "nobody").await.unwrap(), []);
}

#[tokio::test]
async fn a_person_is_found_by_id_and_by_identifier() {
    let (world, record) = with_patient().await;
    world.write(batch("a", vec![put(&patient("q", "Roe"))])).await.unwrap();
    for wanted in ["p", "Patient/p", "urn:oid:1.2.3|nr-p"] {
        assert_eq!(world.records.find_patient(&world.all(), wanted).await.unwrap(), [record]);
    }
    let one = "Patient?identifier=urn%3Aoid%3A1.2.3%7Cnr-p";
    assert_eq!(world.records.find_one(&world.all(), one).await.unwrap(), "Patient/p");
    let changed = patient("p", "Doe").replace("nr-p", "nr-new");
    world.write(batch("a", vec![put(&changed)])).await.unwrap();
    assert_eq!(world.records.find_patient(&world.all(), "urn:oid:1.2.3|nr-p").await.unwrap(), []);
    let found = world.records.find_patient(&world.all(), "urn:oid:1.2.3|nr-new").await.unwrap();
    assert_eq!(found, [record]);
    world.write(batch("a", vec![delete("Patient", "p")])).await.unwrap();
    let found = world.records.find_patient(&world.all(), "urn:oid:1.2.3|nr-new").await.unwrap();
    assert_eq!(found, []);
    world.is_clean().await;
}

#[tokio::test]
async fn short_pages_of_the_store_change_nothing() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 20).await;
    world.write(batch("b", vec![put(&organization("org", "House"))])).await.unwrap();
    world.store.short_pages(3);
    let mut twins = Vec::new();
    for n in 0..5 {
        let twin = patient(&format!("t{n}"), "Twin").replace(&format!("nr-t{n}"), "shared");
        twins.push(put(&twin));
    }
    world.write(batch("a", twins)).await.unwrap();
    let world = {
        let world = world.reopen().await;
        world.store.short_pages(3);
        world
    };
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(snapshot.resources.len(), 21);
    let found = world.records.find_patient(&world.all(), "urn:oid:1.2.3|shared").await.unwrap();
    assert_eq!(found.len(), 5);
    assert!(world.records.traces(&world.all(), record).await.unwrap().len() >= 22);
    world.is_clean().await;
}

/// A world whose cache holds about `bytes`.
fn small(bytes: usize) -> World {
    hygie_testkit::Builder::default().cache_bytes(bytes).open()
}

#[tokio::test]
async fn reads_agree_whatever_the_cache_holds() {
    for bytes in [0, 2000, 8 << 20] {
        let world = small(bytes);
        for p in ["p", "q", "r"] {
            world.write(batch("a", vec![put(&patient(p, "Doe"))])).await.unwrap();
        }
        for round in 0..3 {
            for p in ["p", "q", "r"] {
                let record = world.record(p).await;
                let id = format!("o-{p}-{round}");
                let before = world.records.open(&world.all(), record, None).await.unwrap();
                assert_eq!(before.resources.len(), 1 + round);
                world.write(batch("a", vec![put(&observation(&id, p, "1"))])).await.unwrap();
                let after = world.records.open(&world.all(), record, None).await.unwrap();
                assert_eq!(after.head, before.head + 1, "the moved head is seen");
                assert_eq!(ids(&after).last(), Some(&id.as_str()));
            }
        }
    }
}

/// How many traces of reads of Observation `o1` there are.
async fn traced_reads(world: &World, record: RecordNo) -> usize {
    let traces = world.records.traces(&world.all(), record).await.unwrap();
    let of_it = |seen: &&hygie_record::TraceSeen| {
        seen.trace.action == Action::Read && seen.trace.what.starts_with("Observation/o1 ")
    };
    traces.iter().filter(of_it).count()
}

#[tokio::test]
async fn reads_out_of_an_open_record_are_current_and_traced_once() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 2).await;
    let all = world.all();
    let read = async || world.records.read(&all, "Observation", "o1").await;
    read().await.unwrap();
    world.records.open(&all, record, None).await.unwrap();
    let opened = read().await.unwrap();
    assert!(text(&opened).contains(r#""value":1"#));
    assert_eq!(traced_reads(&world, record).await, 2);
    world.write(batch("a", vec![put(&observation("o1", "p", "7"))])).await.unwrap();
    let read_again = read().await.unwrap();
    assert_eq!((read_again.version, opened.version), (2, 1));
    assert_eq!(traced_reads(&world, record).await, 3, "one for each");
    let lens = Lens::custodians(vec!["b".to_owned()]);
    world.records.open(&all, record, None).await.unwrap();
    let other = world.permit("doctor", Scope::Record(record), lens);
    assert!(is_not_found(world.records.read(&other, "Observation", "o1").await));
    world.write(batch("a", vec![delete("Observation", "o1")])).await.unwrap();
    assert_eq!(read().await.unwrap().state, State::Deleted);
    world.records.open(&all, record, None).await.unwrap();
    assert_eq!(read().await.unwrap().state, State::Deleted);
    world.records.erase(&all, record, None).await.unwrap();
    assert!(is_not_found(read().await));
}

#[tokio::test]
async fn a_read_out_of_an_open_record_sees_what_lands_before_its_trace() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 1).await;
    let all = world.all();
    world.records.read(&all, "Observation", "o1").await.unwrap();
    world.records.open(&all, record, None).await.unwrap();
    world.store.hold();
    let changed = vec![put(&observation("o1", "p", "7"))];
    let write = world.records.submit(&all, batch("a", changed)).await.unwrap();
    let read = {
        let (all, records) = (world.all(), Arc::clone(&world.records));
        tokio::spawn(async move { records.read(&all, "Observation", "o1").await })
    };
    while world.store.held() < 2 {
        tokio::task::yield_now().await;
    }
    world.store.release();
    write.wait().await.unwrap();
    assert_eq!(read.await.unwrap().unwrap().version, 2);
    world.is_clean().await;
}
