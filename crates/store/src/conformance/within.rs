//! Limits of one commit, at the limit and one beyond.

use hygie_base::KeyNo;

use super::help::{
    commit, done, entry, head, id, key, ok, record, refused, term, too_large, trace,
};
use crate::{
    CellOp, Commit, Guard, KeyKind, KeyOp, OutboxPut, Refusal, Store, StoreError, Tag, TokenOp,
    limits,
};

/// A commit with one part of this many bytes.
type Part = fn(usize) -> Commit;

const PARTS: &[(usize, Part)] = &[
    (limits::LOCATOR_BYTES, |bytes| {
        let mut part = commit();
        part.tokens = vec![TokenOp::PutId(id(1), vec![1; bytes])];
        part
    }),
    (limits::WRAPPED_BYTES, |bytes| {
        let mut row = key(record(1), 1, KeyKind::Record);
        row.wrapped = vec![1; bytes];
        let mut part = commit();
        part.keys = vec![KeyOp::Add(row)];
        part
    }),
    (limits::TRACE_BYTES, |bytes| {
        let mut part = commit();
        part.traces = vec![trace(record(1), false, &vec![1; bytes])];
        part
    }),
    (limits::OUTBOX_BYTES, |bytes| {
        let mut part = commit();
        part.outbox = vec![OutboxPut { topic: 1, body: vec![1; bytes] }];
        part
    }),
    (limits::CELL_BYTES, |bytes| {
        let mut part = commit();
        part.cells = vec![CellOp::Put { table: 1, key: vec![1], value: vec![1; bytes] }];
        part
    }),
    (limits::CELL_KEY_BYTES, |bytes| {
        let mut part = commit();
        part.cells = vec![CellOp::Put { table: 1, key: vec![1; bytes], value: vec![] }];
        part
    }),
    (limits::ENTRY_BYTES, |bytes| {
        let mut part = commit();
        part.appends = vec![entry(record(1), 1, &vec![1; bytes])];
        part
    }),
];

pub async fn sizes_of_single_parts(store: &dyn Store) {
    for (most, part) in PARTS {
        too_large(store, part(most + 1)).await;
        done(store, part(*most)).await;
    }
    let rows = |rows: usize| {
        let mut part = commit();
        let tags = (0..rows as u64).map(|at| Tag(at.to_be_bytes())).collect();
        part.guards = vec![Guard::TermRows(term(1), tags)];
        part
    };
    too_large(store, rows(limits::TERM_GUARD_ROWS + 1)).await;
    assert_eq!(refused(store, rows(limits::TERM_GUARD_ROWS)).await, Refusal::Guard(0));
}

pub async fn operations_of_a_commit(store: &dyn Store) {
    let watching = |count| {
        let mut many = commit();
        many.watch = vec![record(1); count];
        many
    };
    done(store, watching(limits::COMMIT_OPS)).await;
    too_large(store, watching(limits::COMMIT_OPS + 1)).await;
    let appending = |count| {
        let mut many = commit();
        many.appends = (1..=count as u64).map(|seq| entry(record(1), seq, b"")).collect();
        many
    };
    too_large(store, appending(limits::COMMIT_APPENDS + 1)).await;
    done(store, appending(limits::COMMIT_APPENDS)).await;
}

pub async fn bytes_of_a_commit(store: &dyn Store) {
    let mut large = commit();
    for seq in 1.. {
        let room = limits::COMMIT_BYTES - large.bytes();
        let bytes = limits::ENTRY_BYTES.min(room.saturating_sub(32));
        if bytes == 0 {
            break;
        }
        large.appends.push(entry(record(1), seq, &vec![1; bytes]));
    }
    assert_eq!(large.bytes(), limits::COMMIT_BYTES);
    let mut larger = large.clone();
    larger.id = commit().id;
    larger.outbox = vec![OutboxPut { topic: 1, body: Vec::new() }];
    too_large(store, larger).await;
    done(store, large).await;
}

pub async fn entries_of_a_record(store: &dyn Store) {
    let mut last = commit();
    last.appends = vec![entry(record(1), limits::RECORD_ENTRIES, b"x")];
    assert_eq!(refused(store, last).await, Refusal::Head(head(record(1), 0)));
    let mut beyond = commit();
    beyond.appends = vec![entry(record(1), limits::RECORD_ENTRIES + 1, b"x")];
    too_large(store, beyond).await;
    let mut guarded = commit();
    guarded.guards = vec![Guard::KeyAlive(record(1), KeyNo(u32::MAX))];
    assert_eq!(refused(store, guarded).await, Refusal::Guard(0));
}

pub async fn tokens_located_at_once(store: &dyn Store) {
    let tokens = vec![id(1); limits::PAGE_ROWS + 1];
    assert_eq!(ok(store.locate(&tokens[1..]).await).len(), limits::PAGE_ROWS);
    match store.locate(&tokens).await {
        Err(StoreError::TooLarge { .. }) => (),
        other => panic!("expected a limit, not {other:?}"),
    }
}
