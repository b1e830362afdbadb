//! What a commit was told while the server came to harm is what became of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hygie_base::RecordNo;
use hygie_store::{Outcome, Store, StoreError};
use hygie_store_postgres::PostgresStore;
use hygie_testkit::Cluster;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::{append, open, record, sound};

/// Writers at the same time.
const WRITERS: u64 = 16;
/// Commits between one look at the server and the next.
const SOME: u64 = 200;

/// Between a refusal and the next commit, as clients do: an absent server refuses
/// at once.
const PAUSE: Duration = Duration::from_millis(10);

/// What became of commits, each the only one of its record.
#[derive(Default)]
struct Fates {
    done: Vec<RecordNo>,
    undone: Vec<RecordNo>,
    unknown: Vec<RecordNo>,
}

/// Writers that go on until told to stop, whatever they are told.
struct Writers {
    store: Arc<PostgresStore>,
    at_work: JoinSet<Fates>,
    stop: Arc<watch::Sender<bool>>,
    done: Arc<watch::Sender<u64>>,
}

impl Writers {
    async fn at_work(store: Arc<PostgresStore>) -> Self {
        let (stop, done) = (Arc::default(), Arc::default());
        let numbers = Arc::new(AtomicU64::new(1));
        let mut at_work = JoinSet::new();
        for _ in 0..WRITERS {
            let (store, numbers) = (Arc::clone(&store), Arc::clone(&numbers));
            at_work.spawn(work(store, numbers, Arc::clone(&stop), Arc::clone(&done)));
        }
        let writers = Self { store, at_work, stop, done };
        writers.more_done().await;
        writers
    }

    async fn more_done(&self) {
        let before = *self.done.borrow();
        self.done.subscribe().wait_for(|now| *now >= before + SOME).await.unwrap();
    }

    /// Lets them end, and holds what they were told against what is there.
    async fn told_the_truth(self) {
        self.more_done().await;
        self.stop.send_replace(true);
        let fates = self.at_work.join_all().await;
        let there = records(&*self.store).await;
        let mut written = 0;
        for fates in fates {
            assert!(fates.done.iter().all(|of| there.contains(of)), "acknowledged");
            assert!(!fates.undone.iter().any(|of| there.contains(of)), "refused");
            let unknown = fates.unknown.iter().filter(|of| there.contains(of));
            written += fates.done.len() + unknown.count();
        }
        assert_eq!(written, there.len());
        let traces = self.store.stats().await.unwrap().traces;
        assert_eq!(traces, written as u64, "one for each commit");
        sound(&*self.store).await;
    }
}

/// All records that have an entry.
async fn records(store: &dyn Store) -> HashSet<RecordNo> {
    let mut there = HashSet::new();
    let mut after = RecordNo::REGISTRY;
    loop {
        let page = store.records(after, 10_000).await.unwrap();
        let Some(last) = page.last() else { return there };
        after = last.record;
        there.extend(page.iter().map(|head| head.record));
    }
}

async fn work(
    store: Arc<PostgresStore>,
    numbers: Arc<AtomicU64>,
    stop: Arc<watch::Sender<bool>>,
    done: Arc<watch::Sender<u64>>,
) -> Fates {
    let mut fates = Fates::default();
    while !*stop.borrow() {
        let of = record(numbers.fetch_add(1, Ordering::Relaxed));
        match store.commit(append(of, 1, b"once")).await {
            Ok(Outcome::Done(_)) => {
                fates.done.push(of);
                done.send_modify(|done| *done += 1);
            }
            Err(StoreError::Unavailable(_)) => {
                fates.undone.push(of);
                tokio::time::sleep(PAUSE).await;
            }
            Err(StoreError::Unknown(_)) => fates.unknown.push(of),
            other => panic!("{other:?}"),
        }
    }
    fates
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_of_a_server_that_is_killed_twice() {
    let cluster = Cluster::start().await;
    let writers = Writers::at_work(open(cluster.address()).await).await;
    for _ in 0..2 {
        cluster.kill().await;
        cluster.restart().await;
        writers.more_done().await;
    }
    writers.told_the_truth().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_of_a_server_that_is_restarted() {
    let cluster = Cluster::start().await;
    let writers = Writers::at_work(open(cluster.address()).await).await;
    cluster.restart().await;
    writers.more_done().await;
    cluster.crash().await;
    writers.told_the_truth().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_of_a_server_that_stands_still_and_then_crashes() {
    let cluster = Cluster::start().await;
    let store = open(cluster.address()).await;
    let writers = Writers::at_work(Arc::clone(&store)).await;
    cluster.pause().await;
    let told = store.head(record(1)).await;
    assert!(matches!(told, Err(StoreError::Unavailable(_))), "{told:?}");
    cluster.kill().await;
    cluster.restart().await;
    writers.told_the_truth().await;
}
