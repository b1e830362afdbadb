//! Erasing a record or one custodian's part, alone and beside others.

use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_record::limits::ATTACHMENT_BYTES;
use hygie_record::{Erased, Everything, RecordError};
use hygie_testkit::{Look, World, batch, letter, observation, patient, put};
use hygie_trace::Action;

use crate::{ids, is_not_found, observe, text, with_patient};

/// Patient `p` and `o1` kept by `a`; `o2`, a letter, and a later version of
/// `o1` kept by `b`.
async fn shared() -> (World, RecordNo) {
    let (world, record) = with_patient().await;
    observe(&world, "a", 1).await;
    world.write(batch("b", vec![put(&observation("o2", "p", "2"))])).await.unwrap();
    let scan = letter("scan", "p", &"A".repeat(ATTACHMENT_BYTES));
    world.write(batch("b", vec![put(&scan)])).await.unwrap();
    world.write(batch("b", vec![put(&observation("o1", "p", "1.1"))])).await.unwrap();
    (world, record)
}

async fn is_erased(world: &World, record: RecordNo) {
    let (records, all) = (&world.records, world.all());
    assert!(is_not_found(records.open(&all, record, None).await));
    assert!(is_not_found(records.read(&all, "Patient", "p").await));
    assert!(is_not_found(records.history(&all, "Observation", "o1").await));
    assert!(is_not_found(records.search(&all, record, "Patient", &[("family", "Doe")]).await));
    assert_eq!(records.find_patient(&all, "p").await.unwrap(), []);
    assert_eq!(records.find_patient(&all, "urn:oid:1.2.3|nr-p").await.unwrap(), []);
    assert!(is_not_found(records.erase(&all, record, None).await), "there is nothing left");
    let traces = records.traces(&all, record).await.unwrap();
    assert!(traces.iter().any(|seen| seen.trace.action == Action::Erase));
    assert!(traces.iter().any(|seen| seen.trace.action == Action::Write));
    assert_eq!(world.blobs_on_disk().await, 0);
    world.is_clean().await;
}

#[tokio::test]
async fn an_erased_record_is_gone_and_its_traces_stay() {
    let (world, record) = shared().await;
    world.records.open(&world.all(), record, None).await.unwrap();
    let erased = world.records.erase(&world.all(), record, None).await.unwrap();
    assert_eq!(erased, Erased { resources: 4, keys: 2, blobs: 1 });
    is_erased(&world, record).await;
    let world = world.reopen().await;
    is_erased(&world, record).await;
}

#[tokio::test]
async fn ids_of_an_erased_record_are_never_used_again() {
    let (world, record) = shared().await;
    world.records.erase(&world.all(), record, None).await.unwrap();
    let world = world.reopen().await;
    let again = world.write(batch("a", vec![put(&patient("p", "Doe"))])).await;
    assert!(matches!(again, Err(RecordError::Erased { .. })));
    world.write(batch("a", vec![put(&patient("q", "Roe"))])).await.unwrap();
    let again = world.write(batch("a", vec![put(&observation("o1", "q", "1"))])).await;
    assert!(matches!(again, Err(RecordError::Erased { .. })));
    let about = world.write(batch("a", vec![put(&observation("new", "p", "1"))])).await;
    assert!(matches!(about, Err(RecordError::AbsentPatient { .. })));
    world.is_clean().await;
}

#[tokio::test]
async fn one_custodians_part_goes_and_the_rest_verifies() {
    let (world, record) = shared().await;
    world.records.open(&world.all(), record, None).await.unwrap();
    let erased = world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    assert_eq!(erased, Erased { resources: 3, keys: 1, blobs: 1 });
    let check = async |world: &World| {
        let (records, all) = (&world.records, world.all());
        let snapshot = records.open(&all, record, None).await.unwrap();
        assert_eq!(ids(&snapshot), ["p", "o1"]);
        assert!(is_not_found(records.read(&all, "Observation", "o2").await));
        assert!(is_not_found(records.read(&all, "DocumentReference", "scan").await));
        let older = records.read(&all, "Observation", "o1").await.unwrap();
        assert_eq!((older.version, text(&older)), (1, observation("o1", "p", "1").as_str()));
        assert_eq!(records.history(&all, "Observation", "o1").await.unwrap().len(), 1);
        assert_eq!(world.blobs_on_disk().await, 0);
        world.is_clean().await;
    };
    check(&world).await;
    let world = world.reopen().await;
    check(&world).await;
    let again = world.write(batch("a", vec![put(&observation("o2", "p", "2"))])).await;
    assert!(matches!(again, Err(RecordError::Erased { .. })));
    // The number of the version that was erased is not given again.
    world.write(batch("b", vec![put(&observation("o1", "p", "9"))])).await.unwrap();
    let history = world.records.history(&world.all(), "Observation", "o1").await.unwrap();
    let versions: Vec<_> = history.iter().map(|version| version.version).collect();
    assert_eq!(versions, [3, 1]);
    world.is_clean().await;
    world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    world.records.erase(&world.all(), record, Some("a")).await.unwrap();
    let left = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&left), [""; 0]);
    world.is_clean().await;
    world.records.erase(&world.all(), record, None).await.unwrap();
    is_erased(&world, record).await;
}

#[tokio::test]
async fn a_custodian_that_keeps_nothing_there_has_nothing_to_erase() {
    let (world, record) = shared().await;
    assert!(is_not_found(world.records.erase(&world.all(), record, Some("c")).await));
    world.is_clean().await;
}

#[tokio::test]
async fn a_reader_that_began_before_an_erasure_releases_nothing_after_it() {
    for custodian in [None, Some("b")] {
        for look in [Look::Keys, Look::Entries] {
            let (world, record) = shared().await;
            let world = Arc::new(world.reopen().await);
            let mut paused = world.store.pause_after(look);
            let reader = {
                let world = Arc::clone(&world);
                tokio::spawn(async move {
                    world.records.open(&world.all(), record, None).await.map(|snapshot| {
                        ids(&snapshot).into_iter().map(str::to_owned).collect::<Vec<_>>()
                    })
                })
            };
            paused.reached().await;
            world.records.erase(&world.all(), record, custodian).await.unwrap();
            paused.go();
            let read = reader.await.unwrap();
            match custodian {
                None => assert!(is_not_found(read)),
                Some(_) => assert_eq!(read.unwrap(), ["p", "o1"], "paused after {look:?}"),
            }
            let later = world.records.open(&world.all(), record, None).await;
            match custodian {
                None => assert!(is_not_found(later)),
                Some(_) => assert_eq!(ids(&later.unwrap()), ["p", "o1"]),
            }
            world.is_clean().await;
        }
    }
}

#[tokio::test]
async fn a_single_read_that_began_before_an_erasure_releases_nothing_after_it() {
    let (world, record) = shared().await;
    let world = Arc::new(world);
    let mut paused = world.store.pause_after(Look::Entry);
    let reader = {
        let world = Arc::clone(&world);
        tokio::spawn(async move { world.records.read(&world.all(), "Observation", "o2").await })
    };
    paused.reached().await;
    world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    paused.go();
    assert!(is_not_found(reader.await.unwrap()));
}

#[tokio::test]
async fn a_writer_that_began_before_an_erasure_does_not_write_into_the_grave() {
    // Of all, or of the part that holds the Patient.
    for custodian in [None, Some("a")] {
        let (world, record) = shared().await;
        let world = Arc::new(world);
        // The first look is for the resource itself, the second for its Patient.
        let mut own = world.store.pause_after(Look::Locate);
        let mut subject = world.store.pause_after(Look::Locate);
        let writer = {
            let world = Arc::clone(&world);
            let text = observation("late", "p", "1");
            tokio::spawn(async move { world.write(batch("c", vec![put(&text)])).await })
        };
        own.reached().await;
        own.go();
        subject.reached().await;
        world.records.erase(&world.all(), record, custodian).await.unwrap();
        subject.go();
        let late = writer.await.unwrap();
        assert!(matches!(late, Err(RecordError::AbsentPatient { .. })));
        world.is_clean().await;
    }
}

#[tokio::test]
async fn an_erasure_takes_with_it_what_is_under_way() {
    let (world, record) = shared().await;
    let world = Arc::new(world);
    world.store.hold();
    let mut pending = Vec::new();
    for n in 0..5 {
        let change = vec![put(&observation(&format!("new{n}"), "p", "1"))];
        pending.push(world.records.submit(&world.all(), batch("a", change)).await.unwrap());
    }
    let erasure = {
        let world = Arc::clone(&world);
        tokio::spawn(async move { world.records.erase(&world.all(), record, None).await })
    };
    while world.store.held() < 6 {
        tokio::task::yield_now().await;
    }
    world.store.release();
    for write in pending {
        write.wait().await.unwrap();
    }
    assert_eq!(erasure.await.unwrap().unwrap().resources, 9);
    is_erased(&world, record).await;
}

#[tokio::test]
async fn an_erasure_takes_the_key_that_a_write_under_way_brings() {
    let (world, record) = shared().await;
    let world = Arc::new(world);
    world.store.hold();
    let change = vec![put(&observation("late", "p", "1"))];
    let write = world.records.submit(&world.all(), batch("c", change)).await.unwrap();
    // The keys are looked at before the write has landed, the head after it.
    let mut keys = world.store.pause_after(Look::Keys);
    let erasure = {
        let world = Arc::clone(&world);
        tokio::spawn(async move { world.records.erase(&world.all(), record, None).await })
    };
    keys.reached().await;
    world.store.release();
    write.wait().await.unwrap();
    keys.go();
    assert_eq!(erasure.await.unwrap().unwrap(), Erased { resources: 5, keys: 3, blobs: 1 });
    is_erased(&world, record).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn erasing_beside_writers_and_readers_leaves_all_in_order() {
    let (world, record) = shared().await;
    let world = Arc::new(world);
    let mut tasks = Vec::new();
    for n in 0..8 {
        let world = Arc::clone(&world);
        tasks.push(tokio::spawn(async move {
            for round in 0..10 {
                let id = format!("w{n}-{round}");
                let custodian = if n % 2 == 0 { "a" } else { "b" };
                let change = vec![put(&observation(&id, "p", "1"))];
                match world.write(batch(custodian, change)).await {
                    Ok(_) | Err(RecordError::AbsentPatient { .. }) => {}
                    Err(error) => unreachable!("{error}"),
                }
                match world.records.open(&world.all(), record, None).await {
                    Ok(_) | Err(RecordError::NotFound) => {}
                    Err(error) => unreachable!("{error}"),
                }
            }
        }));
    }
    world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    world.records.erase(&world.all(), record, None).await.unwrap();
    for task in tasks {
        task.await.unwrap();
    }
    is_erased(&world, record).await;
}

#[tokio::test]
async fn a_page_of_everything_is_not_known_once_a_part_was_erased() {
    let (world, record) = shared().await;
    let all = world.all();
    let mut asked = Everything { count: 2, ..Everything::default() };
    let first = world.records.everything(&all, record, &asked).await.unwrap();
    assert_eq!((first.total, first.resources.len()), (4, 2));
    asked.from = first.next;
    let second = world.records.everything(&all, record, &asked).await.unwrap();
    assert_eq!((second.resources.len(), second.next), (2, None));
    world.records.erase(&all, record, Some("b")).await.unwrap();
    let stale = world.records.everything(&all, record, &asked).await;
    assert!(matches!(stale, Err(RecordError::Search(_))), "places in the list are others now");
}
