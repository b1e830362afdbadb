//! Groups of so many rows that they are brought in bulk.

use hygie_store::{IdToken, KeyKind, KeyOp, KeyRow, Outcome, Store, Tag, TermToken, TokenOp};
use hygie_store_postgres::limits::BULK_ROWS;
use hygie_testkit::postgres::{schema, split};

use super::{append, commit, done, open, record, sound};

/// A commit of so many entries, traces and tokens, whose locators end in `mark`.
fn many(rows: u64, from: u64, mark: u8) -> hygie_store::Commit {
    let mut next = commit();
    for seq in from + 1..=from + rows {
        let one = append(record(1), seq, &[seq.to_be_bytes().to_vec(), vec![mark]].concat());
        next.appends.extend(one.appends);
        next.traces.extend(one.traces);
        let token = u128::from(seq - from).to_be_bytes();
        next.tokens.push(TokenOp::PutId(IdToken(token), vec![1, mark]));
        next.tokens.push(TokenOp::PutTerm(TermToken(token), Tag([7; 8]), vec![2, mark]));
    }
    next
}

async fn holds(store: &dyn Store, rows: u64, mark: u8) {
    let last = u128::from(rows).to_be_bytes();
    let found = store.locate(&[IdToken(last)]).await.unwrap();
    assert_eq!(found, [Some(vec![1, mark])]);
    let terms = store.terms(TermToken(last), None, 9).await.unwrap();
    assert_eq!(terms.first().unwrap().locator, [2, mark]);
    let head = store.head(record(1)).await.unwrap();
    let entries = store.entries(record(1), 1, head).await.unwrap();
    assert_eq!(entries.len() as u64, head);
    assert_eq!(entries.last().unwrap().body.last(), Some(&mark));
    let traces = store.traces(hygie_base::LogNo(0), 0, 10_000).await.unwrap();
    assert_eq!(traces.len() as u64, head);
    assert!(traces.iter().zip(&entries).all(|(trace, entry)| trace.body == entry.body));
    sound(store).await;
}

async fn keeps_the_contract(address: &str, rows: u64) {
    let store = open(address).await;
    let first = many(rows, 0, 1);
    done(&*store, first.clone()).await;
    holds(&*store, rows, 1).await;
    // The tokens are there already: they are replaced, as few would be.
    done(&*store, many(rows, rows, 2)).await;
    holds(&*store, rows, 2).await;
    assert!(matches!(store.commit(first).await.unwrap(), Outcome::Repeated));
    holds(&*store, rows, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_in_bulk_are_like_a_few() {
    let bulk = BULK_ROWS as u64;
    for rows in [bulk - 1, bulk, 2 * bulk] {
        keeps_the_contract(&schema().await, rows).await;
    }
    let parts = schema().await;
    open(&parts).await.close().await.unwrap();
    split(&parts).await;
    keeps_the_contract(&parts, bulk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_nothing_in_bulk() {
    let store = open(&schema().await).await;
    let rows = BULK_ROWS as u64;
    let mut next = many(rows, 0, 1);
    let key = KeyRow {
        record: record(1),
        key: hygie_base::KeyNo(7),
        kind: KeyKind::Record,
        epoch: hygie_base::Epoch(1),
        wrapped: vec![1],
    };
    next.keys = vec![KeyOp::Add(key.clone()), KeyOp::Add(key)];
    assert!(matches!(store.commit(next).await.unwrap(), Outcome::Refused(_)));
    assert_eq!(store.head(record(1)).await.unwrap(), 0);
    done(&*store, many(rows, 0, 2)).await;
    holds(&*store, rows, 2).await;
}
