//! Pages of scans, at the limit and one beyond.

use hygie_base::{LogNo, RecordNo};

use super::help::{commit, done, entry, id, ok, record, term, trace};
use crate::limits::{PAGE_BYTES, PAGE_ROWS};
use crate::{Store, TokenOp};

pub async fn of_rows_end_at_the_limit(store: &dyn Store) {
    let one = record(1);
    let rows = PAGE_ROWS as u64 + 1;
    let mut many = commit();
    many.appends = (1..=rows).map(|seq| entry(one, seq, b"x")).collect();
    many.traces = (0..rows).map(|_| trace(one, false, b"x")).collect();
    done(store, many).await;
    let page = ok(store.entries(one, 1, rows).await);
    assert_eq!(page.len(), PAGE_ROWS);
    let rest = ok(store.entries(one, page[PAGE_ROWS - 1].seq + 1, rows).await);
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].seq, rows);
    assert_eq!(ok(store.entries(one, 2, rows).await).len(), PAGE_ROWS);
    assert_eq!(ok(store.traces(LogNo(0), 0, PAGE_ROWS).await).len(), PAGE_ROWS);
    assert_eq!(ok(store.traces(LogNo(0), 0, PAGE_ROWS + 1).await).len(), PAGE_ROWS);
    assert_eq!(ok(store.traces_of(one, None, usize::MAX).await).len(), PAGE_ROWS);
    assert_eq!(ok(store.traces_by([3; 16], None, usize::MAX).await).len(), PAGE_ROWS);
}

pub async fn of_bytes_end_early(store: &dyn Store) {
    let one = record(1);
    let most = crate::limits::ENTRY_BYTES;
    let whole = PAGE_BYTES / most;
    let mut large = commit();
    large.appends = (1..=whole as u64 + 2).map(|seq| entry(one, seq, &vec![1; most])).collect();
    done(store, large).await;
    let page = ok(store.entries(one, 1, u64::MAX).await);
    assert_eq!(page.len(), whole);
    let rest = ok(store.entries(one, whole as u64 + 1, u64::MAX).await);
    assert_eq!(rest.len(), 2);
}

pub async fn nothing_asked_is_nothing_answered(store: &dyn Store) {
    let one = record(1);
    let mut some = commit();
    some.appends = vec![entry(one, 1, b"x")];
    some.tokens = vec![TokenOp::PutId(id(1), Vec::new())];
    some.traces = vec![trace(one, true, b"x")];
    done(store, some).await;
    assert_eq!(ok(store.records(RecordNo::REGISTRY, 0).await), []);
    assert_eq!(ok(store.all_ids(None, 0).await), []);
    assert_eq!(ok(store.terms(term(1), None, 0).await), []);
    assert_eq!(ok(store.traces(LogNo(0), 0, 0).await), []);
    assert_eq!(ok(store.traces_of(one, None, 0).await), []);
    assert_eq!(ok(store.blobs(None, 0).await), []);
    assert_eq!(ok(store.cells(1, None, 0).await), []);
}
