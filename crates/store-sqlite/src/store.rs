//! The contract, kept.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use hygie_base::{KeyNo, LogNo, RecordNo, Seq, Timestamp};
use hygie_store::limits::PAGE_ROWS;
use hygie_store::{
    BlobName, BlobRow, Commit, EntryRow, Fault, Head, IdToken, KeyRow, Load, OutboxId, OutboxItem,
    Outcome, Pending, Stats, Store, StoreError, Tag, TermRow, TermToken, TraceRow,
};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::limits::LOOKED_UP;
use crate::open::{self, Opened, Options};
use crate::pool::Pool;
use crate::queue::{Answer, Claim, Job, Work};
use crate::wal::WalEnd;
use crate::{check, read};

type Read<T> = Result<T, StoreError>;

/// A store in one SQLite file.
pub struct SqliteStore {
    path: PathBuf,
    pool: Pool,
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    load: Load,
    wal_end: WalEnd,
}

impl SqliteStore {
    /// Opens the store at `path`, made when absent, and brings its schema up to
    /// date. The caller holds the data folder's lock. Used from then on inside a
    /// tokio runtime with its timer on.
    ///
    /// # Errors
    /// [`StoreError::Schema`] for a file of a newer version, [`StoreError::Damaged`]
    /// for one that is not a store or whose write-ahead log is broken before its end.
    pub fn open(path: &Path, options: &Options) -> Result<Self, StoreError> {
        let Opened { pool, jobs, wal_end } = open::open(path, options)?;
        let jobs = Mutex::new(Some(jobs));
        Ok(Self { path: path.to_owned(), pool, jobs, load: Load::default(), wal_end })
    }

    /// How the write-ahead log ended when the store was opened: `Whole`, or
    /// `Torn` when its last commit had to be dropped. That is what a loss of
    /// power in the middle of a commit leaves, and also what damage to the last
    /// acknowledged commit looks like, so an operator is told.
    pub const fn wal_end(&self) -> WalEnd {
        self.wal_end
    }

    fn jobs(&self) -> Result<mpsc::Sender<Job>, StoreError> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.clone().ok_or(StoreError::Closed)
    }

    /// Queues a job without waiting for room.
    fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Read<oneshot::Receiver<Read<T>>> {
        let (answer, answered) = oneshot::channel();
        self.jobs()?.try_send(job(answer)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => too_many(),
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        Ok(answered)
    }

    fn queue(&self, commit: Commit) -> Read<oneshot::Receiver<Read<Outcome>>> {
        commit.within_limits()?;
        let room = self.load.take(commit.bytes()).ok_or_else(too_many)?;
        self.ask(|answer| Job::Work(Work::Commit(Box::new(commit), room, answer)))
    }
}

async fn answer<T>(asked: Read<oneshot::Receiver<Read<T>>>) -> Read<T> {
    let ended = |_| Err(StoreError::Unknown("the writer ended".to_owned()));
    asked?.await.unwrap_or_else(ended)
}

fn too_many() -> StoreError {
    StoreError::Unavailable("too many commits wait".to_owned())
}

#[async_trait]
impl Store for SqliteStore {
    fn submit(&self, commit: Commit) -> Pending {
        let asked = self.queue(commit);
        Box::pin(answer(asked))
    }

    fn is_shared(&self) -> bool {
        false
    }

    fn own_log(&self) -> LogNo {
        LogNo(0)
    }

    async fn entries(&self, record: RecordNo, from: Seq, to: Seq) -> Read<Vec<EntryRow>> {
        self.pool.read(move |db| read::entries::range(db, record, from, to)).await
    }

    async fn entry(&self, record: RecordNo, seq: Seq) -> Read<Option<EntryRow>> {
        let found = self.pool.look_up(move |db| read::entries::range(db, record, seq, seq)).await?;
        Ok(found.into_iter().next())
    }

    async fn head(&self, record: RecordNo) -> Read<Seq> {
        self.pool.look_up(move |db| read::entries::head(db, record)).await
    }

    async fn records(&self, after: RecordNo, limit: usize) -> Read<Vec<Head>> {
        self.pool.read(move |db| read::entries::records(db, after, limit)).await
    }

    async fn keys(&self, record: RecordNo) -> Read<Vec<KeyRow>> {
        self.pool.read(move |db| read::keys::of(db, record)).await
    }

    async fn all_keys(&self, after: (RecordNo, KeyNo), limit: usize) -> Read<Vec<KeyRow>> {
        self.pool.read(move |db| read::keys::all(db, after, limit)).await
    }

    async fn locate(&self, tokens: &[IdToken]) -> Read<Vec<Option<Vec<u8>>>> {
        if tokens.len() > PAGE_ROWS {
            let most = PAGE_ROWS as u64;
            return Err(StoreError::TooLarge { limit: "tokens located at once", most });
        }
        let few = tokens.len() <= LOOKED_UP;
        let tokens = tokens.to_vec();
        let read = move |db: &Connection| read::tokens::locate(db, &tokens);
        if few { self.pool.look_up(read).await } else { self.pool.read(read).await }
    }

    async fn terms(
        &self,
        token: TermToken,
        after: Option<Tag>,
        limit: usize,
    ) -> Read<Vec<TermRow>> {
        self.pool.read(move |db| read::tokens::term(db, token, after, limit)).await
    }

    async fn all_ids(&self, after: Option<IdToken>, limit: usize) -> Read<Vec<(IdToken, Vec<u8>)>> {
        self.pool.read(move |db| read::tokens::ids(db, after, limit)).await
    }

    async fn all_terms(
        &self,
        after: Option<(TermToken, Tag)>,
        limit: usize,
    ) -> Read<Vec<(TermToken, TermRow)>> {
        self.pool.read(move |db| read::tokens::terms(db, after, limit)).await
    }

    async fn logs(&self, after: Option<LogNo>, limit: usize) -> Read<Vec<(LogNo, u64)>> {
        self.pool.read(move |db| read::traces::logs(db, after, limit)).await
    }

    async fn traces(&self, log: LogNo, from: u64, limit: usize) -> Read<Vec<TraceRow>> {
        self.pool.read(move |db| read::traces::of_log(db, log, from, limit)).await
    }

    async fn traces_of(
        &self,
        record: RecordNo,
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Read<Vec<TraceRow>> {
        self.pool.read(move |db| read::traces::of_record(db, record, before, limit)).await
    }

    async fn traces_by(
        &self,
        actor: [u8; 16],
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Read<Vec<TraceRow>> {
        self.pool.read(move |db| read::traces::of_actor(db, actor, before, limit)).await
    }

    async fn last_write_trace(&self, record: RecordNo) -> Read<Option<TraceRow>> {
        self.pool.look_up(move |db| read::traces::last_write(db, record)).await
    }

    async fn blobs(&self, after: Option<BlobName>, limit: usize) -> Read<Vec<BlobRow>> {
        self.pool.read(move |db| read::blobs::all(db, after, limit)).await
    }

    async fn blobs_of(&self, record: RecordNo, after: Option<BlobName>) -> Read<Vec<BlobRow>> {
        self.pool.read(move |db| read::blobs::of(db, record, after)).await
    }

    async fn claim(
        &self,
        topic: u32,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        let claim = Claim { topic, now, until, limit: limit.min(PAGE_ROWS) };
        answer(self.ask(|answer| Job::Work(Work::Claim(claim, answer)))).await
    }

    async fn outbox(&self, after: Option<OutboxId>, limit: usize) -> Read<Vec<OutboxItem>> {
        self.pool.read(move |db| read::outbox::all(db, after, limit)).await
    }

    async fn cell_tables(&self, after: Option<u32>, limit: usize) -> Read<Vec<u32>> {
        self.pool.read(move |db| read::cells::tables(db, after, limit)).await
    }

    async fn cell(&self, table: u32, key: &[u8]) -> Read<Option<Vec<u8>>> {
        let key = key.to_vec();
        self.pool.look_up(move |db| read::cells::one(db, table, &key)).await
    }

    async fn cells(
        &self,
        table: u32,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Read<Vec<(Vec<u8>, Vec<u8>)>> {
        let after = after.map(<[u8]>::to_vec);
        self.pool.read(move |db| read::cells::all(db, table, after.as_deref(), limit)).await
    }

    async fn stats(&self) -> Result<Stats, StoreError> {
        let path = self.path.clone();
        self.pool.read_slowly(move |db| read::counts::stats(db, &path)).await
    }

    async fn check(&self) -> Result<Vec<Fault>, StoreError> {
        self.pool.read_slowly(check::check).await
    }

    async fn checkpoint(&self) -> Result<(), StoreError> {
        answer(self.ask(Job::Fold)).await
    }

    async fn close(&self) -> Result<(), StoreError> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.pool.close().await;
        let Some(jobs) = jobs else { return Ok(()) };
        let (answer, answered) = oneshot::channel();
        // A writer that ended already has nothing left to close.
        if jobs.send(Job::Close(answer)).await.is_err() {
            return Err(StoreError::Closed);
        }
        answered.await.unwrap_or(Err(StoreError::Closed))
    }
}
