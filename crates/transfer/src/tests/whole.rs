//! Whole copies, from either kind of store to either.

use std::sync::Arc;

use hygie_base::{LogNo, SystemRng};
use hygie_store::{Commit, Store, TracePut};
use hygie_testkit::Meddler;

use super::help::{Dice, SMALL, copy, done, fill, full, postgres, record, same, sqlite};
use crate::copy::copy_at;
use crate::{Progress, Step, is_half_copied};

/// A copy may run as a task of its own.
const fn is_send<T: Send>(copy: T) -> T {
    copy
}

async fn arrives(from: &dyn Store, to: &dyn Store) {
    let copied = is_send(crate::copy(from, to, &SystemRng, &mut |_| ())).await.unwrap();
    assert!(copied.rows > 200 && copied.bytes > 20_000, "{copied:?}");
    same(from, to).await;
    assert!(!is_half_copied(to).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_arrives_whichever_way() {
    let folder = tempfile::tempdir().unwrap();
    let first = full(&folder).await;
    let second = postgres().await;
    arrives(&*first, &*second).await;
    let third = sqlite(&folder, "third.db");
    arrives(&*second, &*third).await;
    let fourth = sqlite(&folder, "fourth.db");
    arrives(&*third, &*fourth).await;
    let fifth = postgres().await;
    arrives(&*second, &*fifth).await;
    same(&*first, &*fifth).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_used_as_the_source_was() {
    let folder = tempfile::tempdir().unwrap();
    let first = full(&folder).await;
    let second = sqlite(&folder, "second.db");
    copy(&*first, &*second).await.unwrap();
    for store in [&first, &second] {
        fill(&**store, 2, 20).await;
    }
    // But for the outbox: who claimed what is not copied.
    let (a, b) = (super::help::told(&*first).await, super::help::told(&*second).await);
    let alike = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    assert!(alike > 6 * 5 + 3 + 4 + 3, "{alike} alike");
}

#[tokio::test(flavor = "multi_thread")]
async fn any_store_arrives_in_commits_and_pages_of_any_size() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 10..40 {
        let dice = Dice::new(seed);
        let from = Arc::new(Meddler::new(sqlite(&folder, &format!("from-{seed}.db"))));
        fill(&*from, seed, dice.below(40)).await;
        from.short_pages(1 + usize::try_from(dice.below(4)).unwrap());
        let to = Arc::new(Meddler::new(sqlite(&folder, &format!("to-{seed}.db"))));
        to.short_pages(1 + usize::try_from(dice.below(9)).unwrap());
        let pace = crate::send::Pace {
            bytes: 1 + dice.below(3000),
            rows: 1 + dice.below(30),
            in_flight: usize::try_from(dice.below(5)).unwrap(),
        };
        copy_at(pace, &*from, &*to, &SystemRng, &mut |_| ()).await.unwrap();
        from.short_pages(usize::MAX);
        to.short_pages(usize::MAX);
        same(&*from, &*to).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_store_is_copied() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (sqlite(&folder, "from.db"), sqlite(&folder, "to.db"));
    let copied = copy(&*from, &*to).await.unwrap();
    assert_eq!((copied.rows, copied.bytes), (0, 0));
    assert!(!is_half_copied(&*to).await.unwrap());
    // It is still empty, so it can be copied to.
    copy(&*from, &*to).await.unwrap();
}

/// Logs are written by turns, so that neither can go before the other.
#[tokio::test(flavor = "multi_thread")]
async fn the_last_write_stays_the_last_in_whatever_log_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let from = sqlite(&folder, "from.db");
    let dice = Dice::new(3);
    let write = |log: u32, of: u64, write: bool| {
        let (actor, leaf, key) = ([1; 16], [2; 32], hygie_base::KeyNo(1));
        let trace = TracePut { record: record(of), actor, write, key, leaf, body: vec![3] };
        Commit { traces: vec![trace], log: LogNo(log), ..dice.commit() }
    };
    for round in 0..40 {
        // Record 1 is written last in log 5, record 2 in log 0, record 3 in log 9.
        for (log, of) in [(0, 1), (5, 1), (5, 2), (9, 1), (0, 2), (5, 3), (9, 2), (9, 3)] {
            done(&*from, write(log, of, true)).await;
        }
        done(&*from, write(5, 1, true)).await;
        done(&*from, write(0, 2, true)).await;
        // More than are looked at in one go.
        for _ in 0..if round == 20 { 200 } else { 2 } {
            done(&*from, write(9, 1, false)).await;
        }
    }
    let (one, two) = (sqlite(&folder, "one.db"), postgres().await);
    for to in [one, two] {
        crate::copy(&*from, &*to, &SystemRng, &mut |_| ()).await.unwrap();
        same(&*from, &*to).await;
        for (of, log) in [(1, 5), (2, 0), (3, 9)] {
            let last = to.last_write_trace(record(of)).await.unwrap().unwrap();
            assert_eq!(last.log, LogNo(log), "record {of}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_only_grows_and_ends_at_the_total() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (full(&folder).await, sqlite(&folder, "to.db"));
    let mut told: Vec<Progress> = Vec::new();
    let copied = copy_at(SMALL, &*from, &*to, &SystemRng, &mut |now| told.push(now)).await.unwrap();
    assert!(told.is_sorted_by_key(|now| (now.comparing, now.step, now.rows, now.bytes)));
    let copying = told.iter().rfind(|now| !now.comparing).unwrap();
    assert_eq!((copying.rows, copying.bytes), (copied.rows, copied.bytes));
    assert!(told.iter().all(|now| now.rows_total == copied.rows && now.bytes_on_disk > 0));
    for step in Step::ALL {
        for comparing in [false, true] {
            assert!(told.iter().any(|now| now.step == step && now.comparing == comparing));
        }
    }
}
