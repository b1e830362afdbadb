//! The contract itself.

use std::future::Future;
use std::pin::Pin;

use async_trait::async_trait;
use hygie_base::{KeyNo, LogNo, RecordNo, Seq, Timestamp};

use crate::{
    BlobName, BlobRow, Commit, Digest, EntryRow, Fault, Head, IdToken, KeyRow, OutboxId,
    OutboxItem, Outcome, Span, Stats, StoreError, Tag, TermRow, TermToken, TraceRow,
};

/// A commit on its way: ready once it is durable, refused or failed. Dropping
/// it does not take the commit back.
pub type Pending = Pin<Box<dyn Future<Output = Result<Outcome, StoreError>> + Send>>;

/// A store of sealed rows.
///
/// Reads see every commit that was acknowledged before they began. Lookups of
/// what is not there answer `None` or an empty list, never an error.
///
/// Scans answer at most `limit` and at most [`crate::limits::PAGE_ROWS`] rows, in
/// the order told, and end early once they hold [`crate::limits::PAGE_BYTES`]. They
/// are continued from the last row seen: a short page does not say that the end
/// is reached, only an empty one does. A read that takes too long is
/// [`StoreError::Unavailable`].
#[async_trait]
pub trait Store: Send + Sync {
    /// Queues the commit at once, without waiting: what one caller submits is
    /// applied in the order submitted, so a caller that predicts heads may
    /// submit a commit that follows one still pending. A full queue answers
    /// [`StoreError::Unavailable`].
    ///
    /// The commit is applied atomically. When the answer is [`Outcome::Done`]
    /// it is durable: an fdatasync came first.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] leaves the outcome open: commit again with the
    /// same id. Every other error means that nothing changed.
    fn submit(&self, commit: Commit) -> Pending;

    /// The log that this node's traces go to: one that no other node writes
    /// meanwhile, so that nodes do not wait for each other's numbers.
    fn own_log(&self) -> LogNo;

    /// Whether other nodes may commit to the same rows meanwhile. Where they may,
    /// a commit must not build on one that is not durable yet: a number that
    /// another node took looks the same.
    fn is_shared(&self) -> bool;

    /// Submits the commit and waits for its outcome.
    ///
    /// # Errors
    /// As for [`Store::submit`].
    async fn commit(&self, commit: Commit) -> Result<Outcome, StoreError> {
        self.submit(commit).await
    }

    /// Entries of a record with `from ≤ seq ≤ to`, by sequence.
    async fn entries(
        &self,
        record: RecordNo,
        from: Seq,
        to: Seq,
    ) -> Result<Vec<EntryRow>, StoreError>;

    /// One entry.
    async fn entry(&self, record: RecordNo, seq: Seq) -> Result<Option<EntryRow>, StoreError>;

    /// Sequence of the record's last entry; 0 when it has none.
    async fn head(&self, record: RecordNo) -> Result<Seq, StoreError>;

    /// Records with a number above `after`, by number.
    async fn records(&self, after: RecordNo, limit: usize) -> Result<Vec<Head>, StoreError>;

    /// All keys of a record, by kind and number, destroyed ones included; at
    /// most [`crate::limits::PAGE_ROWS`], [`Store::all_keys`] tells more.
    async fn keys(&self, record: RecordNo) -> Result<Vec<KeyRow>, StoreError>;

    /// Keys of all records after this one, by record and number. Starts at
    /// `(RecordNo::REGISTRY, KeyNo(0))`.
    async fn all_keys(
        &self,
        after: (RecordNo, KeyNo),
        limit: usize,
    ) -> Result<Vec<KeyRow>, StoreError>;

    /// Locators of id tokens, in the order asked; at most
    /// [`crate::limits::PAGE_ROWS`] tokens, more are [`StoreError::TooLarge`].
    async fn locate(&self, tokens: &[IdToken]) -> Result<Vec<Option<Vec<u8>>>, StoreError>;

    /// Rows of a term token with a tag above `after`, by tag.
    async fn terms(
        &self,
        token: TermToken,
        after: Option<Tag>,
        limit: usize,
    ) -> Result<Vec<TermRow>, StoreError>;

    /// All id tokens above `after`, by token, with their locators.
    async fn all_ids(
        &self,
        after: Option<IdToken>,
        limit: usize,
    ) -> Result<Vec<(IdToken, Vec<u8>)>, StoreError>;

    /// All term rows after this one, by token and tag.
    async fn all_terms(
        &self,
        after: Option<(TermToken, Tag)>,
        limit: usize,
    ) -> Result<Vec<(TermToken, TermRow)>, StoreError>;

    /// Logs that hold a trace, with a number above `after`, by number, each with
    /// the index of its next trace. Who copies a store, or hands its traces to
    /// somebody, cannot know otherwise which nodes ever wrote.
    async fn logs(
        &self,
        after: Option<LogNo>,
        limit: usize,
    ) -> Result<Vec<(LogNo, u64)>, StoreError>;

    /// Traces of a log with an index of at least `from`, by index.
    async fn traces(
        &self,
        log: LogNo,
        from: u64,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError>;

    /// Traces of a record by log and index, highest first, below `before`
    /// (`None` for the highest).
    async fn traces_of(
        &self,
        record: RecordNo,
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError>;

    /// Traces of an actor by log and index, highest first, below `before`
    /// (`None` for the highest), whatever record they concern.
    async fn traces_by(
        &self,
        actor: [u8; 16],
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceRow>, StoreError>;

    /// The trace that accompanies the record's last write: the last one with
    /// [`TraceRow::write`] of the last commit that brought one, in whatever log.
    async fn last_write_trace(&self, record: RecordNo) -> Result<Option<TraceRow>, StoreError>;

    /// Blobs named by entries, with a name above `after`, by name.
    async fn blobs(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobRow>, StoreError>;

    /// Blobs named by the entries of one record, with a name above `after`, by name.
    async fn blobs_of(
        &self,
        record: RecordNo,
        after: Option<BlobName>,
    ) -> Result<Vec<BlobRow>, StoreError>;

    /// Claims up to `limit` items of a topic until `until`, oldest first; items
    /// claimed by someone else are passed over until their claim has run out,
    /// which is when `now` has reached it. The claim is durable.
    async fn claim(
        &self,
        topic: u32,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError>;

    /// Outbox items of every topic with a number above `after`, by number,
    /// claimed or not, without claiming them.
    async fn outbox(
        &self,
        after: Option<OutboxId>,
        limit: usize,
    ) -> Result<Vec<OutboxItem>, StoreError>;

    /// Numbers above `after` of the small tables that hold a cell, by number.
    async fn cell_tables(&self, after: Option<u32>, limit: usize) -> Result<Vec<u32>, StoreError>;

    /// Value of a cell.
    async fn cell(&self, table: u32, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Cells of a small table with a key above `after`, by key.
    async fn cells(
        &self,
        table: u32,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>, StoreError>;

    /// Digest of these rows, made where they are; `None` from a store that has no
    /// cheaper way than reading them. It may take long and is not for requests.
    async fn digest(&self, _span: Span) -> Result<Option<Digest>, StoreError> {
        Ok(None)
    }

    /// Counts.
    async fn stats(&self) -> Result<Stats, StoreError>;

    /// The store's own integrity check: everything it can find wrong without
    /// opening a seal (gaps in journals and logs included).
    async fn check(&self) -> Result<Vec<Fault>, StoreError>;

    /// Folds what is pending into its final place and gives back what can be:
    /// after an erasure no destroyed byte is left in a log file.
    async fn checkpoint(&self) -> Result<(), StoreError>;

    /// Stops taking commits, finishes those waiting and lets go of all files,
    /// folded together as by [`Store::checkpoint`]. Closing twice is no error.
    async fn close(&self) -> Result<(), StoreError>;
}
