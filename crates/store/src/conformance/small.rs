//! Outbox, cells, blobs and counts.

use hygie_base::{KeyNo, Timestamp};

use super::help::{commit, done, entry, id, key, ok, record, tag, term, trace};
use crate::{
    BlobName, BlobOp, BlobRow, CellOp, KeyKind, KeyOp, OutboxItem, OutboxPut, Stats, Store, TokenOp,
};

async fn put(store: &dyn Store, topic: u32, bodies: &[&[u8]]) {
    let mut work = commit();
    work.outbox = bodies.iter().map(|body| OutboxPut { topic, body: body.to_vec() }).collect();
    done(store, work).await;
}

async fn claim(store: &dyn Store, topic: u32, now: i64, limit: usize) -> Vec<OutboxItem> {
    ok(store.claim(topic, Timestamp(now), Timestamp(now + 100), limit).await)
}

pub async fn outbox_items_are_claimed_and_done(store: &dyn Store) {
    put(store, 1, &[b"a", b"b", b"c"]).await;
    let first = claim(store, 1, 1000, 2).await;
    assert_eq!(first.iter().map(|item| item.body.as_slice()).collect::<Vec<_>>(), [b"a", b"b"]);
    assert!(first.iter().all(|item| item.attempts == 1 && item.topic == 1));
    assert!(first[0].id < first[1].id);
    let second = claim(store, 1, 1000, 2).await;
    assert_eq!(second.iter().map(|item| item.body.as_slice()).collect::<Vec<_>>(), [b"c"]);
    let mut finish = commit();
    finish.done = vec![first[0].id, first[1].id, second[0].id];
    done(store, finish.clone()).await;
    assert_eq!(claim(store, 1, 9999, 9).await, []);
    // Finishing what is finished is nothing.
    finish.id = commit().id;
    done(store, finish).await;
    // Numbers are not given twice.
    put(store, 1, &[b"d"]).await;
    assert!(claim(store, 1, 9999, 9).await[0].id > second[0].id);
}

pub async fn outbox_claims_run_out(store: &dyn Store) {
    put(store, 1, &[b"a"]).await;
    assert_eq!(claim(store, 1, 1000, 9).await.len(), 1);
    assert_eq!(claim(store, 1, 1099, 9).await, []);
    let again = claim(store, 1, 1100, 9).await;
    assert_eq!(again[0].attempts, 2);
}

pub async fn outbox_topics_are_apart(store: &dyn Store) {
    put(store, 1, &[b"a"]).await;
    put(store, 2, &[b"b"]).await;
    assert_eq!(claim(store, 3, 0, 9).await, []);
    assert_eq!(claim(store, 2, 0, 0).await, []);
    assert_eq!(claim(store, 2, 0, 9).await[0].body, b"b");
    assert_eq!(claim(store, 1, 0, 9).await[0].body, b"a");
}

pub async fn outbox_items_are_listed_unclaimed(store: &dyn Store) {
    assert_eq!(ok(store.outbox(None, 9).await), []);
    put(store, 2, &[b"a", b"b"]).await;
    put(store, u32::MAX, &[b"c"]).await;
    let told = |items: &[OutboxItem]| {
        let told = items.iter().map(|item| (item.topic, item.attempts, item.body.clone()));
        told.collect::<Vec<_>>()
    };
    let all = ok(store.outbox(None, 9).await);
    let (a, b, c) = (b"a".to_vec(), b"b".to_vec(), b"c".to_vec());
    assert_eq!(told(&all), [(2, 0, a.clone()), (2, 0, b), (u32::MAX, 0, c)]);
    assert!(all.is_sorted_by_key(|item| item.id));
    assert_eq!(ok(store.outbox(Some(all[0].id), 1).await), all[1..2]);
    assert_eq!(ok(store.outbox(None, 0).await), []);
    // Listing claims nothing, and what is claimed is listed.
    let claimed = claim(store, 2, 1000, 1).await;
    assert_eq!(told(&ok(store.outbox(None, 1).await)), [(2, 1, a)]);
    let mut finish = commit();
    finish.done = vec![claimed[0].id];
    done(store, finish).await;
    assert_eq!(ok(store.outbox(None, 9).await), all[1..]);
}

fn cell(table: u32, key: &[u8], value: &[u8]) -> CellOp {
    CellOp::Put { table, key: key.to_vec(), value: value.to_vec() }
}

pub async fn cells_are_put_replaced_and_deleted(store: &dyn Store) {
    let mut first = commit();
    first.cells = vec![cell(1, b"k", b"v"), cell(2, b"k", b"w"), cell(1, b"", b"")];
    done(store, first).await;
    assert_eq!(ok(store.cell(1, b"k").await), Some(b"v".to_vec()));
    assert_eq!(ok(store.cell(2, b"k").await), Some(b"w".to_vec()));
    assert_eq!(ok(store.cell(1, b"").await), Some(Vec::new()));
    let mut second = commit();
    second.cells = vec![
        cell(1, b"k", b"z"),
        CellOp::Delete { table: 2, key: b"k".to_vec() },
        CellOp::Delete { table: 9, key: b"k".to_vec() },
    ];
    done(store, second).await;
    assert_eq!(ok(store.cell(1, b"k").await), Some(b"z".to_vec()));
    assert_eq!(ok(store.cell(2, b"k").await), None);
}

pub async fn cells_are_scanned_in_order(store: &dyn Store) {
    let keys: [&[u8]; 5] = [b"", b"a", b"a\0", b"ab", b"\xff"];
    let mut puts = commit();
    puts.cells = keys.iter().rev().map(|key| cell(u32::MAX, key, key)).collect();
    puts.cells.push(cell(0, b"other", b"x"));
    done(store, puts).await;
    let mut found: Vec<Vec<u8>> = Vec::new();
    loop {
        let after = found.last().cloned();
        let page = ok(store.cells(u32::MAX, after.as_deref(), 2).await);
        if page.is_empty() {
            break;
        }
        assert!(page.iter().all(|(key, value)| key == value));
        found.extend(page.into_iter().map(|(key, _)| key));
    }
    assert_eq!(found, keys);
}

pub async fn tables_with_cells_are_told(store: &dyn Store) {
    assert_eq!(ok(store.cell_tables(None, 9).await), Vec::<u32>::new());
    let mut puts = commit();
    puts.cells = [0, 7, u32::MAX, 3].iter().map(|table| cell(*table, b"k", b"v")).collect();
    puts.cells.push(cell(7, b"l", b"v"));
    done(store, puts).await;
    assert_eq!(ok(store.cell_tables(None, 9).await), [0, 3, 7, u32::MAX]);
    assert_eq!(ok(store.cell_tables(Some(0), 2).await), [3, 7]);
    assert_eq!(ok(store.cell_tables(Some(u32::MAX), 9).await), Vec::<u32>::new());
    assert_eq!(ok(store.cell_tables(None, 0).await), Vec::<u32>::new());
    let mut delete = commit();
    delete.cells = vec![CellOp::Delete { table: 3, key: b"k".to_vec() }];
    delete.cells.push(CellOp::Delete { table: 7, key: b"l".to_vec() });
    done(store, delete).await;
    assert_eq!(ok(store.cell_tables(None, 9).await), [0, 7, u32::MAX]);
}

pub async fn blobs_are_named_and_forgotten(store: &dyn Store) {
    let (one, two) = (record(1), record(2));
    let blob = |number: u8, record| BlobRow { name: BlobName([number; 16]), record, key: KeyNo(4) };
    let rows = [blob(0, one), blob(0x7f, two), blob(0x80, one), blob(0xff, one)];
    let mut name = commit();
    name.blobs = rows.iter().rev().copied().map(BlobOp::Name).collect();
    done(store, name).await;
    assert_eq!(ok(store.blobs(None, 10).await), rows);
    assert_eq!(ok(store.blobs(Some(rows[1].name), 1).await), rows[2..3]);
    assert_eq!(ok(store.blobs_of(one, None).await), [rows[0], rows[2], rows[3]]);
    assert_eq!(ok(store.blobs_of(one, Some(rows[0].name)).await), rows[2..]);
    assert_eq!(ok(store.blobs_of(record(3), None).await), []);
    let mut forget = commit();
    forget.blobs = vec![BlobOp::Forget(rows[2].name), BlobOp::Forget(BlobName([9; 16]))];
    done(store, forget).await;
    assert_eq!(ok(store.blobs_of(one, None).await), [rows[0], rows[3]]);
}

pub async fn stats_count(store: &dyn Store) {
    let empty = ok(store.stats().await);
    assert_eq!(empty, Stats { bytes: empty.bytes, ..Stats::default() });
    let (one, two) = (record(1), record(2));
    let mut all = commit();
    all.keys = vec![KeyOp::Add(key(one, 7, KeyKind::Record))];
    all.appends = vec![entry(one, 1, b"a"), entry(one, 2, b"b")];
    all.tokens = vec![
        TokenOp::PutId(id(1), Vec::new()),
        TokenOp::PutTerm(term(1), tag(1), Vec::new()),
        TokenOp::PutTerm(term(1), tag(2), Vec::new()),
    ];
    let name = BlobName([1; 16]);
    all.blobs = vec![BlobOp::Name(BlobRow { name, record: one, key: KeyNo(7) })];
    all.traces = vec![trace(one, true, b"t"), trace(two, false, b"t")];
    done(store, all).await;
    let stats = ok(store.stats().await);
    assert!(stats.bytes > 0);
    let expected = Stats {
        records: 1,
        entries: 2,
        ids: 1,
        terms: 2,
        keys: 1,
        traces: 2,
        blobs: 1,
        bytes: stats.bytes,
    };
    assert_eq!(stats, expected);
}
