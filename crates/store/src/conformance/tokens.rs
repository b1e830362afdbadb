//! Blind indexes.

use super::help::{commit, done, id, ok, tag, term};
use crate::{IdToken, Store, Tag, TermRow, TermToken, TokenOp};

async fn apply(store: &dyn Store, ops: Vec<TokenOp>) {
    let mut change = commit();
    change.tokens = ops;
    done(store, change).await;
}

pub async fn of_ids_are_put_replaced_and_deleted(store: &dyn Store) {
    apply(store, vec![TokenOp::PutId(id(1), b"a".to_vec()), TokenOp::PutId(id(2), Vec::new())])
        .await;
    let asked = [id(2), id(3), id(1), id(1)];
    let found = ok(store.locate(&asked).await);
    assert_eq!(found, [Some(Vec::new()), None, Some(b"a".to_vec()), Some(b"a".to_vec())]);
    apply(store, vec![TokenOp::PutId(id(1), b"b".to_vec()), TokenOp::DeleteId(id(2))]).await;
    assert_eq!(ok(store.locate(&asked[1..3]).await), [None, Some(b"b".to_vec())]);
    assert_eq!(ok(store.locate(&[id(2)]).await), [None]);
    assert_eq!(ok(store.locate(&[]).await), Vec::<Option<Vec<u8>>>::new());
    // Operations of one commit apply in order; deleting what is absent is nothing.
    apply(
        store,
        vec![
            TokenOp::DeleteId(id(9)),
            TokenOp::PutId(id(4), b"x".to_vec()),
            TokenOp::DeleteId(id(4)),
            TokenOp::PutId(id(4), b"y".to_vec()),
        ],
    )
    .await;
    assert_eq!(ok(store.locate(&[id(4)]).await), [Some(b"y".to_vec())]);
}

pub async fn of_ids_are_scanned_in_order(store: &dyn Store) {
    let numbers = [0, 0xff, 0x80, 0x7f, 1];
    apply(store, numbers.iter().map(|n| TokenOp::PutId(id(*n), vec![*n])).collect()).await;
    let mut found = Vec::new();
    let mut after: Option<IdToken> = None;
    loop {
        let page = ok(store.all_ids(after, 2).await);
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        found.extend(page);
    }
    let expected = [0, 1, 0x7f, 0x80, 0xff].map(|n: u8| (id(n), vec![n]));
    assert_eq!(found, expected);
}

pub async fn of_terms_are_put_replaced_and_deleted(store: &dyn Store) {
    let put = |t, g, l: &[u8]| TokenOp::PutTerm(term(t), tag(g), l.to_vec());
    let row = |g, l: &[u8]| TermRow { tag: tag(g), locator: l.to_vec() };
    apply(store, vec![put(1, 2, b"b"), put(1, 1, b"a"), put(2, 1, b"c")]).await;
    assert_eq!(ok(store.terms(term(1), None, 9).await), [row(1, b"a"), row(2, b"b")]);
    apply(store, vec![put(1, 1, b"z"), TokenOp::DeleteTerm(term(1), tag(2))]).await;
    assert_eq!(ok(store.terms(term(1), None, 9).await), [row(1, b"z")]);
    apply(store, vec![TokenOp::DeleteTerm(term(1), tag(2)), TokenOp::DeleteTerm(term(7), tag(2))])
        .await;
    assert_eq!(ok(store.terms(term(2), None, 9).await), [row(1, b"c")]);
    assert_eq!(ok(store.terms(term(7), None, 9).await), []);
}

pub async fn of_terms_are_scanned_in_order(store: &dyn Store) {
    let mut expected: Vec<(TermToken, TermRow)> = Vec::new();
    for t in [0, 0x7f, 0x80, 0xff] {
        for g in [0, 0x80, 0xff] {
            expected.push((term(t), TermRow { tag: tag(g), locator: vec![t, g] }));
        }
    }
    let puts = expected.iter().rev();
    let puts = puts.map(|(t, row)| TokenOp::PutTerm(*t, row.tag, row.locator.clone()));
    apply(store, puts.collect()).await;
    let mut found = Vec::new();
    let mut after: Option<(TermToken, Tag)> = None;
    loop {
        let page = ok(store.all_terms(after, 2).await);
        let Some((token, row)) = page.last() else { break };
        after = Some((*token, row.tag));
        found.extend(page);
    }
    assert_eq!(found, expected);
    let one = ok(store.terms(term(0x80), Some(tag(0)), 1).await);
    assert_eq!(one, [TermRow { tag: tag(0x80), locator: vec![0x80, 0x80] }]);
}
