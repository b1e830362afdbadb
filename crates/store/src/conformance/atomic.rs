//! All or nothing, once.

use hygie_base::{LogNo, RecordNo};

use super::help::{commit, done, entry, head, id, key, ok, record, refused, tag, term, trace};
use crate::{
    BlobName, BlobOp, BlobRow, CellOp, Commit, Guard, KeyKind, KeyOp, OutboxPut, Outcome, Refusal,
    Store, TokenOp,
};

/// A commit that touches everything there is.
fn everything(one: RecordNo) -> Commit {
    let mut all = commit();
    let blob = BlobRow { name: BlobName([1; 16]), record: one, key: hygie_base::KeyNo(7) };
    all.keys = vec![KeyOp::Add(key(one, 7, KeyKind::Record))];
    all.appends = vec![entry(one, 1, b"body")];
    all.tokens = vec![
        TokenOp::PutId(id(1), b"locator".to_vec()),
        TokenOp::PutTerm(term(1), tag(1), b"locator".to_vec()),
    ];
    all.blobs = vec![BlobOp::Name(blob)];
    all.traces = vec![trace(one, true, b"trace")];
    all.outbox = vec![OutboxPut { topic: 1, body: b"work".to_vec() }];
    all.cells = vec![CellOp::Put { table: 1, key: b"k".to_vec(), value: b"v".to_vec() }];
    all
}

async fn nothing(store: &dyn Store, one: RecordNo) {
    assert_eq!(ok(store.head(one).await), 0);
    assert_eq!(ok(store.records(RecordNo::REGISTRY, 10).await), []);
    assert_eq!(ok(store.keys(one).await), []);
    assert_eq!(ok(store.locate(&[id(1)]).await), [None]);
    assert_eq!(ok(store.terms(term(1), None, 10).await), []);
    assert_eq!(ok(store.blobs(None, 10).await), []);
    assert_eq!(ok(store.traces(LogNo(0), 0, 10).await), []);
    assert_eq!(ok(store.last_write_trace(one).await), None);
    assert_eq!(ok(store.cell(1, b"k").await), None);
    let (now, until) = (hygie_base::Timestamp(1), hygie_base::Timestamp(2));
    assert_eq!(ok(store.claim(1, now, until, 10).await), []);
}

pub async fn a_refused_commit_changes_nothing(store: &dyn Store) {
    let one = record(9);
    let mut late = everything(one);
    late.appends.push(entry(one, 3, b"gap"));
    assert_eq!(refused(store, late).await, Refusal::Head(head(one, 1)));
    nothing(store, one).await;
    let mut guarded = everything(one);
    guarded.guards = vec![Guard::KeyAlive(one, hygie_base::KeyNo(7))];
    assert_eq!(refused(store, guarded).await, Refusal::Guard(0));
    nothing(store, one).await;
    assert_eq!(done(store, everything(one)).await.first_trace, 0);
}

pub async fn a_repeated_commit_is_not_applied_again(store: &dyn Store) {
    let one = record(9);
    let first = everything(one);
    done(store, first.clone()).await;
    assert_eq!(ok(store.commit(first.clone()).await), Outcome::Repeated);
    // The id decides, whatever else the commit says.
    let mut other = commit();
    other.id = first.id;
    other.appends = vec![entry(one, 2, b"other")];
    assert_eq!(ok(store.commit(other).await), Outcome::Repeated);
    assert_eq!(ok(store.head(one).await), 1);
    assert_eq!(ok(store.traces(LogNo(0), 0, 10).await).len(), 1);
}

pub async fn a_refused_commit_may_come_again(store: &dyn Store) {
    let one = record(9);
    let mut early = commit();
    early.appends = vec![entry(one, 2, b"second")];
    refused(store, early.clone()).await;
    let mut first = commit();
    first.appends = vec![entry(one, 1, b"first")];
    done(store, first).await;
    done(store, early.clone()).await;
    assert_eq!(ok(store.commit(early).await), Outcome::Repeated);
}

pub async fn an_empty_commit_is_done(store: &dyn Store) {
    let empty = commit();
    assert_eq!(done(store, empty.clone()).await.heads, []);
    assert_eq!(ok(store.commit(empty).await), Outcome::Repeated);
}
