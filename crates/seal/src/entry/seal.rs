use std::fmt;

use hygie_base::Rng;
use zstd::bulk::Compressor;

use super::{MAGIC, PREAMBLE, Place};
use crate::committing::{self, OVERHEAD, PREFIX};
use crate::limits::{BODY_BYTES, JSON_BYTES};
use crate::scratch::Scratch;
use crate::{Header, Link, RecordKey, SealError, chain, dictionary, link, padding};

/// Seals entries. Holds a compression context and buffers that are reused and
/// zeroised at the end; one per thread.
#[derive(Default)]
pub struct Sealer {
    zstd: Option<Compressor<'static>>,
    plain: Scratch,
    packed: Scratch,
}

impl Sealer {
    /// A sealer that prepares itself when first used.
    pub fn new() -> Self {
        Self::default()
    }

    /// Seals one entry that follows `previous`. Gives the body for the store
    /// and the entry's own link.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] or [`SealError::Header`] for what cannot be sealed.
    pub fn seal_entry(
        &mut self,
        key: &RecordKey,
        place: &Place,
        previous: &Link,
        header: &Header,
        json: &[u8],
        rng: &dyn Rng,
    ) -> Result<(Vec<u8>, Link), SealError> {
        let sealed = self.seal(key, place, previous, header, json, rng);
        self.plain.settle();
        self.packed.settle();
        sealed
    }

    fn seal(
        &mut self,
        key: &RecordKey,
        place: &Place,
        previous: &Link,
        header: &Header,
        json: &[u8],
        rng: &dyn Rng,
    ) -> Result<(Vec<u8>, Link), SealError> {
        if json.len() > JSON_BYTES {
            return Err(SealError::TooLarge("JSON_BYTES"));
        }
        header.check(json.len())?;
        let plain = self.plain.cleared(header.room() + json.len());
        header.encode(plain);
        plain.extend_from_slice(json);

        let salt = committing::salt(rng);
        let commitment = chain::commitment(&key.0, &salt, plain)?;
        let mut body = self.pack(previous)?;
        committing::seal_in_place(&key.0, &salt, &place.context(), &mut body)?;
        Ok((body, link(previous, place.record, place.seq, &commitment)))
    }

    /// Compresses the plaintext and lays out the body, not yet encrypted.
    fn pack(&mut self, previous: &Link) -> Result<Vec<u8>, SealError> {
        const FAILED: SealError = SealError::Library("zstd");
        if self.zstd.is_none() {
            self.zstd = Some(dictionary::compressor()?);
        }
        let zstd = self.zstd.as_mut().ok_or(FAILED)?;
        let plain = self.plain.bytes();
        let packed = self.packed.cleared(zstd::compress_bound(plain.len()));
        zstd.compress_to_buffer(plain, packed).map_err(|_| FAILED)?;
        let packed = packed.strip_prefix(&MAGIC).ok_or(FAILED)?;

        let content = PREAMBLE + packed.len();
        let padded = padding::padded(content);
        if padded + OVERHEAD > BODY_BYTES {
            return Err(SealError::TooLarge("BODY_BYTES"));
        }
        let length = u32::try_from(packed.len()).map_err(|_| FAILED)?;
        let word = u32::from(dictionary::CURRENT) << 24 | length;
        let mut body = Vec::with_capacity(padded + OVERHEAD);
        body.resize(PREFIX, 0);
        body.extend_from_slice(&previous.0);
        body.extend_from_slice(&word.to_be_bytes());
        body.extend_from_slice(packed);
        body.resize(PREFIX + padded, 0);
        Ok(body)
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer")
    }
}
