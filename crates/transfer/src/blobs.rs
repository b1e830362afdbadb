//! Copies the attachments that a store names from one place to another.

use hygie_store::{BlobName, BlobPut, BlobStore, Store, StoreError};

use hygie_store::limits::PAGE_ROWS;

/// What was copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CopiedBlobs {
    /// Attachments that the store names.
    pub named: u64,
    /// Those of them that were in the target before.
    pub there: u64,
    /// Bytes of those that were written now.
    pub bytes: u64,
}

/// Why a copy of attachments stops. The words are for the operator.
#[derive(Debug, thiserror::Error)]
pub enum BlobsError {
    /// The store that names them failed.
    #[error("the store of the records: {0}")]
    Store(#[source] StoreError),
    /// The source failed.
    #[error("the place that is copied: {0}")]
    Source(#[source] StoreError),
    /// The target failed; the same copy goes on from there.
    #[error("the place that is copied to: {0}; give the same command again, it goes on")]
    Target(#[source] StoreError),
    /// Some are in neither place.
    #[error(
        "{0} of the attachments that the records name are in neither place; the others were \
         copied. Name the place where they are, or bring them back from a copy: `hygie doctor` \
         tells whose they are"
    )]
    Missing(u64),
    /// The target has other bytes under their names.
    #[error(
        "the place that is copied to holds other bytes under the names of {0} of the attachments: \
         nothing there was touched. Name an empty one"
    )]
    Differ(u64),
}

/// Copies what the store names and reads each back from the target, whether it
/// was written now or before. `tell` hears how many are done, and of how many.
/// What no entry names stays behind.
///
/// One that the source lacks and the target has counts as copied: so the folders
/// of several nodes can be copied into one place, one after the other.
///
/// # Errors
/// [`BlobsError`]. Whatever was copied stays; nothing is overwritten or removed.
pub async fn copy_blobs(
    store: &dyn Store,
    from: &dyn BlobStore,
    to: &dyn BlobStore,
    tell: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<CopiedBlobs, BlobsError> {
    let whole = store.stats().await.map_err(BlobsError::Store)?.blobs;
    let (mut copied, mut missing, mut differ) = (CopiedBlobs::default(), 0, 0);
    let mut after = None;
    loop {
        let rows = store.blobs(after, PAGE_ROWS).await.map_err(BlobsError::Store)?;
        let Some(last) = rows.last() else { break };
        after = Some(last.name);
        for row in &rows {
            match one(row.name, from, to).await? {
                One::Written(bytes) => copied.bytes += bytes,
                One::There => copied.there += 1,
                One::Missing => missing += 1,
                One::Differs => differ += 1,
            }
            copied.named += 1;
            tell(copied.named, whole);
        }
    }
    match (missing, differ) {
        (0, 0) => Ok(copied),
        (_, 1..) => Err(BlobsError::Differ(differ)),
        _ => Err(BlobsError::Missing(missing)),
    }
}

enum One {
    Written(u64),
    There,
    Missing,
    Differs,
}

async fn one(name: BlobName, from: &dyn BlobStore, to: &dyn BlobStore) -> Result<One, BlobsError> {
    let source = from.get(name).await.map_err(BlobsError::Source)?;
    let there = to.get(name).await.map_err(BlobsError::Target)?;
    let (source, there) = match (source, there) {
        (None, None) => return Ok(One::Missing),
        (None, Some(_)) => return Ok(One::There),
        (Some(source), there) => (source, there),
    };
    if let Some(there) = there {
        return Ok(if there == source { One::There } else { One::Differs });
    }
    match to.put(name, source.clone()).await.map_err(BlobsError::Target)? {
        BlobPut::Taken => return Ok(One::Differs),
        BlobPut::Done => {}
    }
    let back = to.get(name).await.map_err(BlobsError::Target)?;
    Ok(if back.as_ref() == Some(&source) {
        One::Written(source.len() as u64)
    } else {
        One::Differs
    })
}
