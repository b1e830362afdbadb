//! The end of the write-ahead log, as a crash or damage leaves it.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use hygie_store::{Store, StoreError};
use hygie_store_sqlite::{Options, SqliteStore, WalEnd};

use super::{append, beside, done, open, record};

const HEADER: usize = 32;
const FRAME: usize = 24 + 4096;

/// Copies of a store as a crash would leave it: ten commits, all in the log.
struct Crashed {
    folder: tempfile::TempDir,
    db: Vec<u8>,
    log: Vec<u8>,
    copies: usize,
}

impl Crashed {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hygie.db");
        let store = open(&path);
        for seq in 1..=10 {
            done(&store, append(record(1), seq, &[7; 300])).await;
        }
        let (db, log) =
            (std::fs::read(&path).unwrap(), std::fs::read(beside(&path, "-wal")).unwrap());
        store.close().await.unwrap();
        Self { folder, db, log, copies: 0 }
    }

    fn with(&mut self, log: &[u8]) -> PathBuf {
        self.copies += 1;
        let path = self.folder.path().join(format!("copy{}.db", self.copies));
        write(&path, &self.db);
        write(&beside(&path, "-wal"), log);
        path
    }

    /// Starts of the frames that end a commit.
    fn ends(&self) -> Vec<usize> {
        let frames = (HEADER..self.log.len()).step_by(FRAME);
        frames.filter(|at| self.log[at + 4..at + 8] != [0; 4]).collect()
    }
}

fn write(path: &Path, bytes: &[u8]) {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    std::io::Write::write_all(&mut file.unwrap(), bytes).unwrap();
}

async fn opens(path: &Path, end: WalEnd, head: u64) {
    let store = open(path);
    assert_eq!(store.wal_end(), end);
    assert_eq!(store.head(record(1)).await.unwrap(), head);
    assert_eq!(store.check().await.unwrap(), []);
    store.close().await.unwrap();
    let store = open(path);
    assert_eq!(store.wal_end(), WalEnd::Whole);
    assert_eq!(store.head(record(1)).await.unwrap(), head);
    store.close().await.unwrap();
}

fn flipped(log: &[u8], at: usize) -> Vec<u8> {
    let mut log = log.to_vec();
    log[at] ^= 1;
    log
}

#[tokio::test]
async fn a_whole_log_is_taken() {
    let mut crashed = Crashed::new().await;
    let log = crashed.log.clone();
    assert_eq!(crashed.ends().len(), 10);
    opens(&crashed.with(&log), WalEnd::Whole, 10).await;
    opens(&crashed.with(&[]), WalEnd::Whole, 0).await;
    opens(&crashed.with(&[0; 40]), WalEnd::Whole, 0).await;
}

#[tokio::test]
async fn a_cut_log_is_taken_up_to_its_last_whole_commit() {
    let mut crashed = Crashed::new().await;
    let ends = crashed.ends();
    let log = crashed.log.clone();
    opens(&crashed.with(&log[..ends[8] + FRAME]), WalEnd::Whole, 9).await;
    let frames = ((ends[9] - ends[8]) / FRAME) as u64;
    for cut in [1, 100, FRAME - 24] {
        let path = crashed.with(&log[..log.len() - cut]);
        opens(&path, WalEnd::Torn { frames }, 9).await;
    }
    let path = crashed.with(&log[..log.len() - FRAME]);
    opens(&path, WalEnd::Torn { frames: frames - 1 }, 9).await;
}

#[tokio::test]
async fn a_damaged_last_commit_is_told() {
    let mut crashed = Crashed::new().await;
    let ends = crashed.ends();
    let log = crashed.log.clone();
    let path = crashed.with(&flipped(&log, ends[9] + 100));
    let frames = ((ends[9] - ends[8]) / FRAME) as u64;
    opens(&path, WalEnd::Torn { frames }, 9).await;
}

#[tokio::test]
async fn damage_before_the_last_commit_is_refused() {
    let mut crashed = Crashed::new().await;
    let ends = crashed.ends();
    let log = crashed.log.clone();
    for at in [HEADER + 30, ends[0] + 30, ends[5] + 5, ends[8] + FRAME - 1, 9, 24] {
        let path = crashed.with(&flipped(&log, at));
        let refused = SqliteStore::open(&path, &Options::default());
        match refused {
            Err(StoreError::Damaged(why)) => assert!(why.contains("write-ahead log")),
            Err(error) => panic!("byte {at}: {error}"),
            // A page size that cannot be read hides the frames; that is told.
            Ok(store) => assert_eq!((at, store.wal_end()), (9, WalEnd::Torn { frames: 0 })),
        }
    }
}
