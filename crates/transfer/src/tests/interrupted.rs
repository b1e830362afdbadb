//! Copies that are cut off at any point and go on.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hygie_store::{Commit, Refusal, Store, StoreError};
use hygie_testkit::{Meddle, Meddler};

use super::help::{copy, full, postgres, same, sqlite};
use crate::{CopyError, is_half_copied};

/// What happens to each commit, by its number.
type Plan = fn(usize, usize) -> Meddle;

/// Copies with commits meddled with around number `at`, then goes on without.
/// Tells whether the first attempt was cut off at all.
async fn cut_off(from: &dyn Store, to: Arc<dyn Store>, plan: Plan, at: usize) -> bool {
    let to = Meddler::new(to);
    let mut number = 0;
    to.meddle(move |_| {
        number += 1;
        plan(number - 1, at)
    });
    let Err(error) = copy(from, &to).await else {
        same(from, &to).await;
        return false;
    };
    assert!(
        matches!(error, CopyError::Target(_) | CopyError::Overtaken(_)),
        "cut off at {at}: {error}"
    );
    to.behave();
    // Without the mark nothing is there, or everything.
    if !is_half_copied(&to).await.unwrap() && at > 1 {
        same(from, &to).await;
        return true;
    }
    copy(from, &to).await.unwrap();
    same(from, &to).await;
    assert!(!is_half_copied(&to).await.unwrap());
    true
}

async fn cut_off_everywhere(plan: Plan) {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let mut at = 0;
    while cut_off(&*from, sqlite(&folder, &format!("to-{at}.db")), plan, at).await {
        at += 1;
    }
    assert!(at > 50, "only {at} commits");
}

#[tokio::test(flavor = "multi_thread")]
async fn goes_on_after_everything_fails_from_some_commit_on() {
    cut_off_everywhere(|number, at| if number < at { Meddle::Pass } else { Meddle::Fail }).await;
}

/// The commits behind the one that fails are under way already: none may go in.
#[tokio::test(flavor = "multi_thread")]
async fn goes_on_after_one_commit_fails() {
    cut_off_everywhere(|number, at| if number == at { Meddle::Fail } else { Meddle::Pass }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn goes_on_after_an_answer_was_lost() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let plans: [Plan; 2] = [
        |number, at| if number == at { Meddle::Lose } else { Meddle::Pass },
        |number, at| if number == at { Meddle::LoseAnswer } else { Meddle::Pass },
    ];
    for (which, plan) in plans.into_iter().enumerate() {
        for at in (0..80).step_by(3) {
            let to = sqlite(&folder, &format!("to-{which}-{at}.db"));
            cut_off(&*from, to, plan, at).await;
        }
    }
}

/// The first mark and its removal are asked for again when their answer is lost.
#[tokio::test(flavor = "multi_thread")]
async fn lost_answers_of_the_mark_are_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let losses: [fn() -> Meddle; 2] = [|| Meddle::Lose, || Meddle::LoseAnswer];
    for (which, lose) in losses.into_iter().enumerate() {
        let to = Meddler::new(sqlite(&folder, &format!("to-{which}.db")));
        let mut lost = HashSet::new();
        to.meddle(move |commit| {
            let marks = commit.cells.len() == 1 && commit.bytes() == cell_bytes(commit);
            if marks && lost.insert(commit.id) { lose() } else { Meddle::Pass }
        });
        copy(&*from, &to).await.unwrap();
        same(&*from, &to).await;
        assert!(!is_half_copied(&to).await.unwrap());
    }
}

fn cell_bytes(commit: &Commit) -> usize {
    Commit { cells: commit.cells.clone(), ..Commit::new(commit.id) }.bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn goes_on_many_times_in_both_kinds_of_store() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    for to in [sqlite(&folder, "to.db"), postgres().await] {
        let to = Meddler::new(to);
        let (mut attempts, mut rows) = (1, 0);
        loop {
            let number = AtomicUsize::new(0);
            to.meddle(move |_| match number.fetch_add(1, Ordering::Relaxed) {
                0..5 => Meddle::Pass,
                _ => Meddle::Fail,
            });
            let mut told = 0;
            let rng = hygie_base::SystemRng;
            let mut tell =
                |now: crate::Progress| told = if now.comparing { told } else { now.rows };
            let done = crate::copy::copy_at(super::help::SMALL, &*from, &to, &rng, &mut tell).await;
            assert!(told >= rows, "progress goes on where it was");
            rows = told;
            match done {
                Ok(_) => break,
                Err(CopyError::Target(StoreError::Unavailable(_))) => attempts += 1,
                Err(error) => panic!("{error}"),
            }
            assert!(is_half_copied(&to).await.unwrap());
        }
        assert!(attempts > 10, "{attempts} attempts");
        same(&*from, &to).await;
    }
}

/// Nobody waits any more, and what is under way still arrives.
#[tokio::test(flavor = "multi_thread")]
async fn goes_on_after_it_was_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    for at in [1, 2, 5, 30] {
        let to = Meddler::new(sqlite(&folder, &format!("to-{at}.db")));
        let (reached, mut was_reached) = tokio::sync::mpsc::unbounded_channel();
        let mut number = 0;
        to.meddle(move |_| {
            number += 1;
            if number <= at {
                return Meddle::Pass;
            }
            let _dropped = reached.send(());
            Meddle::Hold
        });
        tokio::select! {
            biased;
            _ = was_reached.recv() => {}
            _ = copy(&*from, &to) => panic!("it was held back"),
        }
        to.behave();
        to.release();
        // Whatever of it is still to be applied may come between.
        loop {
            match copy(&*from, &to).await {
                Ok(_) => break,
                Err(CopyError::Overtaken(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        same(&*from, &to).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_copies_at_a_time_do_not_mix() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    for round in 0..5 {
        let to = sqlite(&folder, &format!("to-{round}.db"));
        let (a, b) = tokio::join!(copy(&*from, &*to), copy(&*from, &*to));
        for failed in [a.err(), b.err()].into_iter().flatten() {
            let stopped = matches!(
                failed,
                CopyError::Overtaken(_) | CopyError::TargetNotEmpty | CopyError::Differs(_)
            );
            assert!(stopped, "{failed}");
        }
        if is_half_copied(&*to).await.unwrap() {
            copy(&*from, &*to).await.unwrap();
        }
        same(&*from, &*to).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_is_refused_says_up_to_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let to = Meddler::new(sqlite(&folder, "to.db"));
    to.meddle(|commit| {
        if commit.appends.is_empty() { Meddle::Pass } else { Meddle::Refuse(Refusal::Guard(0)) }
    });
    let error = copy(&*from, &to).await.unwrap_err();
    assert!(matches!(error, CopyError::Overtaken(_)), "{error}");
    assert!(error.to_string().contains("somebody else writes"), "{error}");
}
