//! What is asked of every store of blobs.
//!
//! Its tests call [`run_blobs`] with a [`BlobFixture`]; what is added to
//! [`BLOB_CASES`] is then asked of every one of them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;

use super::help::{all, ok};
use super::tell;
use crate::{BlobName, BlobPut, BlobStore, StoreError};

/// Where a store of blobs lives during one case.
#[async_trait]
pub trait BlobFixture: Send + Sync {
    /// Opens the place of this fixture, empty the first time, for blobs of at
    /// most so many bytes.
    async fn open(&self, most_bytes: usize) -> Arc<dyn BlobStore>;
}

/// A case.
pub type BlobCase =
    for<'a> fn(&'a dyn BlobFixture) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// Bytes of one blob in most cases.
const MOST: usize = 100_000;

/// Every case, by name.
pub const BLOB_CASES: &[(&str, BlobCase)] = &[
    ("blobs::come_back", |on| Box::pin(come_back(on))),
    ("blobs::are_never_overwritten", |on| Box::pin(are_never_overwritten(on))),
    ("blobs::put_again_are_as_they_were", |on| Box::pin(put_again_are_as_they_were(on))),
    ("blobs::stay", |on| Box::pin(stay(on))),
    ("blobs::of_one_name_are_put_once", |on| Box::pin(of_one_name_are_put_once(on))),
    ("blobs::are_listed_by_name", |on| Box::pin(are_listed_by_name(on))),
    ("blobs::lists_have_a_limit", |on| Box::pin(lists_have_a_limit(on))),
    ("blobs::sizes_have_a_limit", |on| Box::pin(sizes_have_a_limit(on))),
];

/// Runs every case, each on a fixture of its own.
pub async fn run_blobs<F: BlobFixture>(make: impl Fn() -> F) {
    for (name, case) in BLOB_CASES {
        tell(name);
        case(&make()).await;
    }
}

/// A name that looks like any other.
pub fn blob_name(number: u128) -> BlobName {
    BlobName((number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).to_be_bytes())
}

/// Names that share what folders are made of.
fn near(last: u8) -> BlobName {
    BlobName([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, last])
}

async fn come_back(on: &dyn BlobFixture) {
    let blobs = on.open(MOST).await;
    let (one, two) = (blob_name(1), blob_name(2));
    assert_eq!(ok(blobs.get(one).await), None);
    assert_eq!(ok(blobs.list(None, 9).await), []);
    assert_eq!(ok(blobs.put(one, b"one".to_vec()).await), BlobPut::Done);
    assert_eq!(ok(blobs.put(two, Vec::new()).await), BlobPut::Done);
    assert_eq!(ok(blobs.get(one).await), Some(b"one".to_vec()));
    assert_eq!(ok(blobs.get(two).await), Some(Vec::new()));
    assert!(ok(blobs.remove(one).await));
    assert!(!ok(blobs.remove(one).await));
    assert_eq!(ok(blobs.get(one).await), None);
    assert_eq!(ok(blobs.list(None, 9).await), [two]);
    assert_eq!(ok(blobs.put(one, b"new".to_vec()).await), BlobPut::Done);
    assert_eq!(ok(blobs.get(one).await), Some(b"new".to_vec()));
}

async fn are_never_overwritten(on: &dyn BlobFixture) {
    let blobs = on.open(MOST).await;
    let one = blob_name(1);
    assert_eq!(ok(blobs.put(one, b"one".to_vec()).await), BlobPut::Done);
    for other in [&b"two"[..], b"", b"on", b"one more"] {
        assert_eq!(ok(blobs.put(one, other.to_vec()).await), BlobPut::Taken);
        assert_eq!(ok(blobs.get(one).await), Some(b"one".to_vec()));
    }
}

async fn put_again_are_as_they_were(on: &dyn BlobFixture) {
    let blobs = on.open(MOST).await;
    for (number, bytes) in [(1, &b""[..]), (2, b"two")] {
        let name = blob_name(number);
        assert_eq!(ok(blobs.put(name, bytes.to_vec()).await), BlobPut::Done);
        // Either answer is right: the contract says so.
        ok(blobs.put(name, bytes.to_vec()).await);
        assert_eq!(ok(blobs.get(name).await).as_deref(), Some(bytes));
    }
}

async fn stay(on: &dyn BlobFixture) {
    let bytes: Vec<u8> = (0..MOST).map(|at| (at % 251).to_le_bytes()[0]).collect();
    assert_eq!(ok(on.open(MOST).await.put(blob_name(1), bytes.clone()).await), BlobPut::Done);
    let again = on.open(MOST).await;
    assert_eq!(ok(again.get(blob_name(1)).await), Some(bytes));
    assert_eq!(ok(again.put(blob_name(1), vec![1]).await), BlobPut::Taken);
}

async fn of_one_name_are_put_once(on: &dyn BlobFixture) {
    let blobs = on.open(MOST).await;
    let (blobs, done, won) = (&blobs, &AtomicUsize::new(0), &AtomicUsize::new(0));
    all((1..=8_u8).map(|writer| async move {
        // On a disk the loser may find the other's file half-written.
        let put = blobs.put(blob_name(1), vec![writer; 1000]).await;
        if let Ok(BlobPut::Done) = put {
            done.fetch_add(1, Ordering::Relaxed);
            won.store(usize::from(writer), Ordering::Relaxed);
        }
    }))
    .await;
    assert_eq!(done.load(Ordering::Relaxed), 1, "one of them");
    let there = ok(blobs.get(blob_name(1)).await).unwrap_or_default();
    let won = won.load(Ordering::Relaxed);
    assert!(there.len() == 1000 && there.iter().all(|byte| usize::from(*byte) == won));
}

async fn are_listed_by_name(on: &dyn BlobFixture) {
    let blobs = on.open(MOST).await;
    let mut names: Vec<_> = (1..=60).map(blob_name).collect();
    names.extend((0..6).map(near));
    for name in &names {
        ok(blobs.put(*name, vec![1]).await);
    }
    names.sort_unstable();
    for limit in [1, 4, 1000] {
        let mut found = Vec::new();
        loop {
            let page = ok(blobs.list(found.last().copied(), limit).await);
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= limit);
            found.extend(page);
        }
        assert_eq!(found, names, "{limit}");
    }
    // From a name that is not there, and from one that was removed.
    assert_eq!(ok(blobs.list(Some(BlobName([0; 16])), 1000).await), names);
    assert!(ok(blobs.remove(near(3)).await));
    assert_eq!(ok(blobs.list(Some(near(3)), 1).await), [near(4)]);
    assert_eq!(ok(blobs.list(Some(BlobName([255; 16])), 9).await), []);
}

async fn lists_have_a_limit(on: &dyn BlobFixture) {
    let blobs = on.open(MOST).await;
    ok(blobs.put(near(1), vec![1]).await);
    ok(blobs.put(near(2), vec![1]).await);
    assert_eq!(ok(blobs.list(None, 0).await), []);
    assert_eq!(ok(blobs.list(None, 1).await), [near(1)]);
    assert_eq!(ok(blobs.list(None, usize::MAX).await), [near(1), near(2)]);
}

async fn sizes_have_a_limit(on: &dyn BlobFixture) {
    let blobs = on.open(1000).await;
    assert_eq!(ok(blobs.put(blob_name(1), vec![7; 1000]).await), BlobPut::Done);
    let refused = blobs.put(blob_name(2), vec![7; 1001]).await;
    assert!(matches!(refused, Err(StoreError::TooLarge { most: 1000, .. })));
    assert_eq!(ok(blobs.get(blob_name(2)).await), None);
    assert_eq!(ok(blobs.get(blob_name(1)).await).map(|blob| blob.len()), Some(1000));
    // What somebody else made too large is not read into memory.
    let wider = on.open(2000).await;
    assert_eq!(ok(wider.put(blob_name(3), vec![7; 1001]).await), BlobPut::Done);
    assert!(matches!(blobs.get(blob_name(3)).await, Err(StoreError::Damaged(_))));
    assert_eq!(ok(blobs.put(blob_name(3), vec![7; 9]).await), BlobPut::Taken);
}
