//! What a store keeps when it is closed.

use hygie_base::{CommitId, LogNo, Timestamp};

use super::Fixture;
use super::help::{commit, done, entry, head, id, key, ok, record, sound, tag, term, trace};
use crate::{
    BlobName, BlobOp, BlobRow, CellOp, KeyKind, KeyOp, OutboxPut, Outcome, StoreError, TokenOp,
    limits,
};

pub async fn keeps_everything(fixture: &dyn Fixture) {
    let one = record(1);
    let blob = BlobRow { name: BlobName([1; 16]), record: one, key: hygie_base::KeyNo(7) };
    let store = fixture.open().await;
    let mut all = commit();
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
    done(store.as_ref(), all).await;
    ok(store.close().await);

    let store = fixture.open().await;
    sound(store.as_ref()).await;
    assert_eq!(ok(store.keys(one).await), [key(one, 7, KeyKind::Record)]);
    assert_eq!(ok(store.entries(one, 1, 9).await), [entry(one, 1, b"body")]);
    assert_eq!(ok(store.locate(&[id(1)]).await), [Some(b"locator".to_vec())]);
    assert_eq!(ok(store.terms(term(1), None, 9).await).len(), 1);
    assert_eq!(ok(store.blobs(None, 9).await), [blob]);
    assert_eq!(ok(store.traces(LogNo(0), 0, 9).await).len(), 1);
    assert!(ok(store.last_write_trace(one).await).is_some());
    assert_eq!(ok(store.claim(1, Timestamp(0), Timestamp(1), 9).await)[0].body, b"work");
    assert_eq!(ok(store.cell(1, b"k").await), Some(b"v".to_vec()));
    ok(store.close().await);
}

pub async fn remembers_commits(fixture: &dyn Fixture) {
    let store = fixture.open().await;
    let first = commit();
    done(store.as_ref(), first.clone()).await;
    ok(store.close().await);
    let store = fixture.open().await;
    assert_eq!(ok(store.commit(first.clone()).await), Outcome::Repeated);
    // The last REMEMBERED_COMMITS are remembered, beside many more to come.
    let mut pending = Vec::new();
    for number in 1..limits::REMEMBERED_COMMITS {
        let id = CommitId((u128::from(number) << 64 | 0xfeed).to_be_bytes());
        pending.push(store.submit(crate::Commit::new(id)));
        if pending.len() == limits::QUEUE_COMMITS / 2 {
            for answer in pending.drain(..) {
                ok(answer.await);
            }
        }
    }
    for answer in pending {
        ok(answer.await);
    }
    assert_eq!(ok(store.commit(first).await), Outcome::Repeated);
    ok(store.close().await);
}

pub async fn goes_on_counting(fixture: &dyn Fixture) {
    let one = record(1);
    for round in 1..=3 {
        let store = fixture.open().await;
        let mut next = commit();
        next.appends = vec![entry(one, round, b"x")];
        next.traces = vec![trace(one, true, b"x")];
        let receipt = done(store.as_ref(), next).await;
        assert_eq!(receipt.first_trace, round - 1);
        assert_eq!(receipt.heads, [head(one, round)]);
        ok(store.close().await);
    }
}

pub async fn a_closed_store_says_so(fixture: &dyn Fixture) {
    let store = fixture.open().await;
    let waiting = store.submit(commit());
    ok(store.close().await);
    assert!(matches!(ok(waiting.await), Outcome::Done(_)));
    ok(store.close().await);
    assert!(matches!(store.commit(commit()).await, Err(StoreError::Closed)));
    assert!(matches!(store.head(record(1)).await, Err(StoreError::Closed)));
    assert!(matches!(store.check().await, Err(StoreError::Closed)));
}
