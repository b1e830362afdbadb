//! Attachments that are copied from one place to another.

use std::sync::Arc;

use hygie_base::{CommitId, KeyNo, SystemRng};
use hygie_blobs::DiskBlobs;
use hygie_blobs_s3::S3Blobs;
use hygie_store::{BlobName, BlobOp, BlobRow, BlobStore, Commit, Store, StoreError};
use hygie_testkit::Proxy;
use hygie_testkit::s3::{bucket, options};
use tempfile::TempDir;

use super::help::{record, sqlite};
use crate::{BlobsError, CopiedBlobs, copy_blobs};

const NAMED: u8 = 12;

fn name(number: u8) -> BlobName {
    BlobName([number.wrapping_mul(37); 16])
}

fn bytes(number: u8) -> Vec<u8> {
    vec![number; usize::from(number) * 1000]
}

/// A store that names some, and a folder that holds them and a stray one.
async fn full(folder: &TempDir) -> (Arc<dyn Store>, DiskBlobs) {
    let store = sqlite(folder, "named.db");
    let blobs = DiskBlobs::open(&folder.path().join("blobs")).unwrap();
    let mut commit = Commit::new(CommitId::random(&SystemRng));
    for number in 0..NAMED {
        let row = BlobRow { name: name(number), record: record(1), key: KeyNo(0) };
        commit.blobs.push(BlobOp::Name(row));
        blobs.put(name(number), bytes(number)).await.unwrap();
    }
    store.commit(commit).await.unwrap();
    blobs.put(BlobName([255; 16]), vec![1]).await.unwrap();
    (store, blobs)
}

fn empty(folder: &TempDir) -> DiskBlobs {
    DiskBlobs::open(&folder.path().join("other")).unwrap()
}

async fn s3(folder: &TempDir) -> S3Blobs {
    S3Blobs::open(&options(folder.path(), &bucket().await, "x"), &SystemRng).await.unwrap()
}

async fn copy(
    store: &dyn Store,
    from: &dyn BlobStore,
    to: &dyn BlobStore,
) -> Result<CopiedBlobs, BlobsError> {
    let (mut last, mut told) = (0, 0);
    let copied = copy_blobs(store, from, to, &mut |done, whole| {
        assert!(done == last + 1 && whole == u64::from(NAMED), "{done} of {whole}");
        last = done;
        told += 1;
    })
    .await;
    assert!(copied.is_err() || told == u64::from(NAMED));
    copied
}

async fn whole(blobs: &dyn BlobStore) {
    for number in 0..NAMED {
        assert_eq!(blobs.get(name(number)).await.unwrap(), Some(bytes(number)));
    }
}

#[tokio::test]
async fn what_the_store_names_goes_over_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let ((store, from), to) = (full(&folder).await, s3(&folder).await);
    let named = u64::from(NAMED);
    let size = (0..NAMED).map(|number| bytes(number).len() as u64).sum();
    let copied = copy(&*store, &from, &to).await.unwrap();
    assert_eq!(copied, CopiedBlobs { named, there: 0, bytes: size });
    whole(&to).await;
    assert_eq!(to.list(None, 99).await.unwrap().len(), usize::from(NAMED), "no stray one");
    let again = copy(&*store, &from, &to).await.unwrap();
    assert_eq!(again, CopiedBlobs { named, there: named, bytes: 0 });
    let back = empty(&folder);
    let copied = copy(&*store, &to, &back).await.unwrap();
    assert_eq!(copied, CopiedBlobs { named, there: 0, bytes: size });
    whole(&back).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_cut_off_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (store, from) = full(&folder).await;
    let proxy = Proxy::start(hygie_testkit::s3::server()).await;
    let mut through = options(folder.path(), &bucket().await, "x");
    through.endpoint = Some(format!("http://{}", proxy.address()));
    let to = S3Blobs::open(&through, &SystemRng).await.unwrap();
    let cut = copy_blobs(&*store, &from, &to, &mut |done, _| {
        if done == 5 {
            proxy.cut();
        }
    })
    .await;
    let said = cut.unwrap_err().to_string();
    assert!(said.contains("copied to: ") && said.contains("it goes on"), "{said}");
    proxy.open();
    let copied = copy(&*store, &from, &to).await.unwrap();
    assert_eq!(copied.there, 5);
    whole(&to).await;
}

#[tokio::test]
async fn what_is_nowhere_or_otherwise_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let ((store, from), to) = (full(&folder).await, empty(&folder));
    from.remove(name(3)).await.unwrap();
    from.remove(name(4)).await.unwrap();
    assert!(matches!(copy(&*store, &from, &to).await, Err(BlobsError::Missing(2))));
    // The others went over. From the folder of another node come the rest.
    to.put(name(3), bytes(3)).await.unwrap();
    assert!(matches!(copy(&*store, &from, &to).await, Err(BlobsError::Missing(1))));
    to.put(name(4), bytes(4)).await.unwrap();
    assert_eq!(copy(&*store, &from, &to).await.unwrap().there, u64::from(NAMED));
    to.remove(name(5)).await.unwrap();
    to.put(name(5), vec![9]).await.unwrap();
    assert!(matches!(copy(&*store, &from, &to).await, Err(BlobsError::Differ(1))));
    assert_eq!(to.get(name(5)).await.unwrap(), Some(vec![9]), "untouched");
}

/// A place that keeps other bytes than it was given.
struct Forgetful(DiskBlobs);

#[async_trait::async_trait]
impl BlobStore for Forgetful {
    async fn put(
        &self,
        name: BlobName,
        mut sealed: Vec<u8>,
    ) -> Result<hygie_store::BlobPut, StoreError> {
        if let Some(last) = sealed.last_mut() {
            *last ^= 1;
        }
        self.0.put(name, sealed).await
    }

    async fn get(&self, name: BlobName) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.get(name).await
    }

    async fn remove(&self, name: BlobName) -> Result<bool, StoreError> {
        self.0.remove(name).await
    }

    async fn list(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobName>, StoreError> {
        self.0.list(after, limit).await
    }
}

#[tokio::test]
async fn each_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let ((store, from), to) = (full(&folder).await, Forgetful(empty(&folder)));
    let answer = copy(&*store, &from, &to).await;
    // The empty one has no byte to change.
    assert!(matches!(answer, Err(BlobsError::Differ(differ)) if differ == u64::from(NAMED) - 1));
}
