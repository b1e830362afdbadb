use std::fmt;

use zstd::bulk::Decompressor;

use super::{MAGIC, Opened, PREAMBLE, Place};
use crate::committing::Sealed;
use crate::limits::{BLOBS_PER_ENTRY, BODY_BYTES, HEADER_STRING_BYTES, JSON_BYTES};
use crate::scratch::{self, Scratch};
use crate::{Header, Link, RecordKey, SealError, chain, dictionary, padding};

/// No header is longer, so no entry declares more than this and the JSON.
const HEADER_BYTES: usize = 64 + 3 * HEADER_STRING_BYTES + 32 * BLOBS_PER_ENTRY;

/// Opens entries. Holds decompression contexts and buffers that are reused and
/// zeroised at the end; one per thread.
#[derive(Default)]
pub struct Unsealer {
    /// One for each dictionary met so far.
    zstd: Vec<(u8, Decompressor<'static>)>,
    plain: Scratch,
    unpacked: Scratch,
}

impl Unsealer {
    /// An unsealer that prepares itself when first used.
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens one entry and appends its JSON text to `out`. When `out` must
    /// grow, the bytes it leaves behind are zeroised. On an error `out` is as
    /// it was.
    ///
    /// The caller still compares the sealed previous link with the chain.
    ///
    /// # Errors
    /// [`SealError::Refused`] unless key, place and every byte are the same;
    /// never a panic, whatever the bytes.
    pub fn unseal_entry(
        &mut self,
        key: &RecordKey,
        place: &Place,
        body: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<Opened, SealError> {
        let opened = self.open(key, place, body, out);
        self.plain.settle();
        self.unpacked.settle();
        opened
    }

    fn open(
        &mut self,
        key: &RecordKey,
        place: &Place,
        body: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<Opened, SealError> {
        if body.len() > BODY_BYTES {
            return Err(SealError::TooLarge("BODY_BYTES"));
        }
        let sealed = Sealed::parse(body)?;
        let plain = self.plain.cleared(sealed.plaintext_len());
        plain.resize(sealed.plaintext_len(), 0);
        sealed.open_into(&key.0, &place.context(), plain)?;

        let (previous, packed, number) = unpad(plain)?;
        let unpacked = unpack(&mut self.zstd, number, packed, &mut self.unpacked)?;
        let commitment = chain::commitment(&key.0, sealed.salt, unpacked)?;
        let (header, json) = Header::decode(unpacked)?;
        if json.len() > JSON_BYTES {
            return Err(SealError::TooLarge("JSON_BYTES"));
        }
        let start = out.len();
        scratch::append(out, json);
        Ok(Opened { header, json: start..out.len(), previous, commitment })
    }
}

/// Takes the padded plaintext apart: previous link, zstd frame, dictionary.
/// The frame's magic takes the place of the word that says its length.
fn unpad(plain: &mut [u8]) -> Result<(Link, &[u8], u8), SealError> {
    const WRONG: SealError = SealError::Malformed("the length of an entry");
    let (previous, rest) = plain.split_first_chunk_mut::<32>().ok_or(WRONG)?;
    let (word, packed) = rest.split_first_chunk_mut::<4>().ok_or(WRONG)?;
    let [number, length @ ..] = *word;
    let [high, middle, low] = length.map(usize::from);
    let length = high << 16 | middle << 8 | low;
    let (_, zeros) = packed.split_at_checked(length).ok_or(WRONG)?;
    if !padding::is_canonical(zeros, PREAMBLE + length, 0) {
        return Err(SealError::Malformed("the padding of an entry"));
    }
    *word = MAGIC;
    let frame = rest.get(..MAGIC.len() + length).ok_or(WRONG)?;
    Ok((Link(*previous), frame, number))
}

/// Decompresses one frame, never beyond the length that it declares, which is
/// held against the limits first.
fn unpack<'a>(
    contexts: &mut Vec<(u8, Decompressor<'static>)>,
    number: u8,
    frame: &[u8],
    unpacked: &'a mut Scratch,
) -> Result<&'a [u8], SealError> {
    const WRONG: SealError = SealError::Malformed("the compressed part of an entry");
    let declared = zstd::zstd_safe::get_frame_content_size(frame).ok().flatten().ok_or(WRONG)?;
    let declared = usize::try_from(declared).map_err(|_| WRONG)?;
    if declared > HEADER_BYTES + JSON_BYTES {
        return Err(SealError::TooLarge("JSON_BYTES"));
    }
    let place = match contexts.iter().position(|(known, _)| *known == number) {
        Some(place) => place,
        None => {
            contexts.push((number, dictionary::decompressor(number)?));
            contexts.len() - 1
        }
    };
    let (_, zstd) = contexts.get_mut(place).ok_or(WRONG)?;
    let buffer = unpacked.cleared(declared);
    let written = zstd.decompress_to_buffer(frame, buffer).map_err(|_| WRONG)?;
    if written != declared {
        return Err(WRONG);
    }
    Ok(buffer)
}

impl fmt::Debug for Unsealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unsealer")
    }
}
