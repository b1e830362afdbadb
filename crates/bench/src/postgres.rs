//! Commits on PostgreSQL: entries of one size, each with its trace, each its
//! own commit, many at a time.

use std::sync::Arc;

use hygie_base::{CommitId, Epoch, KeyNo, RecordNo, Rng as _, SystemRng};
use hygie_store::{Commit, EntryRow, Outcome, Store, TracePut};
use hygie_store_postgres::{Options, PostgresStore};

use crate::{per_second, timed};

/// Callers at the same time, each on a record of its own.
const CALLERS: u64 = 64;
/// Bytes of one entry; with those of a trace they are one row of the bare loop.
const ENTRY_BYTES: usize = 400;
const TRACE_BYTES: usize = 400;
/// Commits of each.
const EACH: u64 = 1000;

/// Durable commits a second.
pub(crate) fn commits(url: &str) -> anyhow::Result<u128> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let store = runtime.block_on(PostgresStore::open(&Options::new(url)))?;
    let store: Arc<dyn Store> = Arc::new(store);
    let ((), time) = timed(|| {
        runtime.block_on(async {
            let mut callers = tokio::task::JoinSet::new();
            for caller in 1..=CALLERS {
                callers.spawn(commit_each(Arc::clone(&store), caller));
            }
            callers.join_all().await.into_iter().collect()
        })
    })?;
    runtime.block_on(store.close())?;
    Ok(per_second(usize::try_from(CALLERS * EACH)?, time))
}

async fn commit_each(store: Arc<dyn Store>, caller: u64) -> anyhow::Result<()> {
    let record = RecordNo::from_u64(caller).ok_or_else(|| anyhow::anyhow!("a record number"))?;
    let mut body = vec![0; ENTRY_BYTES];
    SystemRng.fill(&mut body);
    for seq in 1..=EACH {
        let mut commit = Commit::new(CommitId::random(&SystemRng));
        commit.appends =
            vec![EntryRow { record, seq, key: KeyNo(7), epoch: Epoch(1), body: body.clone() }];
        commit.traces = vec![TracePut {
            record,
            actor: [3; 16],
            write: true,
            key: KeyNo(9),
            leaf: [4; 32],
            body: vec![5; TRACE_BYTES],
        }];
        let outcome = store.commit(commit).await?;
        anyhow::ensure!(matches!(outcome, Outcome::Done(_)), "a commit was not done");
    }
    Ok(())
}
