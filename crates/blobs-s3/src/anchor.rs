//! Checkpoints of logs in a bucket: each is an object of its own and never overwritten, so
//! that credentials that can write and not remove, or a bucket that keeps what it has for a
//! time, leave nobody a way back.

use std::sync::Arc;

use hygie_store::StoreError;
use object_store::PutPayload;

use crate::Options;
use crate::bucket::{Bucket, Created, Read};
use crate::limits::{ANCHOR_BYTES, ANCHOR_LOGS};

const EXTENSION: &str = "checkpoint";
/// Digits of a number in a key.
const DIGITS: usize = 20;

/// A bucket that keeps checkpoints, below a prefix.
#[derive(Clone)]
pub struct S3Anchor {
    bucket: Arc<Bucket>,
    prefix: String,
}

/// What a bucket keeps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchored {
    /// Its key.
    pub key: String,
    /// As it was signed.
    pub note: String,
}

impl S3Anchor {
    /// Reads what the options name; nothing is asked of the server.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] with what to mend.
    pub fn open(options: &Options) -> Result<Self, StoreError> {
        Ok(Self { bucket: Arc::new(options.connect()?), prefix: options.address.prefix.clone() })
    }

    /// The last checkpoint of each log, by name; [`ANCHOR_LOGS`] logs at most.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the bucket is not reached; [`StoreError::TooLarge`]
    /// for more logs, or what is no checkpoint.
    pub async fn last(&self) -> Result<Vec<Anchored>, StoreError> {
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.bucket.list(&self.prefix, &after, 1).await?;
            let Some(key) = page.keys.into_iter().next() else { return Ok(found) };
            let Some(folder) = self.folder(&key).map(str::to_owned) else {
                // Not ours: go on after it.
                after = key;
                continue;
            };
            if found.len() == ANCHOR_LOGS {
                return Err(StoreError::TooLarge {
                    limit: "logs of one anchor",
                    most: ANCHOR_LOGS as u64,
                });
            }
            found.extend(self.read(key).await?);
            // Behind all digits: the next log.
            after = format!("{folder}~");
        }
    }

    /// The last checkpoint of one log.
    ///
    /// # Errors
    /// As for [`S3Anchor::last`].
    pub async fn last_of(&self, log: &str) -> Result<Option<Anchored>, StoreError> {
        let page = self.bucket.list(&folder(&self.prefix, log), "", 1).await?;
        match page.keys.into_iter().next() {
            Some(key) => self.read(key).await,
            None => Ok(None),
        }
    }

    /// Keeps the checkpoint of a log's tree of this size. `false` when one of that size is
    /// there already: it stays.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the bucket is not reached or refuses.
    pub async fn keep(&self, log: &str, size: u64, note: &str) -> Result<bool, StoreError> {
        let key = key(&self.prefix, log, size);
        let payload = PutPayload::from(note.as_bytes().to_vec());
        Ok(self.bucket.create(&key, payload).await? == Created::Done)
    }

    async fn read(&self, key: String) -> Result<Option<Anchored>, StoreError> {
        let too_large =
            StoreError::TooLarge { limit: "bytes of a checkpoint", most: ANCHOR_BYTES as u64 };
        match self.bucket.read(&key, ANCHOR_BYTES).await? {
            Some(Read::Whole(bytes)) => match String::from_utf8(bytes) {
                Ok(note) => Ok(Some(Anchored { key, note })),
                Err(_) => Err(StoreError::Damaged(format!("{key} is no checkpoint"))),
            },
            Some(Read::TooLarge) => Err(too_large),
            None => Ok(None),
        }
    }

    /// Where the checkpoints of the log are that has this key.
    fn folder<'a>(&self, key: &'a str) -> Option<&'a str> {
        let name = key.strip_prefix(&self.prefix)?;
        let (log, file) = name.split_once('/')?;
        let number = file.strip_suffix(EXTENSION)?.strip_suffix('.')?;
        let ours = number.len() == DIGITS && number.bytes().all(|byte| byte.is_ascii_digit());
        ours.then(|| key.get(..self.prefix.len() + log.len() + 1)).flatten()
    }
}

impl std::fmt::Debug for S3Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "S3Anchor({})", self.prefix)
    }
}

/// Numbered downwards: the checkpoint of the largest tree is listed first.
fn key(prefix: &str, log: &str, size: u64) -> String {
    format!("{}{:0DIGITS$}.{EXTENSION}", folder(prefix, log), u64::MAX - size)
}

fn folder(prefix: &str, log: &str) -> String {
    format!("{prefix}{}/", log.replace('/', "-"))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn a_larger_tree_comes_first() {
        let keys = [u64::MAX, 70_000, 300, 1, 0].map(|size| key("a/", "hygie/b/1", size));
        assert_eq!(keys[0], "a/hygie-b-1/00000000000000000000.checkpoint");
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
