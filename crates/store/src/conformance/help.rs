//! What the cases share.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use hygie_base::{CommitId, Epoch, KeyNo, RecordNo, Seq};

use crate::{
    Commit, EntryRow, Head, IdToken, KeyKind, KeyRow, Outcome, Receipt, Refusal, Store, StoreError,
    Tag, TermToken, TracePut,
};

static COMMITS: AtomicU64 = AtomicU64::new(1);

pub fn ok<T>(result: Result<T, StoreError>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("the store failed: {error}"),
    }
}

/// An empty commit with an id of its own.
pub fn commit() -> Commit {
    let number = u128::from(COMMITS.fetch_add(1, Ordering::Relaxed));
    Commit::new(CommitId((number << 64 | 0x5eed).to_be_bytes()))
}

pub async fn done(store: &dyn Store, commit: Commit) -> Receipt {
    match ok(store.commit(commit).await) {
        Outcome::Done(receipt) => receipt,
        other => panic!("expected the commit to be done, not {other:?}"),
    }
}

pub async fn refused(store: &dyn Store, commit: Commit) -> Refusal {
    match ok(store.commit(commit).await) {
        Outcome::Refused(refusal) => refusal,
        other => panic!("expected the commit to be refused, not {other:?}"),
    }
}

pub async fn too_large(store: &dyn Store, commit: Commit) {
    match store.commit(commit).await {
        Err(StoreError::TooLarge { .. }) => (),
        other => panic!("expected a limit, not {other:?}"),
    }
}

/// The store's own check finds nothing.
pub async fn sound(store: &dyn Store) {
    let faults = ok(store.check().await);
    assert!(faults.is_empty(), "the store's own check: {faults:?}");
}

pub fn record(number: u64) -> RecordNo {
    match RecordNo::from_u64(number) {
        Some(record) => record,
        None => panic!("not a record number: {number}"),
    }
}

pub fn entry(record: RecordNo, seq: Seq, body: &[u8]) -> EntryRow {
    EntryRow { record, seq, key: KeyNo(7), epoch: Epoch(1), body: body.to_vec() }
}

pub fn key(record: RecordNo, key: u32, kind: KeyKind) -> KeyRow {
    KeyRow { record, key: KeyNo(key), kind, epoch: Epoch(1), wrapped: vec![0xaa; 60] }
}

pub fn trace(record: RecordNo, write: bool, body: &[u8]) -> TracePut {
    let (actor, leaf) = ([3; 16], [4; 32]);
    TracePut { record, actor, write, key: KeyNo(9), leaf, body: body.to_vec() }
}

pub const fn head(record: RecordNo, seq: Seq) -> Head {
    Head { record, seq }
}

pub fn id(number: u8) -> IdToken {
    IdToken([number; 16])
}

pub fn term(number: u8) -> TermToken {
    TermToken([number; 16])
}

pub fn tag(number: u8) -> Tag {
    Tag([number; 8])
}

/// Runs all of them at the same time.
pub async fn all<F: Future<Output = ()> + Send>(futures: impl IntoIterator<Item = F>) {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    poll_fn(|context| {
        running.retain_mut(|future| future.as_mut().poll(context).is_pending());
        if running.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
