//! Two nodes on one PostgreSQL database: no state is kept apart from caches,
//! and the head that a trace's commit tells decides whether they are current.

use std::sync::Arc;

use hygie_base::{Clock as _, Timestamp};
use hygie_record::{Lens, RecordError, Scope};
use hygie_testkit::{Builder, World, batch, letter, observation, patient, put};

use crate::{ids, is_not_found, text};

/// Writes on each node.
const EACH: usize = 12;

/// Two nodes and the record of Patient `p`, kept by `a`.
async fn two() -> (World, World, hygie_base::RecordNo) {
    let here = Builder::on_postgres().open();
    here.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let there = here.beside();
    let record = here.record("p").await;
    (here, there, record)
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_of_one_record_on_two_nodes_all_get_through() {
    let (here, there, record) = two().await;
    let nodes = [Arc::new(here), Arc::new(there)];
    let mut writers = tokio::task::JoinSet::new();
    for n in 0..2 * EACH {
        let node = Arc::clone(&nodes[n % 2]);
        writers.spawn(async move {
            let text = observation(&format!("o{n}"), "p", &n.to_string());
            node.write(batch("a", vec![put(&text)])).await.unwrap();
        });
    }
    writers.join_all().await;
    for node in &nodes {
        let snapshot = node.records.open(&node.all(), record, None).await.unwrap();
        assert_eq!(snapshot.resources.len(), 1 + 2 * EACH, "no update is lost");
    }
    nodes[0].is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_of_one_resource_on_two_nodes_each_make_a_version() {
    let (here, there, _) = two().await;
    here.write(batch("a", vec![put(&observation("o", "p", "0"))])).await.unwrap();
    let nodes = [Arc::new(here), Arc::new(there)];
    let mut writers = tokio::task::JoinSet::new();
    for n in 1..=EACH {
        let node = Arc::clone(&nodes[n % 2]);
        writers.spawn(async move {
            let text = observation("o", "p", &n.to_string());
            node.write(batch("a", vec![put(&text)])).await.unwrap();
        });
    }
    writers.join_all().await;
    let all = nodes[1].all();
    let versions = nodes[1].records.history(&all, "Observation", "o").await.unwrap();
    let numbers: Vec<_> = versions.iter().map(|version| version.version).rev().collect();
    let expected: Vec<_> = (1..=u32::try_from(EACH).unwrap() + 1).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_wrote_the_other_reads_at_once() {
    let (here, there, record) = two().await;
    for n in 0..EACH {
        let value = n.to_string();
        let (writer, reader) = if n % 2 == 0 { (&here, &there) } else { (&there, &here) };
        writer.write(batch("a", vec![put(&observation("o", "p", &value))])).await.unwrap();
        let read = reader.records.read(&reader.all(), "Observation", "o").await.unwrap();
        let current = observation("o", "p", &value);
        assert_eq!(text(&read), current, "also where an older version is cached");
        let snapshot = reader.records.open(&reader.all(), record, None).await.unwrap();
        assert_eq!(ids(&snapshot), ["p", "o"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_erased_the_other_hands_out_no_more() {
    let (here, there, record) = two().await;
    here.write(batch("a", vec![put(&observation("o", "p", "1"))])).await.unwrap();
    for _ in 0..2 {
        there.records.open(&there.all(), record, None).await.unwrap();
        there.records.read(&there.all(), "Observation", "o").await.unwrap();
    }
    here.records.erase(&here.all(), record, None).await.unwrap();
    assert!(is_not_found(there.records.read(&there.all(), "Observation", "o").await));
    assert!(is_not_found(there.records.open(&there.all(), record, None).await));
    there.is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_erased_the_other_does_not_bring_back() {
    // With a key that there is, with a new one, and by erasing a part.
    for custodian in ["a", "b"] {
        let (here, there, record) = two().await;
        there.store.hold();
        let change = vec![put(&observation("late", "p", "1"))];
        let write = there.records.submit(&there.all(), batch(custodian, change)).await.unwrap();
        here.records.erase(&here.all(), record, None).await.unwrap();
        there.store.release();
        assert!(matches!(write.wait().await, Err(RecordError::AbsentPatient { .. })));
        assert!(is_not_found(there.records.open(&there.all(), record, None).await));
        there.is_clean().await;
    }
    let (here, there, record) = two().await;
    let there = Arc::new(there);
    there.store.hold();
    let erasure = {
        let there = Arc::clone(&there);
        tokio::spawn(async move { there.records.erase(&there.all(), record, Some("a")).await })
    };
    while there.store.held() == 0 {
        tokio::task::yield_now().await;
    }
    here.records.erase(&here.all(), record, None).await.unwrap();
    there.store.release();
    assert!(is_not_found(erasure.await.unwrap()));
    assert!(is_not_found(there.records.open(&there.all(), record, None).await));
    there.is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_node_has_a_log_of_its_own_and_one_that_ended_leaves_it() {
    let (here, there, record) = two().await;
    let logs = |node: &World| hygie_store::Store::own_log(&*node.store);
    assert_ne!(logs(&here), logs(&there));
    for node in [&here, &there] {
        node.records.open(&node.all(), record, None).await.unwrap();
    }
    let seen = here.records.traces(&here.all(), record).await.unwrap();
    let mut from: Vec<_> = seen.iter().map(|trace| trace.log).collect();
    from.dedup();
    assert_eq!(from.len(), 2, "a record's traces are those of both logs");
    let left = logs(&there);
    there.close().await;
    assert_eq!(logs(&here.beside()), left);
}

#[tokio::test(flavor = "multi_thread")]
async fn attachments_in_a_bucket_are_read_on_the_other_node() {
    let here = Builder::on_postgres().with_bucket().open();
    here.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let there = here.beside();
    let (one, two) = (large("one"), large("two"));
    here.write(batch("a", vec![put(&one)])).await.unwrap();
    there.write(batch("a", vec![put(&two)])).await.unwrap();
    for node in [&here, &there] {
        for (id, exact) in [("one", &one), ("two", &two)] {
            let read = node.records.read(&node.all(), "DocumentReference", id).await.unwrap();
            assert_eq!(text(&read), exact, "{id}");
        }
        assert_eq!(node.blobs_on_disk().await, 2);
        node.is_clean().await;
    }
    // Erased on one node, it is gone for both.
    let record = here.record("p").await;
    there.records.erase(&there.all(), record, None).await.unwrap();
    assert_eq!(here.blobs_on_disk().await, 0);
    let gone = here.records.read(&here.all(), "DocumentReference", "one").await;
    assert!(is_not_found(gone));
    here.is_clean().await;
}

fn large(id: &str) -> String {
    letter(id, "p", &"A".repeat(hygie_record::limits::ATTACHMENT_BYTES))
}

/// Each node has a log of its own: those who came are found in each, in the order of time.
#[tokio::test(flavor = "multi_thread")]
async fn who_came_is_told_of_every_node() {
    let (here, there, record) = two().await;
    let looks = async |node: &World, who: &str| {
        node.clock.advance(10);
        let permit = node.permit(who, Scope::Record(record), Lens::everything());
        node.records.view(&permit, record, "synthesis").await.unwrap();
        node.clock.now()
    };
    let (doctor, nurse) = ("doctor", "nurse");
    let first = looks(&there, doctor).await;
    let noon = looks(&here, nurse).await;
    let again = looks(&here, doctor).await;
    let last = looks(&there, doctor).await;
    let came = async |start: Timestamp, end: Timestamp| {
        let comers = here.records.comers(here.mint(), record, start, end).await.unwrap();
        assert!(!comers.more && comers.unreadable == 0);
        let told = comers.all.into_iter();
        told.map(|it| (it.actor.id, it.first, it.last, it.granted)).collect::<Vec<_>>()
    };
    let doctor = || doctor.to_owned();
    let after = |at: Timestamp| Timestamp(at.0 + 1);
    assert_eq!(came(noon, after(noon)).await, [(nurse.to_owned(), noon, noon, 1)]);
    assert_eq!(
        came(first, after(last)).await,
        [(doctor(), first, last, 3), (nurse.to_owned(), noon, noon, 1)]
    );
    assert_eq!(came(again, last).await, [(doctor(), again, again, 1)]);
}
