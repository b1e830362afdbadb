//! Measures page sizes: bytes on disk after closing for each byte stored, rows
//! a second in commits of 500 entries, commits a second of one entry, and the time of one commit alone.
//!
//! `cargo run --release -p hygie-store-sqlite --example pages [FOLDER]`
#![expect(clippy::print_stdout, reason = "a measurement prints what it measured")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use hygie_base::{CommitId, Epoch, KeyNo, RecordNo, Rng, SeededRng};
use hygie_store::{
    Commit, EntryRow, IdToken, KeyKind, KeyOp, KeyRow, Store, StoreError, TokenOp, TracePut,
};
use hygie_store_sqlite::{Options, SqliteStore};

const ENTRIES: u64 = 20_000;
const RECORDS: u64 = 300;
const SMALL: u32 = 4000;
const SINGLE: u32 = 200;

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    println!("page   bytes/byte  rows/s   commits/s  p50 ms  p99 ms");
    for page_bytes in [4096, 8192, 16384] {
        let path = folder.join(format!("pages-{page_bytes}.db"));
        drop(std::fs::remove_file(&path));
        measure(&path, page_bytes).await?;
        if std::env::args().nth(2).is_none() {
            drop(std::fs::remove_file(&path));
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "measures time")]
async fn measure(path: &Path, page_bytes: u32) -> Result<(), StoreError> {
    let options = Options { page_bytes, ..Options::default() };
    let store = SqliteStore::open(path, &options)?;
    let rng = SeededRng::new(7);
    let commits = fill(&rng);
    let (mut stored, mut rows) = (0, 0);
    for commit in &commits {
        stored += commit.bytes();
        rows += commit.appends.len() + commit.tokens.len() + commit.traces.len();
    }
    let start = Instant::now();
    let pending: Vec<_> = commits.into_iter().map(|commit| store.submit(commit)).collect();
    for answer in pending {
        answer.await?;
    }
    let elapsed = start.elapsed().as_secs_f64();
    store.close().await?;
    let disk = std::fs::metadata(path).map_or(0, |file| file.len());

    let store = SqliteStore::open(path, &options)?;
    let small: Vec<_> = (1..=SMALL).map(|_| one(&rng, RecordNo::random(&rng), 1, 1)).collect();
    let start = Instant::now();
    let pending: Vec<_> = small.into_iter().map(|commit| store.submit(commit)).collect();
    for answer in pending {
        answer.await?;
    }
    let small = f64::from(SMALL) / start.elapsed().as_secs_f64();
    let mut times = Vec::new();
    let record = RecordNo::random(&rng);
    for seq in 1..=SINGLE {
        let commit = one(&rng, record, u64::from(seq), 1);
        let start = Instant::now();
        store.commit(commit).await?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    store.close().await?;
    times.sort_unstable_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    println!(
        "{page_bytes:<6} {:<11.3} {:<8.0} {small:<10.0} {:<7.2} {:.2}",
        disk as f64 / stored as f64,
        rows as f64 / elapsed,
        at(50),
        at(99)
    );
    Ok(())
}

/// 20,000 entries in a few large and many tiny records, as an import brings them.
fn fill(rng: &SeededRng) -> Vec<Commit> {
    let large = 10;
    let mut left = ENTRIES - (RECORDS - large);
    let mut commits = Vec::new();
    for number in 0..RECORDS {
        let record = RecordNo::random(rng);
        let entries = if number % (RECORDS / large) == 0 { left.min(5300) } else { 1 };
        left -= if entries == 1 { 0 } else { entries };
        let mut seq = 1;
        while seq <= entries {
            let count = (entries - seq + 1).min(500);
            commits.push(one(rng, record, seq, count));
            seq += count;
        }
    }
    commits
}

/// One commit of `count` entries, a token each, and a trace.
fn one(rng: &SeededRng, record: RecordNo, first: u64, count: u64) -> Commit {
    let mut commit = Commit::new(CommitId::random(rng));
    if first == 1 {
        let row = KeyRow {
            record,
            key: KeyNo::random(rng),
            kind: KeyKind::Record,
            epoch: Epoch(1),
            wrapped: bytes(rng, 60),
        };
        commit.keys = vec![KeyOp::Add(row)];
    }
    for seq in first..first + count {
        let (key, epoch, body) = (KeyNo(0x9000_0000), Epoch(1), body(rng));
        commit.appends.push(EntryRow { record, seq, key, epoch, body });
        commit.tokens.push(TokenOp::PutId(IdToken(array(rng)), bytes(rng, 44)));
    }
    let (key, body) = (KeyNo(0x9000_0000), bytes(rng, 240));
    let (actor, leaf) = (array(rng), array(rng));
    commit.traces = vec![TracePut { record, actor, write: true, key, leaf, body }];
    commit
}

/// 350 bytes on average, one in thirty about 5 KB, the size a multiple of 64.
fn body(rng: &SeededRng) -> Vec<u8> {
    let [kind, spread] = array(rng);
    let bytes_long =
        if kind < 9 { 4096 + usize::from(spread) * 8 } else { 128 + usize::from(spread) / 2 };
    bytes(rng, bytes_long.next_multiple_of(64))
}

fn bytes(rng: &SeededRng, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    rng.fill(&mut bytes);
    bytes
}

fn array<const N: usize>(rng: &SeededRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill(&mut bytes);
    bytes
}
