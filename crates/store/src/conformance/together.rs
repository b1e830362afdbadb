//! Many writers at the same time.

use super::help::{all, commit, entry, head, ok, record, trace};
use crate::{Outcome, Refusal, Store};

pub async fn thirty_two_writers_on_one_record(store: &dyn Store) {
    const WRITERS: u8 = 32;
    const EACH: u8 = 8;
    let one = record(1);
    all((0..WRITERS).map(|writer| async move {
        let mut at = 0;
        for number in 0..EACH {
            // Collisions are expected: the refusal tells where to go on.
            loop {
                let mut next = commit();
                next.appends = vec![entry(one, at + 1, &[writer, number])];
                next.traces = vec![trace(one, true, &[writer, number])];
                match ok(store.commit(next).await) {
                    Outcome::Done(receipt) => {
                        assert_eq!(receipt.heads, [head(one, at + 1)]);
                        at += 1;
                        break;
                    }
                    Outcome::Refused(Refusal::Head(now)) => at = now.seq,
                    other => panic!("unexpected {other:?}"),
                }
            }
        }
    }))
    .await;
    let total = u64::from(WRITERS) * u64::from(EACH);
    let rows = ok(store.entries(one, 1, total + 1).await);
    assert_eq!(rows.len() as u64, total);
    for writer in 0..WRITERS {
        let own: Vec<_> = rows.iter().filter(|row| row.body[0] == writer).collect();
        let numbers: Vec<_> = own.iter().map(|row| row.body[1]).collect();
        assert_eq!(numbers, (0..EACH).collect::<Vec<_>>());
    }
    let traces = ok(store.traces(hygie_base::LogNo(0), 0, 10_000).await);
    assert_eq!(traces.len() as u64, total);
    // Traces stand in the order of the entries that they accompany.
    assert!(rows.iter().zip(&traces).all(|(row, trace)| row.body == trace.body));
}

pub async fn submitted_commits_keep_their_order(store: &dyn Store) {
    let one = record(1);
    let pending: Vec<_> = (1..=200)
        .map(|seq| {
            let mut next = commit();
            next.appends = vec![entry(one, seq, b"x")];
            store.submit(next)
        })
        .collect();
    for (answer, seq) in pending.into_iter().zip(1..) {
        match ok(answer.await) {
            Outcome::Done(receipt) => assert_eq!(receipt.heads, [head(one, seq)]),
            other => panic!("unexpected {other:?}"),
        }
    }
    // What is dropped is not taken back.
    let mut dropped = commit();
    dropped.appends = vec![entry(one, 201, b"x")];
    drop(store.submit(dropped));
    let mut last = commit();
    last.appends = vec![entry(one, 202, b"x")];
    assert!(matches!(ok(store.commit(last).await), Outcome::Done(_)));
}

pub async fn a_bad_commit_does_not_sink_its_neighbours(store: &dyn Store) {
    // Submitted in one go, so that they share groups.
    let pending: Vec<_> = (1..=100_u64)
        .map(|number| {
            let of = record(number);
            let mut next = commit();
            let seq = if number % 3 == 0 { 2 } else { 1 };
            next.appends = vec![entry(of, seq, b"x")];
            next.traces = vec![trace(of, true, b"x")];
            (number, store.submit(next))
        })
        .collect();
    for (number, answer) in pending {
        match ok(answer.await) {
            Outcome::Done(_) => assert_ne!(number % 3, 0),
            Outcome::Refused(refusal) => {
                assert_eq!(number % 3, 0);
                assert_eq!(refusal, Refusal::Head(head(record(number), 0)));
            }
            Outcome::Repeated => panic!("no commit was repeated"),
        }
    }
    assert_eq!(ok(store.stats().await).records, 67);
    assert_eq!(ok(store.traces(hygie_base::LogNo(0), 0, 1000).await).len(), 67);
}
