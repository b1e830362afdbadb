//! Failpoints and limits that need them. Points are armed once per process, so
//! each test runs itself again in a process of its own.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use hygie_store::limits::{GROUP_COMMITS, QUEUE_COMMITS};
use hygie_store::{Outcome, Store, StoreError};
use hygie_store_sqlite::{Options, SqliteStore};

use super::{append, commit, done, open, record};

const INSIDE: &str = "HYGIE_TEST_INSIDE";

/// True inside the process where `points` are armed; outside, runs that process.
#[expect(clippy::disallowed_methods, reason = "tells the inner process from the outer")]
fn armed(test: &str, points: &str) -> bool {
    if std::env::var(INSIDE).is_ok() {
        return true;
    }
    let name = format!("faults::{test}");
    let mut inner = Command::new(std::env::current_exe().unwrap());
    inner.args(["--exact", &name, "--nocapture"]);
    passes(inner.env(INSIDE, "1").env("HYGIE_FAILPOINTS", points));
    false
}

fn passes(inner: &mut Command) {
    let output = inner.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{inner:?}: {said}");
}

/// Opens a store that notes why it would have ended the process.
pub(super) fn noting(path: &Path) -> (SqliteStore, Arc<Mutex<Vec<String>>>) {
    let ended = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&ended);
    let on_fatal = Arc::new(move |why: &str| note.lock().unwrap().push(why.to_owned()));
    (SqliteStore::open(path, &Options { on_fatal, ..Options::default() }).unwrap(), ended)
}

#[tokio::test]
async fn a_failed_commit_is_unknown_and_ends_the_process() {
    if !armed("a_failed_commit_is_unknown_and_ends_the_process", "store.commit=fail@2") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let (store, ended) = noting(&path);
    done(&store, append(record(1), 1, b"a")).await;
    let lost = store.commit(append(record(1), 2, b"b")).await;
    assert!(matches!(lost, Err(StoreError::Unknown(_))), "{lost:?}");
    // The writer is gone once it has told why.
    while !matches!(store.commit(commit()).await, Err(StoreError::Closed)) {
        tokio::task::yield_now().await;
    }
    let why = ended.lock().unwrap().join("");
    assert!(why.ends_with("injected at store.commit"), "{why}");
    assert!(matches!(store.close().await, Err(StoreError::Closed)));
    drop(store);
    let store = open(&path);
    assert_eq!(store.head(record(1)).await.unwrap(), 1);
    assert_eq!(store.check().await.unwrap(), []);
    store.close().await.unwrap();
}

#[tokio::test]
async fn an_unknown_outcome_is_resolved_by_the_commits_id() {
    if !armed("an_unknown_outcome_is_resolved_by_the_commits_id", "store.committed=fail@2") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let (store, _) = noting(&path);
    done(&store, append(record(1), 1, b"a")).await;
    let second = append(record(1), 2, b"b");
    assert!(matches!(store.commit(second.clone()).await, Err(StoreError::Unknown(_))));
    drop(store.close().await);
    let store = open(&path);
    assert_eq!(store.commit(second).await.unwrap(), Outcome::Repeated);
    assert_eq!(store.head(record(1)).await.unwrap(), 2);
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_fault_before_the_commit_changes_nothing() {
    for point in ["store.begin", "store.apply"] {
        if !armed("a_fault_before_the_commit_changes_nothing", &format!("{point}=fail@2")) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let (store, ended) = noting(&folder.path().join("hygie.db"));
        done(&store, append(record(1), 1, b"a")).await;
        for _ in 0..3 {
            let failed = store.commit(append(record(1), 2, b"b")).await;
            assert!(matches!(failed, Err(StoreError::Unavailable(_))), "{failed:?}");
        }
        assert_eq!(store.head(record(1)).await.unwrap(), 1);
        assert_eq!(store.check().await.unwrap(), []);
        store.close().await.unwrap();
        assert!(ended.lock().unwrap().is_empty());
        return;
    }
}

#[tokio::test]
async fn a_log_that_cannot_be_folded_loses_nothing() {
    // The first time is the opening.
    if !armed("a_log_that_cannot_be_folded_loses_nothing", "store.checkpoint=fail@2") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let (store, ended) = noting(&path);
    // More than the log may hold before it is folded between groups.
    for seq in 1..=20 {
        done(&store, append(record(1), seq, &vec![7; 4 << 20])).await;
    }
    assert!(matches!(store.checkpoint().await, Err(StoreError::Unavailable(_))));
    done(&store, append(record(1), 21, b"body")).await;
    assert_eq!(store.head(record(1)).await.unwrap(), 21);
    assert!(matches!(store.close().await, Err(StoreError::Unavailable(_))));
    assert!(ended.lock().unwrap().is_empty());
    let plain = rusqlite::Connection::open(&path).unwrap();
    let entries: i64 =
        plain.query_row("SELECT count(*) FROM entries", [], |row| row.get(0)).unwrap();
    assert_eq!(entries, 21);
}

#[tokio::test]
async fn a_read_may_fail() {
    if !armed("a_read_may_fail", "store.read=fail") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = noting(&folder.path().join("hygie.db"));
    done(&store, append(record(1), 1, b"a")).await;
    assert!(matches!(store.entry(record(1), 1).await, Err(StoreError::Unavailable(_))));
    assert!(matches!(store.entries(record(1), 1, 2).await, Err(StoreError::Unavailable(_))));
    assert_eq!(store.head(record(1)).await.unwrap(), 1);
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_migration_that_fails_leaves_no_half_of_it() {
    // The first time is the making of the file.
    if !armed("a_migration_that_fails_leaves_no_half_of_it", "store.migrate=fail@2") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    for _ in 0..2 {
        let failed = SqliteStore::open(&path, &Options::default());
        assert!(matches!(failed, Err(StoreError::Unavailable(_))));
        let plain = rusqlite::Connection::open(&path).unwrap();
        let tables = "SELECT count(*) FROM sqlite_schema";
        let tables: i64 = plain.query_row(tables, [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 0);
    }
}

#[tokio::test]
async fn a_full_queue_is_told_at_once() {
    if !armed("a_full_queue_is_told_at_once", "store.begin=delay:200") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = noting(&folder.path().join("hygie.db"));
    // While the first group waits, it and the queue hold no more than this.
    let most = QUEUE_COMMITS + GROUP_COMMITS;
    let pending: Vec<_> = (0..=most).map(|_| store.submit(commit())).collect();
    let mut full = 0;
    for answer in pending {
        match answer.await {
            Ok(Outcome::Done(_)) => (),
            Err(StoreError::Unavailable(_)) => full += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!((1..=GROUP_COMMITS + 1).contains(&full), "{full}");
    done(&store, commit()).await;
    store.close().await.unwrap();
}

/// On a file system of its own, small enough to fill.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_refused_cleanly_and_recovers() {
    static MOUNTED: AtomicU32 = AtomicU32::new(0);
    let Some(folder) = small_disk("a_full_disk_is_refused_cleanly_and_recovers") else { return };
    assert_eq!(MOUNTED.fetch_add(1, Ordering::Relaxed), 0);
    let folder = Path::new(&folder);
    let (store, ended) = noting(&folder.join("hygie.db"));
    let ballast = folder.join("ballast");
    rustix::fs::fallocate(
        std::fs::File::create(&ballast).unwrap(),
        rustix::fs::FallocateFlags::empty(),
        0,
        96 << 20,
    )
    .unwrap();
    let mut seq = 0;
    loop {
        match store.commit(append(record(1), seq + 1, &[7; 100_000])).await {
            Ok(Outcome::Done(_)) => seq += 1,
            Err(StoreError::Unavailable(_)) => break,
            other => panic!("{other:?}"),
        }
        assert!(seq < 4000);
    }
    assert_eq!(store.head(record(1)).await.unwrap(), seq);
    assert!(store.commit(append(record(1), seq + 1, &[7; 1_000_000])).await.is_err());
    assert_eq!(store.head(record(1)).await.unwrap(), seq);
    std::fs::remove_file(&ballast).unwrap();
    done(&store, append(record(1), seq + 1, &[7; 100_000])).await;
    assert_eq!(store.check().await.unwrap(), []);
    store.close().await.unwrap();
    assert!(ended.lock().unwrap().is_empty());
    let store = open(&folder.join("hygie.db"));
    assert_eq!(store.head(record(1)).await.unwrap(), seq + 1);
    store.close().await.unwrap();
}

/// The folder of a file system of 256 MiB, in a mount namespace of its own.
#[expect(clippy::disallowed_methods, reason = "tells the inner process from the outer")]
fn small_disk(test: &str) -> Option<String> {
    if let Ok(folder) = std::env::var(INSIDE) {
        return Some(folder);
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    let script =
        "mount -t tmpfs -o size=256m none \"$1\" && exec \"$2\" --exact \"$3\" --nocapture";
    // Needs unshare and user namespaces.
    let mut inner = Command::new("unshare");
    inner
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", folder])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("faults::{test}"))
        .env(INSIDE, folder);
    passes(&mut inner);
    None
}
