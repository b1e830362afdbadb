//! Many writers and readers at the same time, and neighbours that fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hygie_base::{Clock as _, RecordNo};
use hygie_record::{Effect, PendingWrite, RecordError};
use hygie_store::{Commit, Head, Refusal};
use hygie_testkit::{
    Look, Meddle, World, batch, delete, encounter, observation, organization, patient, put,
};

use crate::{ids, text, with_patient};

const WRITERS: usize = 32;

/// A world with a Patient whose registry keys are all made, so that what is
/// held back later holds nothing else up.
async fn warm() -> (World, RecordNo) {
    let (world, record) = with_patient().await;
    world.write(batch("a", vec![put(&organization("org", "House"))])).await.unwrap();
    (world, record)
}

async fn submit(world: &World, text: &str) -> PendingWrite {
    world.records.submit(&world.all(), batch("a", vec![put(text)])).await.unwrap()
}

/// Counts commits that append and answers what is to happen to the nth.
fn nth(n: u64, meddle: fn() -> Meddle) -> impl FnMut(&Commit) -> Meddle + Send {
    let mut seen = 0;
    move |commit| {
        seen += u64::from(!commit.appends.is_empty());
        if seen == n && !commit.appends.is_empty() { meddle() } else { Meddle::Pass }
    }
}

fn overtaken() -> Meddle {
    let (record, seq) = (RecordNo::REGISTRY, 0);
    Meddle::Refuse(Refusal::Head(Head { record, seq }))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_of_one_record_do_not_collide() {
    let (world, record) = warm().await;
    let world = Arc::new(world);
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                for round in 0..4 {
                    let text = observation(&format!("o{n}"), "p", &format!("{n}.{round}"));
                    world.write(batch("a", vec![put(&text)])).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(snapshot.head, 1 + 4 * WRITERS as u64);
    for n in 0..WRITERS {
        let id = format!("o{n}");
        let history = world.records.history(&world.all(), "Observation", &id).await.unwrap();
        let versions: Vec<_> = history.iter().map(|version| version.version).collect();
        assert_eq!(versions, [4, 3, 2, 1]);
        assert!(text(&history[0]).contains(&format!(r#""value":{n}.3"#)), "its last word stands");
    }
    world.is_clean().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_of_one_resource_all_get_a_version() {
    let (world, _) = warm().await;
    let world = Arc::new(world);
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                let text = observation("o", "p", &format!("1000.{n:02}"));
                world.write(batch("a", vec![put(&text)])).await.unwrap()
            })
        })
        .collect();
    let mut created = 0;
    for writer in writers {
        created += usize::from(writer.await.unwrap().effects == [Effect::Created]);
    }
    assert_eq!(created, 1);
    let history = world.records.history(&world.all(), "Observation", "o").await.unwrap();
    let versions: Vec<_> = history.iter().rev().map(|version| version.version).collect();
    assert_eq!(versions, (1..=32).collect::<Vec<u32>>());
    let mut values: Vec<_> = history.iter().map(|version| text(version).to_owned()).collect();
    values.sort_unstable();
    values.dedup();
    assert_eq!(values.len(), WRITERS, "nothing was lost");
    world.is_clean().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn registry_resources_that_many_bring_are_stored_once() {
    let world = Arc::new(World::new());
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                let person = patient(&format!("p{n}"), "Doe");
                let changes = vec![put(&organization("org", "House")), put(&person)];
                world.write(batch("a", changes)).await.unwrap()
            })
        })
        .collect();
    let mut created = 0;
    for writer in writers {
        created += usize::from(writer.await.unwrap().effects[0] == Effect::Created);
    }
    assert_eq!(created, 1);
    let history = world.records.history(&world.all(), "Organization", "org").await.unwrap();
    assert_eq!(history.len(), 1);
    world.is_clean().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_beside_busy_writers_gets_its_turn() {
    let (world, record) = warm().await;
    let (world, left) = (Arc::new(world), Arc::new(AtomicU64::new(8)));
    let writers: Vec<_> = (0..8)
        .map(|n| {
            let (world, left) = (Arc::clone(&world), Arc::clone(&left));
            tokio::spawn(async move {
                let mut round = 0;
                while left.load(Ordering::SeqCst) > 0 {
                    let text = observation(&format!("o{n}"), "p", &round.to_string());
                    world.write(batch("a", vec![put(&text)])).await.unwrap();
                    round += 1;
                }
            })
        })
        .collect();
    while left.fetch_sub(1, Ordering::SeqCst) > 1 {
        world.records.open(&world.all(), record, None).await.unwrap();
    }
    for writer in writers {
        writer.await.unwrap();
    }
    world.is_clean().await;
}

#[tokio::test]
async fn a_patient_on_its_way_may_be_referred_to() {
    let (world, _) = warm().await;
    world.store.hold();
    let person = submit(&world, &patient("q", "Roe")).await;
    let about = submit(&world, &observation("o", "q", "1")).await;
    assert_eq!(world.store.held(), 2, "neither waits for the other");
    world.store.release();
    person.wait().await.unwrap();
    about.wait().await.unwrap();
    let record = world.record("q").await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["q", "o"]);
    world.is_clean().await;
}

#[tokio::test]
async fn a_patient_that_lands_between_two_looks_is_not_missed() {
    let (world, _) = warm().await;
    world.store.hold();
    let person = submit(&world, &patient("q", "Roe")).await;
    let world = Arc::new(world);
    // The first look is for the resource itself, the second for its Patient.
    let mut own = world.store.pause_after(Look::Locate);
    let mut subject = world.store.pause_after(Look::Locate);
    let about = {
        let world = Arc::clone(&world);
        let text = observation("o", "q", "1");
        tokio::spawn(async move { world.write(batch("a", vec![put(&text)])).await })
    };
    own.reached().await;
    own.go();
    subject.reached().await;
    world.store.release();
    person.wait().await.unwrap();
    subject.go();
    about.await.unwrap().unwrap();
    world.is_clean().await;
}

#[tokio::test]
async fn a_write_that_is_overtaken_keeps_its_place() {
    for victim in 1..=6 {
        let (world, record) = warm().await;
        world.store.hold();
        let mut pending = vec![submit(&world, &patient("q", "Roe")).await];
        for n in 0..5 {
            pending.push(submit(&world, &observation(&format!("o{n}"), "q", "1")).await);
        }
        let last = {
            let all = world.all();
            let records = Arc::clone(&world.records);
            let changes = vec![put(&observation("o0", "q", "2")), put(&patient("p", "New"))];
            // Waits for `o0`, which is on its way.
            tokio::spawn(async move { records.write(&all, batch("a", changes)).await })
        };
        world.store.meddle(nth(victim, overtaken));
        world.store.release();
        for write in pending {
            write.wait().await.unwrap();
        }
        last.await.unwrap().unwrap();
        let other = world.record("q").await;
        let snapshot = world.records.open(&world.all(), other, None).await.unwrap();
        assert_eq!(ids(&snapshot), ["q", "o1", "o2", "o3", "o4", "o0"], "victim {victim}");
        assert_eq!(snapshot.head, 7);
        let mine = world.records.open(&world.all(), record, None).await.unwrap();
        assert_eq!(mine.head, 2);
        world.is_clean().await;
    }
}

#[tokio::test]
async fn a_write_is_dated_by_its_submission_however_often_it_goes_again() {
    let (world, _) = warm().await;
    world.store.hold();
    let at = world.clock.now();
    let pending = submit(&world, &observation("o", "p", "1")).await;
    world.clock.advance(1000);
    world.store.meddle(nth(1, overtaken));
    world.store.release();
    assert_eq!(pending.wait().await.unwrap().times, [at]);
    world.is_clean().await;
}

#[tokio::test]
async fn a_refusal_rests_on_what_is_durable() {
    let (world, record) = warm().await;
    world.write(batch("b", vec![put(&observation("o", "p", "1"))])).await.unwrap();
    world.records.erase(&world.all(), record, Some("a")).await.unwrap();
    world.store.hold();
    // Foresees a new record, for only the store finds that the id was erased.
    let person = submit(&world, &patient("p", "Doe")).await;
    let about = {
        let (all, records) = (world.all(), Arc::clone(&world.records));
        let changes = vec![put(&observation("o", "p", "2"))];
        tokio::spawn(async move { records.write(&all, batch("b", changes)).await })
    };
    tokio::task::yield_now().await;
    world.store.release();
    assert!(matches!(person.wait().await, Err(RecordError::Erased { .. })));
    assert!(matches!(about.await.unwrap(), Err(RecordError::AbsentPatient { .. })));
    world.is_clean().await;
}

#[tokio::test]
async fn a_neighbour_that_fails_takes_nobody_with_it() {
    for victim in 1..=5 {
        let (world, record) = warm().await;
        world.store.hold();
        let mut pending = Vec::new();
        for n in 0..5 {
            pending.push(submit(&world, &observation(&format!("o{n}"), "p", "1")).await);
        }
        world.store.meddle(nth(victim, || Meddle::Fail));
        world.store.release();
        let mut expect = vec!["p".to_owned()];
        for (n, write) in pending.into_iter().enumerate() {
            match write.wait().await {
                Ok(_) => expect.push(format!("o{n}")),
                Err(RecordError::Store(_)) => assert_eq!(n as u64 + 1, victim),
                Err(error) => unreachable!("{error}"),
            }
        }
        assert_eq!(expect.len(), 5, "four and the patient");
        let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
        assert_eq!(ids(&snapshot), expect);
        world.is_clean().await;
    }
}

#[tokio::test]
async fn who_builds_on_a_patient_that_fails_is_refused() {
    let (world, _) = warm().await;
    world.store.hold();
    let person = submit(&world, &patient("q", "Roe")).await;
    let about = submit(&world, &observation("o", "q", "1")).await;
    let follows = submit(&world, &encounter("e", "q")).await;
    world.store.meddle(nth(1, || Meddle::Fail));
    world.store.release();
    assert!(matches!(person.wait().await, Err(RecordError::Store(_))));
    for write in [about, follows] {
        assert!(matches!(write.wait().await, Err(RecordError::AbsentPatient { .. })));
    }
    let report = world.records.check(&world.all()).await.unwrap();
    assert_eq!((report.findings.len(), report.stats.records), (0, 2), "no record without a person");
}

#[tokio::test]
async fn who_looked_before_a_patient_failed_does_not_write_without_a_person() {
    let (world, _) = warm().await;
    world.store.hold();
    let person = submit(&world, &patient("q", "Roe")).await;
    let world = Arc::new(world);
    let mut own = world.store.pause_after(Look::Locate);
    let mut subject = world.store.pause_after(Look::Locate);
    let about = {
        let world = Arc::clone(&world);
        let text = observation("o", "q", "1");
        tokio::spawn(async move { world.write(batch("a", vec![put(&text)])).await })
    };
    own.reached().await;
    own.go();
    subject.reached().await;
    world.store.meddle(nth(1, || Meddle::Fail));
    world.store.release();
    assert!(matches!(person.wait().await, Err(RecordError::Store(_))));
    subject.go();
    assert!(matches!(about.await.unwrap(), Err(RecordError::AbsentPatient { .. })));
    let report = world.records.check(&world.all()).await.unwrap();
    assert_eq!((report.findings.len(), report.stats.records), (0, 2), "no record without a person");
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again() {
    for meddle in [|| Meddle::LoseAnswer, || Meddle::Lose] {
        for victim in 1..=4 {
            let (world, record) = warm().await;
            world.store.hold();
            let mut pending = Vec::new();
            for n in 0..4 {
                pending.push(submit(&world, &observation(&format!("o{n}"), "p", "1")).await);
            }
            world.store.meddle(nth(victim, meddle));
            world.store.release();
            for write in pending {
                assert_eq!(write.wait().await.unwrap().effects, [Effect::Created]);
            }
            let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
            assert_eq!(ids(&snapshot), ["p", "o0", "o1", "o2", "o3"]);
            assert_eq!(snapshot.head, 5, "none was written twice");
            world.is_clean().await;
        }
    }
}

#[tokio::test]
async fn blobs_of_a_write_that_is_overtaken_or_fails_do_not_stay() {
    let (world, _) = warm().await;
    let data = "A".repeat(hygie_record::limits::ATTACHMENT_BYTES);
    let letter = |id: &str| hygie_testkit::letter(id, "p", &data);
    world.store.meddle(nth(1, overtaken));
    world.write(batch("a", vec![put(&letter("one"))])).await.unwrap();
    assert_eq!(world.blobs_on_disk().await, 1);
    world.store.meddle(nth(1, || Meddle::Fail));
    let failed = world.write(batch("a", vec![put(&letter("two"))])).await;
    assert!(matches!(failed, Err(RecordError::Store(_))));
    assert_eq!(world.blobs_on_disk().await, 1);
    world.is_clean().await;
}

#[tokio::test]
async fn a_write_nobody_waits_for_goes_on() {
    let (world, record) = warm().await;
    world.store.hold();
    drop(submit(&world, &observation("o", "p", "1")).await);
    let after = submit(&world, &observation("x", "p", "1")).await;
    world.store.release();
    after.wait().await.unwrap();
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p", "o", "x"]);
}

#[tokio::test]
async fn what_one_caller_submits_is_applied_in_that_order() {
    let (world, _) = warm().await;
    let mut pending = Vec::new();
    for round in 0..20 {
        let changes = match round % 4 {
            3 => vec![delete("Observation", "o")],
            _ => vec![put(&observation("o", "p", &round.to_string()))],
        };
        let batch = batch("a", changes);
        pending.push(world.records.submit(&world.all(), batch).await.unwrap());
    }
    for write in pending {
        write.wait().await.unwrap();
    }
    let history = world.records.history(&world.all(), "Observation", "o").await.unwrap();
    assert_eq!(history.len(), 20);
    for (round, version) in history.iter().rev().enumerate() {
        let expect = format!(r#""value":{round}"#);
        assert!(version.text.is_empty() == (round % 4 == 3) || text(version).contains(&expect));
    }
}
