//! The file and its neighbours.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use hygie_base::KeyNo;
use hygie_store::{KeyOp, Store, StoreError, TokenOp};
use hygie_store_sqlite::{Options, SqliteStore};

use super::{append, beside, commit, done, filled, key, open, record};

#[tokio::test]
async fn closing_leaves_one_file_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let store = open(&path);
    done(&store, append(record(1), 1, b"body")).await;
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(beside(&path, end)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{end}");
    }
    store.close().await.unwrap();
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1);
}

#[tokio::test]
async fn a_store_that_is_dropped_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    for seq in 1..=3 {
        let store = open(&path);
        done(&store, append(record(1), seq, b"body")).await;
        store.close().await.unwrap();
        let store = open(&path);
        assert_eq!(store.head(record(1)).await.unwrap(), seq);
        store.close().await.unwrap();
    }
}

#[tokio::test]
async fn nothing_destroyed_is_left_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let (wrapped, locator) = (b"wrapped-key-wrapped-key-wrapped", b"locator-locator-locator");
    let store = open(&path);
    let token = hygie_store::IdToken([8; 16]);
    let mut put = append(record(1), 1, b"body");
    put.keys = (1..=200).map(|number| KeyOp::Add(key(record(1), number, wrapped))).collect();
    put.tokens = vec![TokenOp::PutId(token, locator.to_vec())];
    done(&store, put).await;
    store.checkpoint().await.unwrap();
    assert!(found(&path, wrapped) && found(&path, locator));
    let mut destroy = commit();
    destroy.keys = (1..=200).map(|number| KeyOp::Destroy(record(1), KeyNo(number))).collect();
    destroy.tokens = vec![TokenOp::DeleteId(token)];
    done(&store, destroy).await;
    store.checkpoint().await.unwrap();
    assert_eq!(std::fs::metadata(beside(&path, "-wal")).unwrap().len(), 0);
    assert!(!found(&path, wrapped) && !found(&path, locator));
    assert_eq!(store.keys(record(1)).await.unwrap().len(), 200);
    store.close().await.unwrap();
    assert!(!found(&path, wrapped) && !found(&path, locator));
}

/// Whether the store's file or its log holds these bytes.
fn found(path: &std::path::Path, needle: &[u8]) -> bool {
    ["", "-wal"].iter().any(|end| {
        let bytes = std::fs::read(beside(path, end)).unwrap_or_default();
        bytes.windows(needle.len()).any(|window| window == needle)
    })
}

#[tokio::test]
async fn other_files_are_refused_in_clear_words() {
    let folder = tempfile::tempdir().unwrap();
    let newer = folder.path().join("newer.db");
    filled(&newer).await;
    let db = rusqlite::Connection::open(&newer).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    db.close().unwrap();
    match SqliteStore::open(&newer, &Options::default()) {
        Err(error @ StoreError::Schema { found: 99, known: 3, .. }) => {
            assert!(error.to_string().contains("a newer program wrote it"));
        }
        other => panic!("{:?}", other.err()),
    }
    let foreign = folder.path().join("foreign.db");
    let db = rusqlite::Connection::open(&foreign).unwrap();
    db.execute_batch("CREATE TABLE theirs (a)").unwrap();
    db.close().unwrap();
    let text = folder.path().join("text.db");
    let mut file = std::fs::File::create(&text).unwrap();
    std::io::Write::write_all(&mut file, &b"not a database, ".repeat(300)).unwrap();
    for path in [foreign, text] {
        let refused = SqliteStore::open(&path, &Options::default());
        assert!(matches!(refused, Err(StoreError::Damaged(_))), "{:?}", refused.err());
    }
    let nowhere = SqliteStore::open(&folder.path().join("no/hygie.db"), &Options::default());
    assert!(matches!(nowhere, Err(StoreError::Unavailable(_))));
}

#[tokio::test]
async fn a_read_that_takes_too_long_is_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hygie.db");
    let options = Options { read_time: Duration::ZERO, ..Options::default() };
    let store = SqliteStore::open(&path, &options).unwrap();
    // So much that no read of it ends before it is told to.
    let mut many = append(record(1), 1, &[7; 3000]);
    let first = many.appends[0].clone();
    many.appends.extend((2..=10_000).map(|seq| hygie_store::EntryRow { seq, ..first.clone() }));
    done(&store, many).await;
    let read = store.entries(record(1), 1, 10_000).await;
    assert!(matches!(read, Err(StoreError::Unavailable(_))), "{:?}", read.err());
    // Neither the writer nor a check is bound by it.
    done(&store, append(record(1), 10_001, b"body")).await;
    assert_eq!(store.check().await.unwrap(), []);
    store.close().await.unwrap();
}
