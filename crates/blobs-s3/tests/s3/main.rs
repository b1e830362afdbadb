//! Blobs on the S3 server that `make test` starts, through the public interface.
#![expect(clippy::unwrap_used, reason = "test code")]

mod fake;
mod faults;
mod places;
mod refused;

use std::cell::RefCell;
use std::sync::Arc;

use async_trait::async_trait;
use hygie_base::SystemRng;
use hygie_blobs_s3::{Options, S3Blobs};
use hygie_store::BlobStore;
use hygie_store::conformance::{BLOB_CASES, BlobFixture, run_blobs};
use hygie_testkit::s3::{bucket, options};
use tempfile::TempDir;

async fn open(options: &Options) -> S3Blobs {
    S3Blobs::open(options, &SystemRng).await.unwrap()
}

#[track_caller]
fn refused<T>(answer: Result<T, hygie_store::StoreError>, says: &str) {
    let said = answer.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(said.contains(says), "{said}");
    assert!(!said.contains("hidden") && !said.contains("aa/"), "{said}");
}

/// A place of its own in a bucket.
struct Place {
    options: Options,
    _folder: TempDir,
}

#[async_trait]
impl BlobFixture for Place {
    async fn open(&self, most_bytes: usize) -> Arc<dyn BlobStore> {
        Arc::new(open(&Options { most_bytes, ..self.options.clone() }).await)
    }
}

async fn keeps_the_contract(in_prefixes: bool) {
    let one = bucket().await;
    let mut ready = Vec::new();
    for number in 0..BLOB_CASES.len() {
        let folder = tempfile::tempdir().unwrap();
        let (bucket, prefix) = match in_prefixes {
            true => (one.clone(), format!("case/{number}")),
            false => (bucket().await, String::new()),
        };
        ready.push(Place { options: options(folder.path(), &bucket, &prefix), _folder: folder });
    }
    let ready = RefCell::new(ready);
    run_blobs(|| ready.borrow_mut().pop().unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_keeps_the_contract() {
    keeps_the_contract(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn prefixes_of_one_bucket_keep_the_contract() {
    keeps_the_contract(true).await;
}
