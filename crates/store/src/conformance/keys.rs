//! Wrapped keys.

use hygie_base::{Epoch, KeyNo, RecordNo};

use super::help::{commit, done, key, ok, record, refused};
use crate::{Guard, KeyKind, KeyOp, KeyRow, Refusal, Store};

async fn apply(store: &dyn Store, ops: Vec<KeyOp>) {
    let mut change = commit();
    change.keys = ops;
    done(store, change).await;
}

pub async fn are_added_and_listed(store: &dyn Store) {
    let one = record(1);
    let rows = [
        key(one, 3, KeyKind::Record),
        key(one, u32::MAX, KeyKind::Record),
        key(one, 1, KeyKind::Trace),
        key(one, 0x8000_0000, KeyKind::Trace),
    ];
    let mut shuffled = rows.to_vec();
    shuffled.reverse();
    apply(store, shuffled.into_iter().map(KeyOp::Add).collect()).await;
    apply(store, vec![KeyOp::Add(key(record(2), 3, KeyKind::Record))]).await;
    assert_eq!(ok(store.keys(one).await), rows);
    assert_eq!(ok(store.keys(record(3)).await), []);
}

pub async fn a_taken_number_is_refused(store: &dyn Store) {
    let one = record(1);
    let first = key(one, 3, KeyKind::Record);
    apply(store, vec![KeyOp::Add(first.clone())]).await;
    let mut again = commit();
    again.keys =
        vec![KeyOp::Add(key(one, 4, KeyKind::Record)), KeyOp::Add(key(one, 3, KeyKind::Trace))];
    assert_eq!(refused(store, again).await, Refusal::KeyTaken(one, KeyNo(3)));
    assert_eq!(ok(store.keys(one).await), std::slice::from_ref(&first));
    // A destroyed key's number stays taken.
    apply(store, vec![KeyOp::Destroy(one, KeyNo(3))]).await;
    let mut again = commit();
    again.keys = vec![KeyOp::Add(first)];
    assert_eq!(refused(store, again).await, Refusal::KeyTaken(one, KeyNo(3)));
}

pub async fn are_rewrapped_from_one_epoch_only(store: &dyn Store) {
    let one = record(1);
    let old = key(one, 3, KeyKind::Record);
    let new = KeyRow { epoch: Epoch(2), wrapped: vec![0xbb; 60], ..old.clone() };
    apply(store, vec![KeyOp::Add(old.clone())]).await;
    apply(store, vec![KeyOp::Rewrap { row: new.clone(), from: Epoch(9) }]).await;
    assert_eq!(ok(store.keys(one).await), [old]);
    apply(store, vec![KeyOp::Rewrap { row: new.clone(), from: Epoch(1) }]).await;
    assert_eq!(ok(store.keys(one).await), std::slice::from_ref(&new));
    let absent = KeyRow { key: KeyNo(8), ..new.clone() };
    apply(store, vec![KeyOp::Rewrap { row: absent, from: Epoch(2) }]).await;
    assert_eq!(ok(store.keys(one).await), std::slice::from_ref(&new));
    apply(store, vec![KeyOp::Destroy(one, KeyNo(3))]).await;
    let revived = KeyRow { epoch: Epoch(3), ..new.clone() };
    apply(store, vec![KeyOp::Rewrap { row: revived, from: Epoch(2) }]).await;
    assert_eq!(ok(store.keys(one).await), [KeyRow { wrapped: Vec::new(), ..new }]);
}

pub async fn are_destroyed_but_stay_listed(store: &dyn Store) {
    let one = record(1);
    let (first, second) = (key(one, 3, KeyKind::Record), key(one, 4, KeyKind::Trace));
    apply(store, vec![KeyOp::Add(first.clone()), KeyOp::Add(second.clone())]).await;
    apply(store, vec![KeyOp::Destroy(one, KeyNo(3)), KeyOp::Destroy(one, KeyNo(99))]).await;
    ok(store.checkpoint().await);
    assert_eq!(ok(store.keys(one).await), [KeyRow { wrapped: Vec::new(), ..first }, second]);
    assert_eq!(ok(store.stats().await).keys, 2);
}

/// A store that is copied brings its destroyed keys as they are.
pub async fn are_added_as_destroyed(store: &dyn Store) {
    let one = record(1);
    let row = KeyRow { wrapped: Vec::new(), ..key(one, 3, KeyKind::Record) };
    apply(store, vec![KeyOp::Add(row.clone())]).await;
    assert_eq!(ok(store.keys(one).await), std::slice::from_ref(&row));
    let mut rests = commit();
    rests.guards = vec![Guard::KeyAlive(one, KeyNo(3))];
    assert_eq!(refused(store, rests).await, Refusal::Guard(0));
    let new = key(one, 3, KeyKind::Record);
    apply(store, vec![KeyOp::Rewrap { from: row.epoch, row: new }]).await;
    assert_eq!(ok(store.keys(one).await), [row]);
}

pub async fn of_all_records_are_scanned(store: &dyn Store) {
    let mut rows = Vec::new();
    for number in [0, 1, 0x7fff_ffff_ffff_ffff] {
        for no in [1, 0x7fff_ffff, 0x8000_0000] {
            rows.push(key(record(number), no, KeyKind::Record));
        }
    }
    apply(store, rows.iter().rev().cloned().map(KeyOp::Add).collect()).await;
    let mut found = Vec::new();
    let mut after = (RecordNo::REGISTRY, KeyNo(0));
    loop {
        let page = ok(store.all_keys(after, 2).await);
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 2);
        after = (last.record, last.key);
        found.extend(page);
    }
    assert_eq!(found, rows);
}
