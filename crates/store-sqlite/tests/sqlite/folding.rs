//! Dying, erasing and closing while the log is folded beside the writer, and a
//! disk that fails then. Each test runs itself again in a process of its own.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hygie_store::limits::ENTRY_BYTES;
use hygie_store::{Store, StoreError};
use hygie_store_sqlite::limits::WAL_FOLD_BYTES;

use super::faults::noting;
use super::{append, beside, commit, done, open, record};

const INSIDE: &str = "HYGIE_TEST_FOLDING";
const SIGABRT: i32 = 6;
const HEADER: u64 = 32;

/// The store's path, inside the process of its own.
#[expect(clippy::disallowed_methods, reason = "tells the inner process from the outer")]
fn inside() -> Option<PathBuf> {
    std::env::var(INSIDE).ok().map(PathBuf::from)
}

/// Runs a test again, as the last arguments of another program if one is given.
fn again(test: &str, path: &Path, points: &str, under: Option<Command>) -> Output {
    let this = std::env::current_exe().unwrap();
    let mut inner = match under {
        Some(mut wrapper) => {
            wrapper.arg(&this);
            wrapper
        }
        None => Command::new(&this),
    };
    let name = format!("folding::{test}");
    inner.args(["--exact", &name, "--nocapture"]);
    inner.env(INSIDE, path).env("HYGIE_FAILPOINTS", points).output().unwrap()
}

fn log(path: &Path) -> u64 {
    std::fs::metadata(beside(path, "-wal")).map_or(0, |log| log.len())
}

/// Where a process that may die notes what was acknowledged, a byte each.
fn told(path: &Path) -> PathBuf {
    path.with_extension("told")
}

/// Appends behind `last` until folding is due; the last that was acknowledged.
async fn fill(store: &dyn Store, path: &Path, last: u64, mut tell: impl FnMut()) -> u64 {
    let mut seq = last;
    while log(path) < WAL_FOLD_BYTES + HEADER {
        seq += 1;
        done(store, append(record(1), seq, &vec![7; ENTRY_BYTES])).await;
        tell();
        assert!(seq < last + 64, "the log does not grow");
    }
    seq
}

#[tokio::test]
async fn a_process_that_dies_while_folding_loses_nothing() {
    if let Some(path) = inside() {
        let store = open(&path);
        let mut told = File::create(told(&path)).unwrap();
        let last = fill(&store, &path, 0, || told.write_all(b".").unwrap()).await;
        // Until the thread beside the writer has met the point.
        for seq in last + 1..last + 10_000 {
            done(&store, append(record(1), seq, b"body")).await;
            told.write_all(b".").unwrap();
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    // The first time is the opening.
    let test = "a_process_that_dies_while_folding_loses_nothing";
    let ran = again(test, &path, "store.checkpoint=abort@2", None);
    assert_eq!(ran.status.signal(), Some(SIGABRT), "{ran:?}");
    let told = std::fs::metadata(told(&path)).unwrap().len();
    assert!(told + 1 >= WAL_FOLD_BYTES / ENTRY_BYTES as u64, "{told}");
    let store = open(&path);
    assert!(store.head(record(1)).await.unwrap() >= told);
    assert_eq!(store.check().await.unwrap(), []);
    store.close().await.unwrap();
}

#[tokio::test]
async fn erasing_and_closing_wait_for_a_folding_under_way() {
    if let Some(path) = inside() {
        let (store, ended) = noting(&path);
        let last = fill(&store, &path, 0, || ()).await + 1;
        // Once this is answered, the folding has been asked for, and it waits.
        done(&store, append(record(1), last, b"body")).await;
        store.checkpoint().await.unwrap();
        assert_eq!(log(&path), 0);
        let last = fill(&store, &path, last, || ()).await + 1;
        done(&store, append(record(1), last, b"body")).await;
        store.close().await.unwrap();
        let left = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "neither the log nor its index is left");
        assert!(ended.lock().unwrap().is_empty());
        let store = open(&path);
        assert_eq!(store.head(record(1)).await.unwrap(), last);
        assert_eq!(store.check().await.unwrap(), []);
        store.close().await.unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let test = "erasing_and_closing_wait_for_a_folding_under_way";
    let ran = again(test, &path, "store.checkpoint=delay:300@2", None);
    assert!(ran.status.success(), "{ran:?}");
}

/// Syncs of the file fail, those of the log do not.
#[tokio::test]
async fn a_sync_that_fails_while_folding_ends_the_process_and_keeps_the_log() {
    if let Some(path) = inside() {
        let (store, ended) = noting(&path);
        let mut told = File::create(told(&path)).unwrap();
        fill(&store, &path, 0, || told.write_all(b".").unwrap()).await;
        let refused = store.checkpoint().await;
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        while !matches!(store.commit(commit()).await, Err(StoreError::Closed)) {
            tokio::task::yield_now().await;
        }
        // SQLITE_IOERR_FSYNC.
        let why = ended.lock().unwrap().join("");
        assert!(why.contains("1034"), "{why}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("hygie.db");
    // Made before, so that the first sync of the file is that of a folding.
    open(&path).close().await.unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-o", "/dev/null", "-P"]).arg(&path);
    strace.args(["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO", "--"]);
    let test = "a_sync_that_fails_while_folding_ends_the_process_and_keeps_the_log";
    let ran = again(test, &path, "", Some(strace));
    assert!(ran.status.success(), "{ran:?}");
    assert!(log(&path) >= WAL_FOLD_BYTES, "the log is whole");
    let told = std::fs::metadata(told(&path)).unwrap().len();
    let store = open(&path);
    assert_eq!(store.head(record(1)).await.unwrap(), told);
    assert_eq!(store.check().await.unwrap(), []);
    store.close().await.unwrap();
}
