//! Blobs on disk, through the public interface.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use hygie_blobs::DiskBlobs;
use hygie_store::{BlobName, BlobPut, BlobStore, StoreError};

fn name(number: u128) -> BlobName {
    BlobName((number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).to_be_bytes())
}

/// Every file below, with its path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn blobs_come_back_and_are_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(&folder.path().join("blobs")).unwrap();
    assert_eq!(blobs.get(name(1)).await.unwrap(), None);
    assert_eq!(blobs.put(name(1), b"one".to_vec()).await.unwrap(), BlobPut::Done);
    assert_eq!(blobs.put(name(2), Vec::new()).await.unwrap(), BlobPut::Done);
    assert_eq!(blobs.put(name(1), b"other".to_vec()).await.unwrap(), BlobPut::Taken);
    assert_eq!(blobs.get(name(1)).await.unwrap(), Some(b"one".to_vec()));
    assert_eq!(blobs.get(name(2)).await.unwrap(), Some(Vec::new()));
    assert!(blobs.remove(name(1)).await.unwrap());
    assert!(!blobs.remove(name(1)).await.unwrap());
    assert_eq!(blobs.get(name(1)).await.unwrap(), None);
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn files_and_folders_are_for_their_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("blobs");
    let blobs = DiskBlobs::open(&root).unwrap();
    blobs.put(name(1), b"one".to_vec()).await.unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut path = files(&root).remove(0);
    assert_eq!(mode(&path), 0o600);
    while path != root {
        path.pop();
        assert_eq!(mode(&path), 0o700);
    }
}

#[tokio::test]
async fn lists_go_by_name_and_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    let mut names: Vec<_> = (1..=60).map(name).collect();
    // Some that share both folders.
    names.extend(
        (0..6_u8).map(|last| BlobName([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, last])),
    );
    for name in &names {
        blobs.put(*name, vec![1]).await.unwrap();
    }
    names.sort_unstable();
    for limit in [1, 4, 1000] {
        let mut found = Vec::new();
        loop {
            let page = blobs.list(found.last().copied(), limit).await.unwrap();
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= limit);
            found.extend(page);
        }
        assert_eq!(found, names);
    }
    assert_eq!(blobs.list(None, 0).await.unwrap(), []);
}

#[tokio::test]
async fn sizes_are_limited() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open_with(folder.path(), 1000).unwrap();
    assert_eq!(blobs.put(name(1), vec![7; 1000]).await.unwrap(), BlobPut::Done);
    let refused = blobs.put(name(2), vec![7; 1001]).await;
    assert!(matches!(refused, Err(StoreError::TooLarge { most: 1000, .. })));
    assert_eq!(blobs.get(name(1)).await.unwrap().map(|blob| blob.len()), Some(1000));
    let path = files(folder.path()).remove(0);
    std::fs::File::options().append(true).open(path).unwrap().set_len(1001).unwrap();
    assert!(matches!(blobs.get(name(1)).await, Err(StoreError::Damaged(_))));
}

#[tokio::test]
async fn leftovers_are_removed_at_opening() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    blobs.put(name(1), b"one".to_vec()).await.unwrap();
    let whole = files(folder.path()).remove(0);
    std::fs::copy(&whole, whole.with_extension("part")).unwrap();
    assert_eq!(blobs.list(None, 9).await.unwrap(), [name(1)]);
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    assert_eq!(files(folder.path()), [whole]);
    assert_eq!(blobs.get(name(1)).await.unwrap(), Some(b"one".to_vec()));
}

const INSIDE: &str = "HYGIE_TEST_INSIDE";

/// Points are armed once per process, so each is tried in a process of its own.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "tells the inner process from the outer")]
async fn a_fault_leaves_a_whole_blob_or_none() {
    if std::env::var(INSIDE).is_err() {
        for point in ["write", "sync", "rename", "dir-sync"] {
            let mut inner = Command::new(std::env::current_exe().unwrap());
            inner.args(["--exact", "a_fault_leaves_a_whole_blob_or_none", "--nocapture"]);
            inner.env(INSIDE, "1").env("HYGIE_FAILPOINTS", format!("blob.{point}=fail@5"));
            let output = inner.output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{point}: {said}");
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let blobs = DiskBlobs::open(folder.path()).unwrap();
    let mut failed = 0;
    for number in 1..=8 {
        match blobs.put(name(number), vec![7; 5000]).await {
            Ok(put) => assert_eq!((failed, put), (0, BlobPut::Done)),
            Err(StoreError::Unavailable(_)) => failed += 1,
            Err(error) => assert_eq!(error.to_string(), ""),
        }
    }
    assert!(failed > 0);
    for name in blobs.list(None, 99).await.unwrap() {
        assert_eq!(blobs.get(name).await.unwrap(), Some(vec![7; 5000]));
    }
    let parts = files(folder.path()).iter().filter(|path| path.extension().is_some()).count();
    assert_eq!(parts, 0);
}
