//! The contract, kept.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use deadpool_postgres::Pool;
use hygie_base::{KeyNo, LogNo, RecordNo, Seq, Timestamp};
use hygie_store::limits::{PAGE_ROWS, QUEUE_COMMITS};
use hygie_store::{
    BlobName, BlobRow, Commit, Digest, EntryRow, Fault, Head, IdToken, KeyRow, Load, OutboxId,
    OutboxItem, Outcome, Pending, Span, Stats, Store, StoreError, Tag, TermRow, TermToken,
    TraceRow,
};
use tokio::sync::{mpsc, oneshot};

use crate::error::Error;
use crate::lease::Lease;
use crate::limits::{READ_TIME, SLOW_TIME};
use crate::pool::Reader;
use crate::queue::{Answer, Job, Work};
use crate::writer::Writer;
use crate::{Options, Replication, check, connect, digest, pack, read, schema, server};

pub const CLAIM: &str = "UPDATE outbox SET until = $3, attempts = attempts + 1
    WHERE id IN (
        SELECT id FROM outbox WHERE topic = $1 AND (until IS NULL OR until <= $2)
        ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED
    ) RETURNING id, body, attempts";
/// A destroyed key's old row stays in the file until it is vacuumed.
const VACUUM: &str = "VACUUM keys";

type Read<T> = Result<T, StoreError>;

/// A store in one PostgreSQL database.
pub struct PostgresStore {
    pool: Pool,
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    load: Load,
    lease: Lease,
}

impl PostgresStore {
    /// Opens the store, made when the database is empty, and brings its schema
    /// up to date. Used from then on inside a tokio runtime with its timer on.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] with what to mend for a server that is not
    /// reached or cannot hold a store, [`StoreError::Schema`] for a newer
    /// version, [`StoreError::Damaged`] for a database of another program.
    pub async fn open(options: &Options) -> Result<Self, StoreError> {
        let pool = connect::pool(options, options.readers)?;
        let writes = connect::pool(options, 1)?;
        let mut first = writes.get().await.map_err(Error::from)?;
        connect::check(&first).await?;
        schema::migrate(&mut first).await?;
        let mut holder = [0; 16];
        options.rng.fill(&mut holder);
        let lease = Lease::take(&mut first, &pool, holder).await?;
        drop(first);
        let (sender, jobs) = mpsc::channel(QUEUE_COMMITS);
        tokio::spawn(Writer::new(writes, jobs).run());
        Ok(Self { pool, jobs: Mutex::new(Some(sender)), load: Load::default(), lease })
    }

    /// How commits become safe on the server.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not answer.
    pub async fn replication(&self) -> Result<Replication, StoreError> {
        Ok(server::replication(&mut self.reader().await?).await?)
    }

    fn queue(&self, commit: Commit) -> Read<oneshot::Receiver<Read<Outcome>>> {
        commit.within_limits()?;
        let room = self.load.take(commit.bytes()).ok_or_else(too_many)?;
        let (answer, answered): (Answer<Outcome>, _) = oneshot::channel();
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let work = Work { commit: Box::new(commit), room, answer };
        jobs.ok_or(StoreError::Closed)?.try_send(Job::Work(work)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => too_many(),
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        Ok(answered)
    }

    async fn reader(&self) -> Read<Reader> {
        Reader::get(&self.pool, READ_TIME).await
    }

    async fn slow_reader(&self) -> Read<Reader> {
        Reader::get(&self.pool, SLOW_TIME).await
    }
}

async fn answer(asked: Read<oneshot::Receiver<Read<Outcome>>>) -> Read<Outcome> {
    let ended = |_| Err(StoreError::Unknown("the writer ended".to_owned()));
    asked?.await.unwrap_or_else(ended)
}

fn too_many() -> StoreError {
    StoreError::Unavailable("too many commits wait".to_owned())
}

#[async_trait]
impl Store for PostgresStore {
    fn submit(&self, commit: Commit) -> Pending {
        let asked = self.queue(commit);
        Box::pin(answer(asked))
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn own_log(&self) -> LogNo {
        self.lease.log()
    }

    async fn entries(&self, record: RecordNo, from: Seq, to: Seq) -> Read<Vec<EntryRow>> {
        Ok(read::entries(&mut self.reader().await?, record, from, to).await?)
    }

    async fn entry(&self, record: RecordNo, seq: Seq) -> Read<Option<EntryRow>> {
        Ok(read::one_entry(&mut self.reader().await?, record, seq).await?)
    }

    async fn head(&self, record: RecordNo) -> Read<Seq> {
        Ok(read::head(&mut self.reader().await?, record).await?)
    }

    async fn records(&self, after: RecordNo, limit: usize) -> Read<Vec<Head>> {
        Ok(read::records(&mut self.reader().await?, after, limit).await?)
    }

    async fn keys(&self, record: RecordNo) -> Read<Vec<KeyRow>> {
        Ok(read::keys(&mut self.reader().await?, record).await?)
    }

    async fn all_keys(&self, after: (RecordNo, KeyNo), limit: usize) -> Read<Vec<KeyRow>> {
        Ok(read::all_keys(&mut self.reader().await?, after, limit).await?)
    }

    async fn locate(&self, tokens: &[IdToken]) -> Read<Vec<Option<Vec<u8>>>> {
        if tokens.len() > PAGE_ROWS {
            let most = PAGE_ROWS as u64;
            return Err(StoreError::TooLarge { limit: "tokens located at once", most });
        }
        Ok(read::locate(&mut self.reader().await?, tokens).await?)
    }

    async fn terms(
        &self,
        token: TermToken,
        after: Option<Tag>,
        limit: usize,
    ) -> Read<Vec<TermRow>> {
        Ok(read::terms(&mut self.reader().await?, token, after, limit).await?)
    }

    async fn all_ids(&self, after: Option<IdToken>, limit: usize) -> Read<Vec<(IdToken, Vec<u8>)>> {
        Ok(read::all_ids(&mut self.reader().await?, after, limit).await?)
    }

    async fn all_terms(
        &self,
        after: Option<(TermToken, Tag)>,
        limit: usize,
    ) -> Read<Vec<(TermToken, TermRow)>> {
        Ok(read::all_terms(&mut self.reader().await?, after, limit).await?)
    }

    async fn logs(&self, after: Option<LogNo>, limit: usize) -> Read<Vec<(LogNo, u64)>> {
        Ok(read::logs(&mut self.reader().await?, after, limit).await?)
    }

    async fn traces(&self, log: LogNo, from: u64, limit: usize) -> Read<Vec<TraceRow>> {
        Ok(read::traces(&mut self.reader().await?, log, from, limit).await?)
    }

    async fn traces_of(
        &self,
        record: RecordNo,
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Read<Vec<TraceRow>> {
        Ok(read::traces_of(&mut self.reader().await?, record, before, limit).await?)
    }

    async fn traces_by(
        &self,
        actor: [u8; 16],
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Read<Vec<TraceRow>> {
        Ok(read::traces_by(&mut self.reader().await?, actor, before, limit).await?)
    }

    async fn last_write_trace(&self, record: RecordNo) -> Read<Option<TraceRow>> {
        Ok(read::last_write(&mut self.reader().await?, record).await?)
    }

    async fn blobs(&self, after: Option<BlobName>, limit: usize) -> Read<Vec<BlobRow>> {
        Ok(read::blobs(&mut self.reader().await?, after, limit).await?)
    }

    async fn blobs_of(&self, record: RecordNo, after: Option<BlobName>) -> Read<Vec<BlobRow>> {
        Ok(read::blobs_of(&mut self.reader().await?, record, after).await?)
    }

    async fn claim(
        &self,
        topic: u32,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        let limit = i64::try_from(limit.min(PAGE_ROWS)).unwrap_or(i64::MAX);
        let mut db = self.reader().await?;
        let rows = db.query(CLAIM, &[&i64::from(topic), &now.0, &until.0, &limit]).await?;
        let item = |row: &tokio_postgres::Row| {
            let attempts: i64 = pack::value(row, 2)?;
            Ok::<_, Error>(OutboxItem {
                id: OutboxId(pack::count(row, 0)?),
                topic,
                body: pack::value(row, 1)?,
                attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            })
        };
        let mut items = rows.iter().map(item).collect::<Result<Vec<_>, _>>()?;
        items.sort_unstable_by_key(|item| item.id);
        Ok(items)
    }

    async fn outbox(&self, after: Option<OutboxId>, limit: usize) -> Read<Vec<OutboxItem>> {
        Ok(read::outbox(&mut self.reader().await?, after, limit).await?)
    }

    async fn cell_tables(&self, after: Option<u32>, limit: usize) -> Read<Vec<u32>> {
        Ok(read::cell_tables(&mut self.reader().await?, after, limit).await?)
    }

    async fn cell(&self, table: u32, key: &[u8]) -> Read<Option<Vec<u8>>> {
        Ok(read::cell(&mut self.reader().await?, table, key).await?)
    }

    async fn cells(
        &self,
        table: u32,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Read<Vec<(Vec<u8>, Vec<u8>)>> {
        Ok(read::cells(&mut self.reader().await?, table, after, limit).await?)
    }

    async fn digest(&self, span: Span) -> Read<Option<Digest>> {
        Ok(Some(digest::of(&mut self.slow_reader().await?, &span).await?))
    }

    async fn stats(&self) -> Result<Stats, StoreError> {
        Ok(check::stats(&mut self.slow_reader().await?).await?)
    }

    async fn check(&self) -> Result<Vec<Fault>, StoreError> {
        Ok(check::check(&mut self.slow_reader().await?).await?)
    }

    async fn checkpoint(&self) -> Result<(), StoreError> {
        self.slow_reader().await?.query(VACUUM, &[]).await?;
        Ok(())
    }

    async fn close(&self) -> Result<(), StoreError> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(jobs) = jobs else { return Ok(()) };
        let (answer, answered) = oneshot::channel();
        if jobs.send(Job::Close(answer)).await.is_err() {
            return Err(StoreError::Closed);
        }
        let closed = answered.await.unwrap_or(Err(StoreError::Closed));
        self.lease.end(&self.pool).await;
        self.pool.close();
        closed
    }
}
