//! Entries.

use hygie_base::{Epoch, KeyNo};

use super::help::{commit, done, entry, head, ok, record, refused};
use crate::{EntryRow, Refusal, Store};

pub async fn come_back_in_order(store: &dyn Store) {
    let one = record(0x1111);
    let rows: Vec<_> = (1..=20_u8)
        .map(|seq| EntryRow {
            record: one,
            seq: seq.into(),
            key: KeyNo(u32::MAX - u32::from(seq)),
            epoch: Epoch(u32::from(seq)),
            body: vec![seq; 300 * usize::from(seq)],
        })
        .collect();
    let mut both = commit();
    both.appends = rows.clone();
    assert_eq!(done(store, both).await.heads, [head(one, 20)]);
    assert_eq!(ok(store.entries(one, 1, 20).await), rows);
    assert_eq!(ok(store.entries(one, 0, u64::MAX).await), rows);
    assert_eq!(ok(store.entries(one, 5, 7).await), rows[4..7]);
    assert_eq!(ok(store.entries(one, 7, 5).await), []);
    assert_eq!(ok(store.entries(one, 21, 30).await), []);
    assert_eq!(ok(store.entry(one, 20).await), rows.last().cloned());
    assert_eq!(ok(store.entry(one, 0).await), None);
    assert_eq!(ok(store.entry(one, 21).await), None);
    assert_eq!(ok(store.entry(record(0x2222), 1).await), None);
    assert_eq!(ok(store.entries(record(0x2222), 1, 9).await), []);
    assert_eq!(ok(store.head(one).await), 20);
    assert_eq!(ok(store.head(record(0x2222)).await), 0);
}

pub async fn must_follow_the_head(store: &dyn Store) {
    let one = record(0x77);
    let mut skips = commit();
    skips.appends = vec![entry(one, 2, b"x")];
    assert_eq!(refused(store, skips).await, Refusal::Head(head(one, 0)));
    let mut first = commit();
    first.appends = vec![entry(one, 1, b"a"), entry(one, 2, b"b")];
    done(store, first).await;
    for seq in [1, 2, 4] {
        let mut wrong = commit();
        wrong.appends = vec![entry(one, seq, b"x")];
        assert_eq!(refused(store, wrong).await, Refusal::Head(head(one, 2)));
    }
    let mut gap = commit();
    gap.appends = vec![entry(one, 3, b"c"), entry(one, 5, b"e")];
    assert_eq!(refused(store, gap).await, Refusal::Head(head(one, 3)));
    assert_eq!(ok(store.head(one).await), 2);
}

pub async fn of_several_records_in_one_commit(store: &dyn Store) {
    // Numbers far apart, not in order, at both ends of the range.
    let numbers = [0x7fff_ffff_ffff_ffff, 1, 0x4000_0000_0000_0000, 2];
    let mut mixed = commit();
    for seq in 1..=3 {
        for number in numbers {
            mixed.appends.push(entry(record(number), seq, &number.to_be_bytes()));
        }
    }
    let mut sorted = numbers;
    sorted.sort_unstable();
    let heads: Vec<_> = sorted.iter().map(|number| head(record(*number), 3)).collect();
    assert_eq!(done(store, mixed).await.heads, heads);
    assert_eq!(ok(store.records(record(0), 10).await), heads);
    assert_eq!(ok(store.records(record(1), 2).await), heads[1..3]);
    for number in numbers {
        let rows = ok(store.entries(record(number), 1, 9).await);
        let expected: Vec<_> =
            (1..=3).map(|seq| entry(record(number), seq, &number.to_be_bytes())).collect();
        assert_eq!(rows, expected);
    }
}

pub async fn are_read_as_soon_as_acknowledged(store: &dyn Store) {
    let one = record(5);
    for seq in 1..=50 {
        let mut next = commit();
        next.appends = vec![entry(one, seq, b"body")];
        done(store, next).await;
        assert_eq!(ok(store.head(one).await), seq);
        assert!(ok(store.entry(one, seq).await).is_some());
    }
}
