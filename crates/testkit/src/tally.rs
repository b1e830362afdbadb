//! A store that passes everything on to another one and counts what was asked of
//! it: whoever can tell two requests apart by what they cost the store can tell
//! what is hidden from what is not there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use hygie_base::{KeyNo, LogNo, RecordNo, Seq, Timestamp};
use hygie_store::{
    BlobName, BlobRow, Commit, Digest, EntryRow, Fault, Head, IdToken, KeyRow, OutboxId,
    OutboxItem, Pending, Span, Stats, Store, StoreError, Tag, TermRow, TermToken, TraceRow,
};

/// How often each method of a store was called, by its name.
pub type Calls = BTreeMap<&'static str, usize>;

/// A store that counts.
pub struct Tally {
    inner: Arc<dyn Store>,
    calls: Mutex<Calls>,
}

impl Tally {
    /// Over a store.
    pub fn over(inner: Arc<dyn Store>) -> Self {
        Self { inner, calls: Mutex::default() }
    }

    /// The calls since this was asked last.
    pub fn take(&self) -> Calls {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }

    fn count(&self, method: &'static str) {
        *self.calls.lock().unwrap().entry(method).or_default() += 1;
    }
}

/// `own_log` and `is_shared` ask nothing of the store.
#[async_trait]
impl Store for Tally {
    fn submit(&self, commit: Commit) -> Pending {
        self.count("submit");
        self.inner.submit(commit)
    }

    fn own_log(&self) -> LogNo {
        self.inner.own_log()
    }

    fn is_shared(&self) -> bool {
        self.inner.is_shared()
    }

    async fn entries(&self, of: RecordNo, from: Seq, to: Seq) -> Result<Vec<EntryRow>, StoreError> {
        self.count("entries");
        self.inner.entries(of, from, to).await
    }

    async fn entry(&self, record: RecordNo, seq: Seq) -> Result<Option<EntryRow>, StoreError> {
        self.count("entry");
        self.inner.entry(record, seq).await
    }

    async fn head(&self, record: RecordNo) -> Result<Seq, StoreError> {
        self.count("head");
        self.inner.head(record).await
    }

    async fn records(&self, after: RecordNo, limit: usize) -> Result<Vec<Head>, StoreError> {
        self.count("records");
        self.inner.records(after, limit).await
    }

    async fn keys(&self, record: RecordNo) -> Result<Vec<KeyRow>, StoreError> {
        self.count("keys");
        self.inner.keys(record).await
    }

    async fn all_keys(
        &self,
        after: (RecordNo, KeyNo),
        limit: usize,
    ) -> Result<Vec<KeyRow>, StoreError> {
        self.count("all_keys");
        self.inner.all_keys(after, limit).await
    }

    async fn locate(&self, tokens: &[IdToken]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        self.count("locate");
        self.inner.locate(tokens).await
    }

    async fn terms(
        &self,
        token: TermToken,
        after: Option<Tag>,
        limit: usize,
    ) -> Result<Vec<TermRow>, StoreError> {
        self.count("terms");
        self.inner.terms(token, after, limit).await
    }

    async fn all_ids(
        &self,
        after: Option<IdToken>,
        limit: usize,
    ) -> Result<Vec<(IdToken, Vec<u8>)>, StoreError> {
        self.count("all_ids");
        self.inner.all_ids(after, limit).await
    }

    async fn all_terms(
        &self,
        after: Option<(TermToken, Tag)>,
        limit: usize,
    ) -> Result<Vec<(TermToken, TermRow)>, StoreError> {
        self.count("all_terms");
        self.inner.all_terms(after, limit).await
    }

    async fn logs(
        &self,
        after: Option<LogNo>,
        limit: usize,
    ) -> Result<Vec<(LogNo, u64)>, StoreError> {
        self.count("logs");
        self.inner.logs(after, limit).await
    }

    async fn traces(
        &self,
        log: LogNo,
        from: u64,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError> {
        self.count("traces");
        self.inner.traces(log, from, limit).await
    }

    async fn traces_of(
        &self,
        record: RecordNo,
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError> {
        self.count("traces_of");
        self.inner.traces_of(record, before, limit).await
    }

    async fn traces_by(
        &self,
        actor: [u8; 16],
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError> {
        self.count("traces_by");
        self.inner.traces_by(actor, before, limit).await
    }

    async fn last_write_trace(&self, record: RecordNo) -> Result<Option<TraceRow>, StoreError> {
        self.count("last_write_trace");
        self.inner.last_write_trace(record).await
    }

    async fn blobs(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobRow>, StoreError> {
        self.count("blobs");
        self.inner.blobs(after, limit).await
    }

    async fn blobs_of(
        &self,
        record: RecordNo,
        after: Option<BlobName>,
    ) -> Result<Vec<BlobRow>, StoreError> {
        self.count("blobs_of");
        self.inner.blobs_of(record, after).await
    }

    async fn claim(
        &self,
        topic: u32,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        self.count("claim");
        self.inner.claim(topic, now, until, limit).await
    }

    async fn outbox(
        &self,
        after: Option<OutboxId>,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError> {
        self.count("outbox");
        self.inner.outbox(after, limit).await
    }

    async fn cell_tables(&self, after: Option<u32>, limit: usize) -> Result<Vec<u32>, StoreError> {
        self.count("cell_tables");
        self.inner.cell_tables(after, limit).await
    }

    async fn cell(&self, table: u32, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.count("cell");
        self.inner.cell(table, key).await
    }

    async fn cells(
        &self,
        table: u32,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>, StoreError> {
        self.count("cells");
        self.inner.cells(table, after, limit).await
    }

    async fn digest(&self, span: Span) -> Result<Option<Digest>, StoreError> {
        self.count("digest");
        self.inner.digest(span).await
    }

    async fn stats(&self) -> Result<Stats, StoreError> {
        self.count("stats");
        self.inner.stats().await
    }

    async fn check(&self) -> Result<Vec<Fault>, StoreError> {
        self.count("check");
        self.inner.check().await
    }

    async fn checkpoint(&self) -> Result<(), StoreError> {
        self.count("checkpoint");
        self.inner.checkpoint().await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.count("close");
        self.inner.close().await
    }
}
