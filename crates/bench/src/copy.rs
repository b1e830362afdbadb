//! `hygie store copy` into PostgreSQL, of rows as an imported sample leaves them.

use std::path::Path;
use std::time::{Duration, Instant};

use hygie_base::{CommitId, Epoch, KeyNo, RecordNo, Rng as _, SystemRng};
use hygie_store::{Commit, EntryRow, IdToken, Outcome, Store, Tag, TermToken, TokenOp, TracePut};
use hygie_store_postgres::PostgresStore;
use hygie_store_sqlite::SqliteStore;

/// Records, and entries of each with an id token.
const RECORDS: u64 = 300;
const EACH: u64 = 1000;
/// Bytes of an entry, and of the trace that comes with each commit.
const ENTRY_BYTES: usize = 372;
const TRACE_BYTES: usize = 400;
/// Entries of one commit.
const AT_ONCE: u64 = 500;
/// Entries to one term token.
const TERM_EVERY: u64 = 7;

/// How long the rows took to go over, and the whole with the comparison.
pub(crate) struct Times {
    pub rows: Duration,
    pub whole: Duration,
    pub bytes: u64,
}

/// Fills a store in this folder and copies it to an empty database.
#[expect(clippy::disallowed_methods, reason = "measuring is what this is for")]
pub(crate) fn copy(folder: &Path, url: &str) -> anyhow::Result<Times> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let from = SqliteStore::open(&folder.join("copied.db"), &Default::default())?;
    runtime.block_on(async {
        for record in 1..=RECORDS {
            fill(&from, record).await?;
        }
        let to = PostgresStore::open(&hygie_store_postgres::Options::new(url)).await?;
        let begin = Instant::now();
        let mut rows = None;
        let mut told = |progress: hygie_transfer::Progress| {
            if progress.comparing && rows.is_none() {
                rows = Some(begin.elapsed());
            }
        };
        let copied = hygie_transfer::copy(&from, &to, &SystemRng, &mut told).await?;
        let whole = begin.elapsed();
        to.close().await?;
        from.close().await?;
        Ok(Times { rows: rows.unwrap_or(whole), whole, bytes: copied.bytes })
    })
}

async fn fill(to: &SqliteStore, record: u64) -> anyhow::Result<()> {
    let of = RecordNo::from_u64(record).ok_or_else(|| anyhow::anyhow!("a record number"))?;
    for first in (1..=EACH).step_by(usize::try_from(AT_ONCE)?) {
        let mut commit = Commit::new(CommitId::random(&SystemRng));
        for seq in first..first + AT_ONCE {
            let mut body = vec![0; ENTRY_BYTES];
            SystemRng.fill(&mut body);
            commit.appends.push(EntryRow { record: of, seq, key: KeyNo(7), epoch: Epoch(1), body });
            commit.tokens.push(TokenOp::PutId(IdToken(random()), vec![1; 32]));
            if seq % TERM_EVERY == 0 {
                let term = TokenOp::PutTerm(TermToken(random()), Tag(random()), vec![2; 64]);
                commit.tokens.push(term);
            }
        }
        commit.traces.push(TracePut {
            record: of,
            actor: [3; 16],
            write: true,
            key: KeyNo(9),
            leaf: [4; 32],
            body: vec![5; TRACE_BYTES],
        });
        let outcome = to.commit(commit).await?;
        anyhow::ensure!(matches!(outcome, Outcome::Done(_)), "a commit was not done");
    }
    Ok(())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRng.fill(&mut bytes);
    bytes
}
