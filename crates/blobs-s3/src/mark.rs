//! The one object of ours that is no blob: it tells this place from others, and
//! shows whether the server refuses to overwrite.

use hygie_base::Rng;
use hygie_store::StoreError;
use object_store::PutPayload;

use crate::bucket::{Bucket, Created, Read};

/// Its name under the prefix. No blob's: those begin with two digits.
const NAME: &str = "hygie-mark";
/// Bytes of the object at most; the digits and a line end are fewer.
const MARK_BYTES: usize = 64;

/// What tells one place of blobs from another: random digits in an object that
/// is made when the place is opened first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark(pub [u8; 16]);

impl Mark {
    /// The mark that these 16 bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    fn parse(content: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(content).ok()?;
        let digits = text.strip_suffix('\n').unwrap_or(text);
        hygie_store::BlobName::parse(digits).map(|name| Self(name.0))
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&hygie_store::BlobName(self.0).digits())
    }
}

/// Reads the mark, makes it when there is none, and has it refused to be
/// written once more. That attempt brings the same bytes, so that a server which
/// does not refuse changes nothing.
pub async fn check(bucket: &Bucket, prefix: &str, rng: &dyn Rng) -> Result<Mark, StoreError> {
    let key = format!("{prefix}{NAME}");
    let mark = match read(bucket, &key).await? {
        Some(mark) => mark,
        None => make(bucket, &key, rng).await?,
    };
    match bucket.create(&key, content(mark)).await? {
        Created::Exists => Ok(mark),
        Created::Done => Err(StoreError::Unavailable(
            "attachments: the server overwrites an object although it was told not to \
             (If-None-Match: *), so what was written could be lost: use a server that supports \
             conditional writes, or a newer version of this one"
                .to_owned(),
        )),
    }
}

async fn make(bucket: &Bucket, key: &str, rng: &dyn Rng) -> Result<Mark, StoreError> {
    let mut mark = Mark([0; 16]);
    rng.fill(&mut mark.0);
    match bucket.create(key, content(mark)).await? {
        Created::Done => Ok(mark),
        // Another node was first, or our own first attempt was.
        Created::Exists => read(bucket, key).await?.ok_or_else(|| {
            StoreError::Unavailable("attachments: the mark was removed meanwhile".to_owned())
        }),
    }
}

async fn read(bucket: &Bucket, key: &str) -> Result<Option<Mark>, StoreError> {
    let damaged = || {
        StoreError::Damaged(format!(
            "attachments: the object {NAME} under the prefix does not hold 32 hexadecimal digits"
        ))
    };
    match bucket.read(key, MARK_BYTES).await? {
        None => Ok(None),
        Some(Read::TooLarge) => Err(damaged()),
        Some(Read::Whole(bytes)) => Mark::parse(&bytes).map(Some).ok_or_else(damaged),
    }
}

fn content(mark: Mark) -> PutPayload {
    PutPayload::from(format!("{mark}\n"))
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn a_mark_comes_back() {
        let mark = Mark([0xa5; 16]);
        assert_eq!(Mark::parse(mark.to_string().as_bytes()), Some(mark));
        assert_eq!(Mark::parse(format!("{mark}\n").as_bytes()), Some(mark));
        assert_eq!(Mark::from_bytes(&mark.0), Some(mark));
        for other in [&b""[..], b"\n", b"a5", b"\xff", &[b'A'; 32]] {
            assert_eq!(Mark::parse(other), None);
        }
        assert_eq!(Mark::from_bytes(&[1; 15]), None);
    }
}
