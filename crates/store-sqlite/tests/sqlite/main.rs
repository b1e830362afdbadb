//! What holds for SQLite beyond the contract: the file, damage, faults, limits.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod damage;
mod faults;
mod file;
mod folding;
mod log;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use hygie_base::{CommitId, Epoch, KeyNo, RecordNo};
use hygie_store::{
    Commit, EntryRow, IdToken, KeyKind, KeyOp, KeyRow, Outcome, Store, TokenOp, TracePut,
};
use hygie_store_sqlite::{Options, SqliteStore};

static COMMITS: AtomicU64 = AtomicU64::new(1);

fn open(path: &Path) -> SqliteStore {
    SqliteStore::open(path, &Options::default()).unwrap()
}

fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

fn commit() -> Commit {
    let number = COMMITS.fetch_add(1, Ordering::Relaxed);
    Commit::new(CommitId(u128::from(number).to_be_bytes()))
}

fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).unwrap()
}

fn key(of: RecordNo, number: u32, wrapped: &[u8]) -> KeyRow {
    let (kind, epoch) = (KeyKind::Record, Epoch(1));
    KeyRow { record: of, key: KeyNo(number), kind, epoch, wrapped: wrapped.to_vec() }
}

/// A commit of one entry with a token and a trace.
fn append(of: RecordNo, seq: u64, body: &[u8]) -> Commit {
    let mut commit = commit();
    let (key, epoch) = (KeyNo(7), Epoch(1));
    commit.appends = vec![EntryRow { record: of, seq, key, epoch, body: body.to_vec() }];
    let token = u128::from(seq) << 64 | u128::from(of.get());
    commit.tokens = vec![TokenOp::PutId(IdToken(token.to_le_bytes()), b"locator".to_vec())];
    let (actor, leaf, body) = ([1; 16], [2; 32], b"trace".to_vec());
    commit.traces = vec![TracePut { record: of, actor, write: true, key, leaf, body }];
    commit
}

/// A commit of a read's trace, as every read brings one.
fn traced(of: RecordNo) -> Commit {
    let mut commit = commit();
    let (key, actor, leaf, body) = (KeyNo(7), [1; 16], [2; 32], b"trace".to_vec());
    commit.traces = vec![TracePut { record: of, actor, write: false, key, leaf, body }];
    commit.watch = vec![of];
    commit
}

async fn done(store: &dyn Store, commit: Commit) {
    match store.commit(commit).await.unwrap() {
        Outcome::Done(_) => (),
        other => panic!("expected the commit to be done, not {other:?}"),
    }
}

/// A closed store of ten records with twenty entries each, and a key.
async fn filled(path: &Path) {
    let store = open(path);
    for number in 1..=10 {
        let mut add = commit();
        add.keys = vec![KeyOp::Add(key(record(number), 7, &[0x5a; 60]))];
        done(&store, add).await;
        for seq in 1..=20 {
            done(&store, append(record(number), seq, &[0xc3; 200])).await;
        }
    }
    store.close().await.unwrap();
}
