//! One bucket: single requests, each within its time.

use std::time::Duration;

use futures_util::StreamExt as _;
use hygie_store::StoreError;
use object_store::aws::AmazonS3;
use object_store::list::{PaginatedListOptions, PaginatedListStore as _};
use object_store::path::Path;
use object_store::{Error, GetResult, ObjectStore as _, ObjectStoreExt as _, PutMode, PutPayload};

use crate::error::{is_no_bucket, unavailable};
use crate::limits::{LIST_KEYS, NANOS_PER_BYTE, REQUEST_TIME};

/// What became of a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Created {
    /// It is there.
    Done,
    /// Something was there; nothing was changed.
    Exists,
}

/// What is in an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Read {
    /// All its bytes.
    Whole(Vec<u8>),
    /// More than was allowed.
    TooLarge,
}

/// A page of a list.
pub struct Page {
    /// Keys of objects, in order.
    pub keys: Vec<String>,
    /// Whether there are more.
    pub more: bool,
}

/// Objects of one bucket by their keys.
pub struct Bucket {
    /// Reads, lists and removes.
    pub reads: AmazonS3,
    /// The same bucket, for writes: what is signed with them would puzzle a
    /// server in a read.
    pub writes: AmazonS3,
}

impl Bucket {
    /// Writes an object that must not be there.
    pub async fn create(&self, key: &str, bytes: PutPayload) -> Result<Created, StoreError> {
        let (path, time) = (path(key)?, time(bytes.content_length() as u64));
        let put = self.writes.put_opts(&path, bytes, PutMode::Create.into());
        match within(time, put).await? {
            Ok(_) => Ok(Created::Done),
            Err(Error::AlreadyExists { .. }) => Ok(Created::Exists),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// Reads an object of at most so many bytes; no more are ever held.
    pub async fn read(&self, key: &str, most: usize) -> Result<Option<Read>, StoreError> {
        let path = path(key)?;
        let found = match within(REQUEST_TIME, self.reads.get(&path)).await? {
            Ok(found) => found,
            Err(error) => return absent(&error).map(|()| None),
        };
        let size = found.meta.size;
        if size > most as u64 {
            return Ok(Some(Read::TooLarge));
        }
        within(time(size), collect(found)).await?.map(|bytes| Some(Read::Whole(bytes)))
    }

    /// Whether there is such an object.
    pub async fn has(&self, key: &str) -> Result<bool, StoreError> {
        let path = path(key)?;
        match within(REQUEST_TIME, self.reads.head(&path)).await? {
            Ok(_) => Ok(true),
            Err(error) => absent(&error).map(|()| false),
        }
    }

    /// Removes an object, there or not.
    pub async fn delete(&self, key: &str) -> Result<(), StoreError> {
        let path = path(key)?;
        match within(REQUEST_TIME, self.reads.delete(&path)).await? {
            Ok(()) => Ok(()),
            Err(error) => absent(&error),
        }
    }

    /// Keys that begin with `prefix` and come after `after`.
    pub async fn list(&self, prefix: &str, after: &str, most: usize) -> Result<Page, StoreError> {
        let asked = PaginatedListOptions {
            offset: (!after.is_empty()).then(|| after.to_owned()),
            max_keys: Some(most.min(LIST_KEYS)),
            ..PaginatedListOptions::default()
        };
        let prefix = (!prefix.is_empty()).then_some(prefix);
        let page = within(REQUEST_TIME, self.reads.list_paginated(prefix, asked)).await?;
        let page = page.map_err(|error| unavailable(&error))?;
        let keys = page.result.objects.into_iter().map(|object| object.location.into());
        Ok(Page { keys: keys.collect(), more: page.page_token.is_some() })
    }
}

/// An object that is not there is no failure, a bucket is.
fn absent(error: &Error) -> Result<(), StoreError> {
    match error {
        Error::NotFound { .. } if !is_no_bucket(error) => Ok(()),
        _ => Err(unavailable(error)),
    }
}

/// The body, which must be as long as was said.
async fn collect(found: GetResult) -> Result<Vec<u8>, StoreError> {
    let cut = || StoreError::Unavailable("attachments: the answer was cut".to_owned());
    let size = usize::try_from(found.meta.size).map_err(|_| cut())?;
    let mut bytes = Vec::with_capacity(size);
    let mut stream = found.into_stream();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|error| unavailable(&error))?;
        if part.len() > size - bytes.len() {
            return Err(cut());
        }
        bytes.extend_from_slice(&part);
    }
    if bytes.len() == size { Ok(bytes) } else { Err(cut()) }
}

async fn within<T>(time: Duration, work: impl Future<Output = T>) -> Result<T, StoreError> {
    tokio::time::timeout(time, work).await.map_err(|_| {
        StoreError::Unavailable("attachments: the server did not answer in time".to_owned())
    })
}

/// How long a request with so many bytes may take.
fn time(bytes: u64) -> Duration {
    REQUEST_TIME + Duration::from_nanos(bytes.saturating_mul(NANOS_PER_BYTE))
}

fn path(key: &str) -> Result<Path, StoreError> {
    // Ours are all plain: a fault here is one of the program.
    Path::parse(key)
        .map_err(|_| StoreError::Unavailable("attachments: a key of no object".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_blobs_have_more_time() {
        assert_eq!(time(0), REQUEST_TIME);
        assert_eq!(time(4_000_000), REQUEST_TIME + Duration::from_secs(1));
        assert!(time(u64::MAX) > time(1 << 40));
    }
}
