//! Blobs on disk, through the public interface.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use async_trait::async_trait;
use hygie_blobs::DiskBlobs;
use hygie_store::conformance::{BlobFixture, blob_name as name, run_blobs};
use hygie_store::{BlobPut, BlobStore, StoreError};

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

struct Folder(tempfile::TempDir);

#[async_trait]
impl BlobFixture for Folder {
    async fn open(&self, most_bytes: usize) -> Arc<dyn BlobStore> {
        Arc::new(DiskBlobs::open_with(&self.0.path().join("blobs"), most_bytes).unwrap())
    }
}

#[tokio::test]
async fn a_folder_keeps_the_contract() {
    run_blobs(|| Folder(tempfile::tempdir().unwrap())).await;
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
