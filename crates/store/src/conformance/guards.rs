//! Each kind of guard, holding and failing.

use hygie_base::KeyNo;

use super::help::{commit, done, entry, head, id, key, record, refused, tag, term};
use crate::{CellOp, Guard, KeyKind, KeyOp, Outcome, Refusal, Store, TokenOp};

async fn holds(store: &dyn Store, guard: Guard) {
    let mut guarded = commit();
    guarded.guards = vec![guard];
    done(store, guarded).await;
}

async fn fails(store: &dyn Store, guard: Guard) {
    let mut guarded = commit();
    guarded.guards = vec![guard];
    assert_eq!(refused(store, guarded).await, Refusal::Guard(0));
}

pub async fn of_a_head(store: &dyn Store) {
    let one = record(1);
    holds(store, Guard::Head(head(one, 0))).await;
    fails(store, Guard::Head(head(one, 1))).await;
    let mut two = commit();
    two.appends = vec![entry(one, 1, b"a"), entry(one, 2, b"b")];
    done(store, two).await;
    holds(store, Guard::Head(head(one, 2))).await;
    fails(store, Guard::Head(head(one, 1))).await;
    fails(store, Guard::Head(head(one, 3))).await;
    fails(store, Guard::Head(head(one, 0))).await;
}

pub async fn of_an_id_token(store: &dyn Store) {
    holds(store, Guard::IdAbsent(id(1))).await;
    fails(store, Guard::IdEquals(id(1), Vec::new())).await;
    let mut put = commit();
    put.tokens = vec![TokenOp::PutId(id(1), b"here".to_vec())];
    done(store, put).await;
    fails(store, Guard::IdAbsent(id(1))).await;
    holds(store, Guard::IdAbsent(id(2))).await;
    holds(store, Guard::IdEquals(id(1), b"here".to_vec())).await;
    fails(store, Guard::IdEquals(id(1), b"there".to_vec())).await;
    fails(store, Guard::IdEquals(id(2), b"here".to_vec())).await;
}

pub async fn of_a_term_token(store: &dyn Store) {
    holds(store, Guard::TermAbsent(term(1))).await;
    let mut put = commit();
    put.tokens = vec![TokenOp::PutTerm(term(1), tag(1), b"here".to_vec())];
    done(store, put).await;
    fails(store, Guard::TermAbsent(term(1))).await;
    holds(store, Guard::TermAbsent(term(2))).await;
}

pub async fn of_the_rows_of_a_term(store: &dyn Store) {
    let rows = |tags: &[u8]| Guard::TermRows(term(1), tags.iter().map(|&at| tag(at)).collect());
    holds(store, rows(&[])).await;
    fails(store, rows(&[1])).await;
    let put = |at| TokenOp::PutTerm(term(1), tag(at), b"here".to_vec());
    let mut two = commit();
    two.tokens = vec![put(1), put(2), TokenOp::PutTerm(term(2), tag(3), b"there".to_vec())];
    done(store, two).await;
    holds(store, rows(&[1, 2])).await;
    holds(store, rows(&[2, 1])).await;
    for others in [&[][..], &[1], &[1, 3], &[1, 2, 3]] {
        fails(store, rows(others)).await;
    }
    let mut one_less = commit();
    one_less.tokens = vec![TokenOp::DeleteTerm(term(1), tag(2))];
    done(store, one_less).await;
    holds(store, rows(&[1])).await;
    fails(store, rows(&[1, 2])).await;
}

/// Of commits that come together, each sees what those before it did.
pub async fn of_a_term_within_a_group(store: &dyn Store) {
    let asks = |at: u8| {
        let mut asks = commit();
        asks.guards = vec![Guard::TermRows(term(1), Vec::new())];
        asks.tokens = vec![TokenOp::PutTerm(term(1), tag(at), b"here".to_vec())];
        asks
    };
    let both = [store.submit(asks(1)), store.submit(asks(2))];
    let [first, second] = both;
    assert!(matches!(first.await, Ok(Outcome::Done(_))));
    assert!(matches!(second.await, Ok(Outcome::Refused(Refusal::Guard(0)))));
}

pub async fn of_a_key(store: &dyn Store) {
    let one = record(1);
    fails(store, Guard::KeyAlive(one, KeyNo(5))).await;
    let mut add = commit();
    add.keys = vec![KeyOp::Add(key(one, 5, KeyKind::Record))];
    done(store, add).await;
    holds(store, Guard::KeyAlive(one, KeyNo(5))).await;
    fails(store, Guard::KeyAlive(one, KeyNo(6))).await;
    fails(store, Guard::KeyAlive(record(2), KeyNo(5))).await;
    let mut destroy = commit();
    destroy.keys = vec![KeyOp::Destroy(one, KeyNo(5))];
    done(store, destroy).await;
    fails(store, Guard::KeyAlive(one, KeyNo(5))).await;
}

pub async fn of_a_cell(store: &dyn Store) {
    let cell = |table: u32, value: Option<&[u8]>| Guard::CellEquals {
        table,
        key: b"k".to_vec(),
        value: value.map(<[u8]>::to_vec),
    };
    holds(store, cell(1, None)).await;
    fails(store, cell(1, Some(b""))).await;
    let mut put = commit();
    put.cells = vec![CellOp::Put { table: 1, key: b"k".to_vec(), value: b"v".to_vec() }];
    done(store, put).await;
    holds(store, cell(1, Some(b"v"))).await;
    fails(store, cell(1, Some(b"w"))).await;
    fails(store, cell(1, None)).await;
    holds(store, cell(2, None)).await;
}

pub async fn the_first_that_fails_is_told(store: &dyn Store) {
    let one = record(1);
    let mut guarded = commit();
    guarded.guards = vec![
        Guard::IdAbsent(id(1)),
        Guard::Head(head(one, 0)),
        Guard::KeyAlive(one, KeyNo(1)),
        Guard::Head(head(one, 9)),
    ];
    assert_eq!(refused(store, guarded).await, Refusal::Guard(2));
}

pub async fn see_the_state_before_the_commit(store: &dyn Store) {
    let one = record(1);
    let mut own = commit();
    own.guards = vec![Guard::Head(head(one, 0)), Guard::IdAbsent(id(1))];
    own.appends = vec![entry(one, 1, b"a")];
    own.tokens = vec![TokenOp::PutId(id(1), b"here".to_vec())];
    done(store, own.clone()).await;
    own.id = commit().id;
    assert_eq!(refused(store, own).await, Refusal::Guard(0));
}
