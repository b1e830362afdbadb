//! What is not copied, and not copied to.

use hygie_base::{Epoch, KeyNo};
use hygie_store::{
    BlobName, BlobOp, BlobRow, CellOp, Commit, EntryRow, IdToken, KeyKind, KeyOp, KeyRow,
    OutboxPut, Tag, TermToken, TokenOp, TracePut,
};
use hygie_testkit::{Meddle, Meddler};

use super::help::{Dice, copy, done, full, record, sqlite};
use crate::{CopyError, TABLE, is_half_copied};

fn anything() -> Vec<Commit> {
    let dice = Dice::new(8);
    let one = record(1);
    let (key, epoch) = (KeyNo(3), Epoch(1));
    let wrapped = vec![1];
    let row = KeyRow { record: one, key, kind: KeyKind::Trace, epoch, wrapped };
    let entry = EntryRow { record: record(0), seq: 1, key, epoch, body: Vec::new() };
    let (actor, leaf) = ([1; 16], [2; 32]);
    let trace = TracePut { record: one, actor, write: false, key, leaf, body: vec![3] };
    let blob = BlobRow { name: BlobName([1; 16]), record: one, key };
    let term = TokenOp::PutTerm(TermToken([0; 16]), Tag([0; 8]), Vec::new());
    let cell = CellOp::Put { table: 0, key: Vec::new(), value: Vec::new() };
    vec![
        Commit { keys: vec![KeyOp::Add(row)], ..dice.commit() },
        Commit { appends: vec![entry], ..dice.commit() },
        Commit { blobs: vec![BlobOp::Name(blob)], ..dice.commit() },
        Commit { tokens: vec![TokenOp::PutId(IdToken([0; 16]), Vec::new())], ..dice.commit() },
        Commit { tokens: vec![term], ..dice.commit() },
        Commit { traces: vec![trace], log: hygie_base::LogNo(4), ..dice.commit() },
        Commit { outbox: vec![OutboxPut { topic: 9, body: Vec::new() }], ..dice.commit() },
        Commit { cells: vec![cell], ..dice.commit() },
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_holds_anything_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    for (number, commit) in anything().into_iter().enumerate() {
        let to = sqlite(&folder, &format!("to-{number}.db"));
        done(&*to, commit).await;
        let before = super::help::told(&*to).await;
        let error = copy(&*from, &*to).await.unwrap_err();
        assert!(matches!(error, CopyError::TargetNotEmpty), "{number}: {error}");
        assert_eq!(super::help::told(&*to).await, before, "{number}");
        assert!(!is_half_copied(&*to).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_copy_is_not_copied_to_again() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (full(&folder).await, sqlite(&folder, "to.db"));
    copy(&*from, &*to).await.unwrap();
    let error = copy(&*from, &*to).await.unwrap_err();
    assert!(error.to_string().contains("name an empty one"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_not_copied_into_itself() {
    let folder = tempfile::tempdir().unwrap();
    let store = full(&folder).await;
    let error = copy(&*store, &*store).await.unwrap_err();
    assert!(matches!(error, CopyError::TargetNotEmpty), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_copied_store_is_not_copied() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let half = Meddler::new(sqlite(&folder, "half.db"));
    let mut number = 0;
    half.meddle(move |_| {
        number += 1;
        if number < 9 { Meddle::Pass } else { Meddle::Fail }
    });
    copy(&*from, &half).await.unwrap_err();
    let to = sqlite(&folder, "to.db");
    let error = copy(&half, &*to).await.unwrap_err();
    assert!(matches!(error, CopyError::SourceHalfCopied), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_that_is_not_understood_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (full(&folder).await, sqlite(&folder, "to.db"));
    let mut newer = Dice::new(1).commit();
    let (key, value) = (b"mark".to_vec(), b"hygie copy 2".to_vec());
    newer.cells.push(CellOp::Put { table: TABLE, key, value });
    done(&*to, newer).await;
    assert!(is_half_copied(&*to).await.unwrap());
    let error = copy(&*from, &*to).await.unwrap_err();
    assert!(matches!(error, CopyError::UnknownMark), "{error}");
    assert!(to.cell(TABLE, b"mark").await.unwrap().is_some());
}
