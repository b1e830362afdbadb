//! Damage gives an error or a fault, never a panic.

use std::path::Path;

use hygie_base::{KeyNo, LogNo, RecordNo};
use hygie_store::{Outcome, Store, StoreError};
use hygie_store_sqlite::{Options, SqliteStore};

use super::{append, filled, open, record};

#[tokio::test]
async fn a_flipped_byte_anywhere_never_panics() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    filled(&path).await;
    let sound = std::fs::read(&path).unwrap();
    // A prime step meets headers, pointers and cells; the whole of page 1 and
    // the head of each page are met too.
    let everywhere = (0..sound.len()).step_by(997);
    let heads = (0..sound.len()).step_by(4096).flat_map(|page| (0..12).map(move |at| page + at));
    for at in (0..100).chain(heads).chain(everywhere) {
        let mut damaged = sound.clone();
        damaged[at] ^= 0x41;
        let copy = folder.path().join("copy.db");
        std::fs::File::create(&copy)
            .and_then(|mut file| std::io::Write::write_all(&mut file, &damaged))
            .unwrap();
        try_everything(&copy, at).await;
        for end in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(super::beside(&copy, end)));
        }
    }
}

/// Every answer is a value, or says that the store is damaged.
async fn try_everything(path: &Path, at: usize) {
    let store = match SqliteStore::open(path, &Options::default()) {
        Ok(store) => store,
        Err(error) => return damaged(Err::<(), _>(error), at),
    };
    for number in 1..=10 {
        damaged(store.entries(record(number), 1, 99).await, at);
        damaged(store.keys(record(number)).await, at);
        damaged(store.traces_of(record(number), None, 99).await, at);
        damaged(store.last_write_trace(record(number)).await, at);
        damaged(store.commit(append(record(number), 21, b"more")).await, at);
    }
    damaged(store.records(RecordNo::REGISTRY, 99).await, at);
    damaged(store.all_keys((RecordNo::REGISTRY, KeyNo(0)), 99).await, at);
    damaged(store.all_ids(None, 999).await, at);
    damaged(store.traces(LogNo(0), 0, 999).await, at);
    damaged(store.stats().await, at);
    store.check().await.unwrap();
    damaged(store.close().await, at);
}

fn damaged<T>(answer: Result<T, StoreError>, at: usize) {
    match answer {
        Ok(_) | Err(StoreError::Damaged(_) | StoreError::Schema { .. }) => (),
        // The file's header says that it may not be written, or is of an older kind.
        Err(StoreError::Unavailable(_)) if (18..=19).contains(&at) => (),
        Err(error) => panic!("byte {at}: {error:?}"),
    }
}

#[tokio::test]
async fn the_check_finds_what_is_missing() {
    for (change, expected) in [
        ("DELETE FROM entries WHERE id = (2 << 24 | 7)", "entries, the last at 20"),
        ("DELETE FROM entries WHERE id = (2 << 24 | 20)", "entries, the last at 19"),
        ("UPDATE records SET head = 19 WHERE slot = 2", "head 19, but 20 entries"),
        ("DELETE FROM records WHERE slot = 2", "belong to no record"),
        ("DELETE FROM traces WHERE id = 5", "200 traces were written, but 199"),
        ("DELETE FROM traces WHERE id = 199", "the trace of its last write is not there"),
        ("UPDATE logs SET next = 201", "201 traces were written"),
        ("DELETE FROM logs", "is of no log"),
        ("UPDATE traces SET slot = 99 WHERE id = 3", "is of no log or record"),
        ("INSERT INTO ids VALUES (x'00', x'00')", "1 id tokens are misshapen"),
        ("UPDATE keys SET kind = 9 WHERE record = 3", "is misshapen"),
        ("UPDATE traces SET write = 2 WHERE id = 3", "misshapen"),
        ("UPDATE commits SET ids = x'0102' WHERE number = 1", "remembered commits"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hygie.db");
        filled(&path).await;
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch(change).unwrap();
        db.close().unwrap();
        let store = match SqliteStore::open(&path, &Options::default()) {
            Ok(store) => store,
            Err(error) => {
                assert!(error.to_string().contains("commit ids"), "{error}");
                continue;
            }
        };
        let faults = store.check().await.unwrap();
        let told = faults.iter().any(|fault| fault.what.contains(expected));
        assert!(told, "{change}: {faults:?}");
        store.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_last_write_without_its_trace_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    filled(&path).await;
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("DELETE FROM traces WHERE id = 199").unwrap();
    db.execute_batch("UPDATE traces SET write = 0 WHERE id = 179").unwrap();
    db.close().unwrap();
    let store = open(&path);
    for number in [9, 10] {
        let found = store.last_write_trace(record(number)).await;
        assert!(matches!(found, Err(StoreError::Damaged(_))), "{found:?}");
    }
    assert!(store.last_write_trace(record(8)).await.unwrap().is_some());
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_last_write_that_was_set_back_hides_no_later_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    filled(&path).await;
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("UPDATE records SET written = 185 WHERE slot = 10").unwrap();
    db.close().unwrap();
    let store = open(&path);
    let found = store.last_write_trace(record(10)).await.unwrap().unwrap();
    assert_eq!(found.index, 199);
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_head_that_was_changed_takes_no_append() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    filled(&path).await;
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("UPDATE records SET head = 30 WHERE slot = 1").unwrap();
    db.execute_batch("UPDATE records SET head = 10 WHERE slot = 2").unwrap();
    db.close().unwrap();
    let store = open(&path);
    for (number, seq) in [(1, 31), (2, 11)] {
        let refused = store.commit(append(record(number), seq, b"more")).await;
        assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    }
    super::done(&store, append(record(3), 21, b"more")).await;
    store.close().await.unwrap();
}

#[tokio::test]
async fn traces_beside_one_of_a_damaged_record_are_kept() {
    const MANY: usize = 64;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    filled(&path).await;
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("UPDATE records SET head = -1 WHERE slot = 1").unwrap();
    db.close().unwrap();
    let store = open(&path);
    let from = store.traces(LogNo(0), 0, 9999).await.unwrap().len();
    let of = |place: usize| if place == MANY / 2 { record(1) } else { record(2) };
    // All wait together, so that the writer takes them as one.
    let pending: Vec<_> = (0..MANY).map(|place| store.submit(super::traced(of(place)))).collect();
    for (place, answer) in pending.into_iter().enumerate() {
        match answer.await {
            Ok(Outcome::Done(_)) => assert_ne!(place, MANY / 2),
            Err(StoreError::Damaged(_)) => assert_eq!(place, MANY / 2),
            other => panic!("{other:?} at {place}"),
        }
    }
    let kept = store.traces(LogNo(0), 0, 9999).await.unwrap();
    assert_eq!(kept.len(), from + MANY - 1);
    assert!(kept.iter().enumerate().all(|(place, row)| row.index == place as u64), "no gaps");
    store.close().await.unwrap();
}
