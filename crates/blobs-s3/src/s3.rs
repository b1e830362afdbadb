//! The store of blobs.

use std::sync::Arc;

use async_trait::async_trait;
use hygie_base::Rng;
use hygie_base::fail::{Point, hit};
use hygie_store::limits::PAGE_ROWS;
use hygie_store::{BlobName, BlobPut, BlobStore, StoreError};
use object_store::PutPayload;

use crate::bucket::{Bucket, Created, Read};
use crate::{Mark, Options, keys, mark};

/// Blobs as objects of one bucket, below one prefix.
#[derive(Clone)]
pub struct S3Blobs {
    bucket: Arc<Bucket>,
    prefix: Arc<str>,
    most: usize,
    mark: Mark,
}

impl S3Blobs {
    /// Reaches the bucket and sees that it refuses to overwrite. Makes the mark
    /// when there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] with what to mend: what [`Options`] name, a
    /// server that is not reached, refuses the credentials or overwrites.
    pub async fn open(options: &Options, rng: &dyn Rng) -> Result<Self, StoreError> {
        let bucket = Arc::new(options.connect()?);
        let mark = mark::check(&bucket, &options.address.prefix, rng).await?;
        let (prefix, most) = (options.address.prefix.as_str().into(), options.most_bytes);
        Ok(Self { bucket, prefix, most, mark })
    }

    /// What tells this place from others.
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// Sees again that the bucket is reached, is the same and refuses to overwrite.
    ///
    /// # Errors
    /// As for [`S3Blobs::open`].
    pub async fn check(&self, rng: &dyn Rng) -> Result<(), StoreError> {
        if mark::check(&self.bucket, &self.prefix, rng).await? == self.mark {
            Ok(())
        } else {
            Err(StoreError::Damaged("attachments: the mark of the bucket was changed".to_owned()))
        }
    }

    fn key(&self, name: BlobName) -> String {
        keys::key(&self.prefix, name)
    }
}

#[async_trait]
impl BlobStore for S3Blobs {
    async fn put(&self, name: BlobName, sealed: Vec<u8>) -> Result<BlobPut, StoreError> {
        if sealed.len() > self.most {
            return Err(StoreError::TooLarge { limit: "bytes of a blob", most: self.most as u64 });
        }
        hit(Point::BlobWrite).map_err(|error| failed(&error))?;
        let (key, payload) = (self.key(name), PutPayload::from(sealed));
        if self.bucket.create(&key, payload.clone()).await? == Created::Done {
            return Ok(BlobPut::Done);
        }
        // What is there may be ours: an earlier attempt whose answer was lost.
        match self.bucket.read(&key, payload.content_length()).await? {
            Some(Read::Whole(there)) if is_same(&there, &payload) => Ok(BlobPut::Done),
            Some(_) => Ok(BlobPut::Taken),
            None => Err(StoreError::Unavailable(
                "attachments: the name was written and removed by somebody meanwhile".to_owned(),
            )),
        }
    }

    async fn get(&self, name: BlobName) -> Result<Option<Vec<u8>>, StoreError> {
        match self.bucket.read(&self.key(name), self.most).await? {
            Some(Read::Whole(bytes)) => Ok(Some(bytes)),
            Some(Read::TooLarge) => {
                Err(StoreError::Damaged("a blob is larger than any can be".to_owned()))
            }
            None => Ok(None),
        }
    }

    /// S3 does not tell whether what it removes was there, so it is asked first.
    /// Of two that remove one blob at the same time both may be told that it was.
    async fn remove(&self, name: BlobName) -> Result<bool, StoreError> {
        let key = self.key(name);
        if !self.bucket.has(&key).await? {
            return Ok(false);
        }
        hit(Point::BlobRemove).map_err(|error| failed(&error))?;
        self.bucket.delete(&key).await?;
        Ok(true)
    }

    async fn list(
        &self,
        after: Option<BlobName>,
        limit: usize,
    ) -> Result<Vec<BlobName>, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let mut from = after.map_or_else(String::new, |after| self.key(after));
        let (mut last, mut found) = (after, Vec::new());
        while found.len() < limit {
            let page = self.bucket.list(&self.prefix, &from, limit - found.len()).await?;
            for key in &page.keys {
                // Other objects may lie here, the mark for one.
                let Some(name) = keys::name(&self.prefix, key) else { continue };
                if last.is_some_and(|last| last >= name) {
                    return Err(StoreError::Unavailable(
                        "attachments: the server does not list names in their order, or not from \
                         where it is asked to: it cannot be used"
                            .to_owned(),
                    ));
                }
                last = Some(name);
                found.push(name);
            }
            match page.keys.into_iter().next_back() {
                Some(key) if page.more => from = key,
                _ => break,
            }
        }
        Ok(found)
    }
}

fn is_same(there: &[u8], payload: &PutPayload) -> bool {
    let mut rest = there;
    payload.iter().all(|part| match rest.split_at_checked(part.len()) {
        Some((begin, after)) if begin == part.as_ref() => {
            rest = after;
            true
        }
        _ => false,
    }) && rest.is_empty()
}

fn failed(error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(format!("attachments: {error}"))
}
