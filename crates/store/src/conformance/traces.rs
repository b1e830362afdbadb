//! Traces and what a receipt tells.

use hygie_base::{LogNo, RecordNo};

use super::help::{commit, done, entry, head, ok, record, refused, trace};
use crate::{Commit, Outcome, Store, TracePut, TraceRow};

fn with(traces: Vec<TracePut>) -> Commit {
    let mut commit = commit();
    commit.traces = traces;
    commit
}

fn row(log: u32, index: u64, put: &TracePut) -> TraceRow {
    let TracePut { record, actor, write, key, leaf, body } = put.clone();
    TraceRow { log: LogNo(log), index, record, actor, write, key, leaf, body }
}

pub async fn are_numbered_without_gaps(store: &dyn Store) {
    let (one, two) = (record(1), record(2));
    let a = trace(one, false, b"a");
    let b = trace(RecordNo::REGISTRY, false, b"b");
    let c = trace(two, true, b"c");
    assert_eq!(done(store, with(vec![a.clone(), b.clone()])).await.first_trace, 0);
    for _ in 0..3 {
        let mut bad = with(vec![a.clone(); 5]);
        bad.appends = vec![entry(one, 9, b"gap")];
        refused(store, bad).await;
    }
    done(store, commit()).await;
    assert_eq!(done(store, with(vec![c.clone()])).await.first_trace, 2);
    let rows = [row(0, 0, &a), row(0, 1, &b), row(0, 2, &c)];
    assert_eq!(ok(store.traces(LogNo(0), 0, 10).await), rows);
    assert_eq!(ok(store.traces(LogNo(0), 1, 1).await), rows[1..2]);
    assert_eq!(ok(store.traces(LogNo(0), 3, 10).await), []);
    assert_eq!(ok(store.traces(LogNo(1), 0, 10).await), []);
    // A trace makes no record.
    assert_eq!(ok(store.records(RecordNo::REGISTRY, 10).await), []);
    assert_eq!(ok(store.traces_of(RecordNo::REGISTRY, None, 10).await), rows[1..2]);
}

/// Reads bring commits of traces alone, many at a time, between writes.
pub async fn alone_and_many_at_a_time_are_as_one_by_one(store: &dyn Store) {
    const MANY: u64 = 64;
    let (one, two) = (record(1), record(2));
    let mut pending = Vec::new();
    for number in 0..MANY {
        let mut put = with(vec![trace(one, false, &number.to_be_bytes()); 2]);
        put.watch = vec![two, one];
        match number {
            // The same again while it is under way.
            9 => pending.push(store.submit(put.clone())),
            21 => put.appends = vec![entry(one, 1, b"x")],
            // An entry out of order: nothing of it is kept.
            33 => put.appends = vec![entry(one, 7, b"x")],
            40 => put.log = LogNo(1),
            _ => {}
        }
        pending.push(store.submit(put));
    }
    let mut next = 0;
    for (place, answer) in pending.into_iter().enumerate() {
        let outcome = ok(answer.await);
        match (place, outcome) {
            (10, outcome) => assert_eq!(outcome, Outcome::Repeated),
            (34, outcome) => assert!(matches!(outcome, Outcome::Refused(_))),
            (41, Outcome::Done(receipt)) => assert_eq!(receipt.first_trace, 0, "another log"),
            (_, Outcome::Done(receipt)) => {
                assert_eq!(receipt.first_trace, next, "{place}");
                next += 2;
                assert!(receipt.heads.contains(&head(two, 0)), "{place}");
                assert!(receipt.heads.contains(&head(one, u64::from(place >= 22))), "{place}");
            }
            (_, other) => panic!("unexpected {other:?} at {place}"),
        }
    }
    let rows = ok(store.traces(LogNo(0), 0, 1000).await);
    assert_eq!(rows.len() as u64, (MANY - 2) * 2);
    let bodies: Vec<_> = rows.iter().step_by(2).map(|row| row.body.clone()).collect();
    let kept = (0..MANY).filter(|number| ![33, 40].contains(number));
    assert_eq!(bodies, kept.map(|number| number.to_be_bytes().to_vec()).collect::<Vec<_>>());
}

pub async fn of_each_log_are_numbered_apart(store: &dyn Store) {
    let one = trace(record(1), false, b"a");
    for round in 0..3 {
        for log in [0, 5, crate::limits::LOG_NUMBER] {
            let mut put = with(vec![one.clone()]);
            put.log = LogNo(log);
            assert_eq!(done(store, put).await.first_trace, round);
        }
    }
    let rows: Vec<_> = (0..3).map(|index| row(5, index, &one)).collect();
    assert_eq!(ok(store.traces(LogNo(5), 0, 10).await), rows);
    let mut beyond = with(vec![one]);
    beyond.log = LogNo(crate::limits::LOG_NUMBER + 1);
    super::help::too_large(store, beyond).await;
}

pub async fn tell_their_logs(store: &dyn Store) {
    assert_eq!(ok(store.logs(None, 10).await), []);
    let last = crate::limits::LOG_NUMBER;
    // An empty commit and a refused one make no log.
    for (log, traces) in [(last, 1), (0, 2), (5, 3), (0, 1), (7, 0)] {
        let mut put = with(vec![trace(record(1), false, b"a"); traces]);
        put.log = LogNo(log);
        done(store, put).await;
    }
    let mut bad = with(vec![trace(record(1), true, b"a")]);
    (bad.log, bad.appends) = (LogNo(9), vec![entry(record(1), 2, b"gap")]);
    refused(store, bad).await;
    let told = [(LogNo(0), 3), (LogNo(5), 3), (LogNo(last), 1)];
    assert_eq!(ok(store.logs(None, 10).await), told);
    assert_eq!(ok(store.logs(Some(LogNo(0)), 1).await), told[1..2]);
    assert_eq!(ok(store.logs(Some(LogNo(last)), 10).await), []);
    assert_eq!(ok(store.logs(None, 0).await), []);
}

pub async fn of_a_record_come_newest_first(store: &dyn Store) {
    let (one, two) = (record(1), record(2));
    for number in 0..6_u8 {
        let of = if number % 2 == 0 { one } else { two };
        let mut put = with(vec![trace(of, false, &[number])]);
        put.log = LogNo(u32::from(number / 3));
        done(store, put).await;
    }
    // Log 0 holds bodies 0, 1, 2 and log 1 holds 3, 4, 5.
    let bodies = |rows: Vec<TraceRow>| rows.into_iter().map(|row| row.body).collect::<Vec<_>>();
    let all = ok(store.traces_of(one, None, 10).await);
    assert!(all.iter().all(|row| row.record == one));
    assert_eq!(bodies(all.clone()), [[4], [2], [0]]);
    let before = (all[0].log, all[0].index);
    assert_eq!(before, (LogNo(1), 1));
    assert_eq!(bodies(ok(store.traces_of(one, Some(before), 1).await)), [[2]]);
    assert_eq!(bodies(ok(store.traces_of(one, Some((LogNo(0), 2)), 9).await)), [[0]]);
    assert_eq!(ok(store.traces_of(one, Some((LogNo(0), 0)), 9).await), []);
    assert_eq!(ok(store.traces_of(record(3), None, 9).await), []);
}

pub async fn of_an_actor_come_newest_first(store: &dyn Store) {
    let (ours, theirs) = ([3; 16], [7; 16]);
    for number in 0..6_u8 {
        let of = [record(1), record(2), RecordNo::REGISTRY][usize::from(number) % 3];
        let mut one = trace(of, false, &[number]);
        one.actor = if number % 2 == 0 { ours } else { theirs };
        let mut put = with(vec![one]);
        put.log = LogNo(u32::from(number / 3));
        done(store, put).await;
    }
    // Ours are bodies 0 and 2 of log 0 and body 4 of log 1.
    let bodies = |rows: &[TraceRow]| rows.iter().map(|row| row.body.clone()).collect::<Vec<_>>();
    let all = ok(store.traces_by(ours, None, 10).await);
    assert!(all.iter().all(|row| row.actor == ours));
    assert_eq!(bodies(&all), [[4], [2], [0]]);
    let records: Vec<_> = all.iter().map(|row| row.record).collect();
    assert_eq!(records, [record(2), RecordNo::REGISTRY, record(1)]);
    let before = Some((all[0].log, all[0].index));
    assert_eq!(bodies(&ok(store.traces_by(ours, before, 1).await)), [[2]]);
    assert_eq!(ok(store.traces_by(ours, Some((LogNo(0), 0)), 9).await), []);
    assert_eq!(ok(store.traces_by(ours, None, 0).await), []);
    assert_eq!(ok(store.traces_by([9; 16], None, 9).await), []);
}

pub async fn tell_the_last_write(store: &dyn Store) {
    let (one, two) = (record(1), record(2));
    done(store, with(vec![trace(one, false, b"read")])).await;
    assert_eq!(ok(store.last_write_trace(one).await), None);
    let mut high = with(vec![trace(one, true, b"first"), trace(one, true, b"second")]);
    high.log = LogNo(3);
    done(store, high).await;
    let last = trace(one, true, b"last");
    let mut write = with(vec![last.clone(), trace(two, true, b"other")]);
    write.appends = vec![entry(one, 1, b"body")];
    done(store, write).await;
    done(store, with(vec![trace(one, false, b"read"), trace(two, false, b"read")])).await;
    assert_eq!(ok(store.last_write_trace(one).await), Some(row(0, 1, &last)));
    assert_eq!(ok(store.head(one).await), 1);
}

pub async fn watched_heads_are_told(store: &dyn Store) {
    let (one, two, three) = (record(1), record(2), record(3));
    let mut first = commit();
    first.appends = vec![entry(two, 1, b"a")];
    done(store, first).await;
    let mut second = commit();
    second.appends = vec![entry(three, 1, b"a"), entry(three, 2, b"b")];
    second.watch = vec![two, one, two, three];
    let receipt = done(store, second).await;
    assert_eq!(receipt.heads, [head(one, 0), head(two, 1), head(three, 2)]);
}
