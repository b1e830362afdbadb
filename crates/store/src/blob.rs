//! Large attachments, sealed, outside the store's tables.

use async_trait::async_trait;

use crate::{BlobName, StoreError};

/// Keeps sealed bytes under random names.
///
/// A blob is durable before the commit that names it, so that no committed
/// entry names a blob that could be lost; a blob that no entry names is an
/// orphan and may be removed.
#[async_trait]
pub trait BlobStore: Send + Sync {
    /// Keeps `sealed` under `name`; when this answers [`BlobPut::Done`] it is
    /// durable. Nothing is ever overwritten. When these very bytes are there
    /// already either answer may come: an attempt whose answer was lost must not
    /// look like somebody else's.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] above [`crate::limits::BLOB_BYTES`]. After any
    /// error the blob may or may not be there, and must not be named.
    async fn put(&self, name: BlobName, sealed: Vec<u8>) -> Result<BlobPut, StoreError>;

    /// The blob's bytes, or `None` when there is no such blob.
    async fn get(&self, name: BlobName) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes a blob; tells whether it was there.
    async fn remove(&self, name: BlobName) -> Result<bool, StoreError>;

    /// Names above `after`, by name, at most `limit` and at most
    /// [`crate::limits::PAGE_ROWS`]. Only an empty list says that the end is reached.
    async fn list(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobName>, StoreError>;
}

/// What became of a blob.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlobPut {
    /// Durable.
    Done,
    /// The name is taken; what is there was not touched.
    Taken,
}
