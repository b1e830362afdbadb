//! Moving the key ring to a new epoch.

use std::io;
use std::sync::{Arc, Mutex};

use hygie_record::RecordError;
use hygie_store::Commit;
use hygie_testkit::{Meddle, World, batch, observation, organization, patient, put};

use crate::{ids, is_not_found, observe, with_patient};

/// Where a rotation saves the ring, failing at the nth time.
#[derive(Default)]
struct Saved {
    rings: Mutex<Vec<Vec<u8>>>,
    fail_at: Option<usize>,
}

impl Saved {
    fn save(&self, bytes: &[u8]) -> io::Result<()> {
        let mut rings = self.rings.lock().unwrap();
        if self.fail_at == Some(rings.len()) {
            return Err(io::Error::other("a test says so"));
        }
        rings.push(bytes.to_vec());
        Ok(())
    }

    fn last(&self) -> Option<Vec<u8>> {
        self.rings.lock().unwrap().last().cloned()
    }
}

#[tokio::test]
async fn after_a_rotation_only_the_new_ring_opens() {
    let (mut world, record) = with_patient().await;
    observe(&world, "a", 2).await;
    world.write(batch("b", vec![put(&organization("org", "House"))])).await.unwrap();
    let (old, saved) = (world.ring().to_vec(), Saved::default());
    let rotated = world.records.rotate_keys(&world.all(), &|bytes| saved.save(bytes)).await;
    let rotated = rotated.unwrap();
    assert_eq!((rotated.epoch, rotated.destroyed), (2, 1));
    assert!(rotated.rewrapped >= 4, "the record's, its traces', the registry's");
    observe(&world, "c", 3).await;
    world.save_ring(&saved.last().unwrap());
    let world = world.reopen().await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p", "o1", "o2", "o3"]);
    world.is_clean().await;
    let world = world.close().await.ring(&old).open();
    let refused = world.records.open(&world.all(), record, None).await;
    assert!(matches!(refused, Err(RecordError::Damaged { .. })));
}

#[tokio::test]
async fn an_erasure_is_final_once_the_ring_has_moved() {
    let (mut world, record) = with_patient().await;
    world.write(batch("b", vec![put(&observation("o", "p", "1"))])).await.unwrap();
    world.write(batch("a", vec![put(&patient("q", "Roe"))])).await.unwrap();
    let survivor = world.record("q").await;
    let saved = Saved::default();
    world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    world.records.rotate_keys(&world.all(), &|bytes| saved.save(bytes)).await.unwrap();
    world.records.erase(&world.all(), record, None).await.unwrap();
    world.records.rotate_keys(&world.all(), &|bytes| saved.save(bytes)).await.unwrap();
    world.save_ring(&saved.last().unwrap());
    let world = world.reopen().await;
    assert!(is_not_found(world.records.open(&world.all(), record, None).await));
    assert!(world.records.open(&world.all(), survivor, None).await.is_ok());
    assert!(!world.records.traces(&world.all(), record).await.unwrap().is_empty());
    world.is_clean().await;
}

#[tokio::test]
async fn an_interrupted_rotation_goes_on_where_it_stopped() {
    for (fail_at, fail_commit) in [(Some(0), None), (Some(1), None), (None, Some(1))] {
        for crash in [false, true] {
            let (mut world, record) = with_patient().await;
            observe(&world, "a", 2).await;
            let saved = Saved { fail_at, ..Saved::default() };
            let mut commits = 0;
            world.store.meddle(move |_| {
                commits += 1;
                if fail_commit == Some(commits) { Meddle::Fail } else { Meddle::Pass }
            });
            let stopped = world.records.rotate_keys(&world.all(), &|b| saved.save(b)).await;
            assert!(stopped.is_err());
            world.store.behave();
            // Whatever happened, all is readable and writable in between.
            observe(&world, "c", 3).await;
            if crash {
                if let Some(ring) = saved.last() {
                    world.save_ring(&ring);
                }
                world = world.reopen().await;
            }
            let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
            assert_eq!(ids(&snapshot), ["p", "o1", "o2", "o3"]);
            let saved = Saved::default();
            let rotated = world.records.rotate_keys(&world.all(), &|b| saved.save(b)).await;
            assert_eq!(rotated.unwrap().epoch, 2, "the same move, finished");
            world.save_ring(&saved.last().unwrap());
            let world = world.reopen().await;
            let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
            assert_eq!(ids(&snapshot), ["p", "o1", "o2", "o3"]);
            world.is_clean().await;
        }
    }
}

#[tokio::test]
async fn a_key_that_is_on_its_way_during_a_rotation_is_not_lost() {
    let (world, record) = with_patient().await;
    let late =
        |commit: &Commit| if commit.appends.is_empty() { Meddle::Pass } else { Meddle::Late };
    world.store.meddle(late);
    // A custodian who is new to the record brings a key of the old epoch.
    let change = vec![put(&observation("o", "p", "1"))];
    let pending = world.records.submit(&world.all(), batch("new", change)).await.unwrap();
    world.store.behave();
    let (saved, world) = (Arc::new(Saved::default()), Arc::new(world));
    let rotation = {
        let (world, saved) = (Arc::clone(&world), Arc::clone(&saved));
        tokio::spawn(async move {
            world.records.rotate_keys(&world.all(), &|bytes| saved.save(bytes)).await
        })
    };
    while saved.last().is_none() {
        tokio::task::yield_now().await;
    }
    // Work enough for a rotation that does not wait to come to its end.
    for _ in 0..50 {
        world.records.open(&world.all(), record, None).await.unwrap();
    }
    assert!(!rotation.is_finished());
    world.store.release();
    pending.wait().await.unwrap();
    rotation.await.unwrap().unwrap();
    let mut world = Arc::into_inner(world).unwrap();
    world.save_ring(&saved.last().unwrap());
    let world = world.reopen().await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p", "o"]);
    world.is_clean().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_rotation_beside_writers_and_readers_loses_nothing() {
    let (world, _) = with_patient().await;
    let saved = Arc::new(Saved::default());
    let mut world = {
        let world = Arc::new(world);
        let mut tasks = Vec::new();
        for n in 0..6 {
            let world = Arc::clone(&world);
            tasks.push(tokio::spawn(async move {
                for round in 0..8 {
                    let person = format!("p{n}-{round}");
                    let changes = vec![
                        put(&patient(&person, "Doe")),
                        put(&observation(&format!("o{n}-{round}"), &person, "1")),
                        put(&organization(&format!("org{n}-{round}"), "House")),
                    ];
                    let custodian = format!("org{n}-{round}");
                    world.write(batch(&custodian, changes)).await.unwrap();
                    let record = world.record(&person).await;
                    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
                    assert_eq!(snapshot.resources.len(), 2);
                }
            }));
        }
        for _ in 0..3 {
            let save = |bytes: &[u8]| saved.save(bytes);
            world.records.rotate_keys(&world.all(), &save).await.unwrap();
        }
        for task in tasks {
            task.await.unwrap();
        }
        Arc::into_inner(world).unwrap()
    };
    world.save_ring(&saved.last().unwrap());
    let world = world.reopen().await;
    world.is_clean().await;
    let report = world.records.check(&world.all()).await.unwrap();
    assert_eq!(report.resources, 1 + 6 * 8 * 3);
}

#[tokio::test]
async fn a_new_world_rotates_too() {
    let (world, saved) = (World::new(), Saved::default());
    let rotated = world.records.rotate_keys(&world.all(), &|b| saved.save(b)).await.unwrap();
    assert_eq!((rotated.epoch, rotated.rewrapped), (2, 0));
}
