//! What is PostgreSQL's own: failures on the way to the server, several nodes,
//! databases that are refused.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod bulk;
mod faults;
mod harm;
mod nodes;
mod order;
mod refused;
mod standby;

use std::sync::Arc;

use hygie_base::{CommitId, Epoch, KeyNo, RecordNo, Rng as _, SystemRng};
use hygie_store::{Commit, EntryRow, Outcome, Receipt, Store, StoreError, TracePut};
use hygie_store_postgres::{Options, PostgresStore};

async fn open(address: &str) -> Arc<PostgresStore> {
    Arc::new(PostgresStore::open(&Options::new(address)).await.unwrap())
}

fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).unwrap()
}

fn commit() -> Commit {
    let mut id = [0; 16];
    SystemRng.fill(&mut id);
    Commit::new(CommitId(id))
}

/// An entry with the trace of its write.
fn append(of: RecordNo, seq: u64, body: &[u8]) -> Commit {
    let mut next = commit();
    let (key, epoch) = (KeyNo(7), Epoch(1));
    next.appends = vec![EntryRow { record: of, seq, key, epoch, body: body.to_vec() }];
    next.traces = vec![TracePut {
        record: of,
        actor: [3; 16],
        write: true,
        key,
        leaf: [4; 32],
        body: body.to_vec(),
    }];
    next
}

async fn done(store: &dyn Store, commit: Commit) -> Receipt {
    match store.commit(commit).await.unwrap() {
        Outcome::Done(receipt) => receipt,
        other => panic!("expected the commit to be done, not {other:?}"),
    }
}

/// Commits again, with the same id, until the store says what became of it.
async fn insist(store: &dyn Store, commit: &Commit) -> Outcome {
    loop {
        match store.commit(commit.clone()).await {
            Ok(outcome) => return outcome,
            Err(StoreError::Unavailable(_) | StoreError::Unknown(_)) => {
                tokio::task::yield_now().await;
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

async fn sound(store: &dyn Store) {
    let faults = store.check().await.unwrap();
    assert!(faults.is_empty(), "{faults:?}");
}
