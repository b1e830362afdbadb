//! Sealed objects: trace bodies, blobs, cells, and wrapped keys.
//!
//! Plaintext: `length[4, big-endian] ‖ content ‖ zeros`, padded, then sealed
//! by [`crate::committing`]. The label keeps entries, wrapped keys and objects
//! apart even under one key.

use hygie_base::Rng;
use zeroize::Zeroizing;

use crate::committing::{self, OVERHEAD, PREFIX, Sealed};
use crate::key::Secret;
use crate::limits::OBJECT_BYTES;
use crate::{RecordKey, SealError, padding};

const LABEL: &[u8] = b"hygie object 1\0";

/// Seals any bytes under a record's key, bound to `aad`: say there what the
/// object is and where it belongs. Randomised: twice the same is not equal.
///
/// # Errors
/// [`SealError::TooLarge`] above [`OBJECT_BYTES`].
pub fn seal_object(
    key: &RecordKey,
    aad: &[u8],
    plaintext: &[u8],
    rng: &dyn Rng,
) -> Result<Vec<u8>, SealError> {
    seal(&key.0, &[LABEL, aad].concat(), plaintext, 0, rng)
}

/// Opens what [`seal_object`] sealed.
///
/// # Errors
/// [`SealError::Refused`] unless key, `aad` and every byte are the same.
pub fn unseal_object(
    key: &RecordKey,
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    open(&key.0, &[LABEL, aad].concat(), sealed, 0)
}

/// Seals content padded to at least `least` bytes.
pub(crate) fn seal(
    secret: &Secret,
    context: &[u8],
    content: &[u8],
    least: usize,
    rng: &dyn Rng,
) -> Result<Vec<u8>, SealError> {
    const LIMIT: SealError = SealError::TooLarge("OBJECT_BYTES");
    if content.len() > OBJECT_BYTES {
        return Err(LIMIT);
    }
    let length = u32::try_from(content.len()).map_err(|_| LIMIT)?;
    let padded = padding::padded(4 + content.len()).max(least);
    let mut body = Vec::with_capacity(padded + OVERHEAD);
    body.resize(PREFIX, 0);
    body.extend_from_slice(&length.to_be_bytes());
    body.extend_from_slice(content);
    body.resize(PREFIX + padded, 0);
    committing::seal_in_place(secret, &committing::salt(rng), context, &mut body)?;
    Ok(body)
}

/// Opens what [`seal`] sealed with the same `least`.
pub(crate) fn open(
    secret: &Secret,
    context: &[u8],
    sealed: &[u8],
    least: usize,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    const WRONG: SealError = SealError::Malformed("the length of an object");
    let sealed = Sealed::parse(sealed)?;
    if sealed.plaintext_len() > padding::padded(4 + OBJECT_BYTES) {
        return Err(SealError::TooLarge("OBJECT_BYTES"));
    }
    let mut plaintext = Zeroizing::new(vec![0; sealed.plaintext_len()]);
    sealed.open_into(secret, context, &mut plaintext)?;
    let (length, rest) = plaintext.split_first_chunk::<4>().ok_or(WRONG)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| WRONG)?;
    let (_, zeros) = rest.split_at_checked(length).ok_or(WRONG)?;
    if !padding::is_canonical(zeros, 4 + length, least) {
        return Err(SealError::Malformed("the padding of an object"));
    }
    plaintext.copy_within(4..4 + length, 0);
    plaintext.truncate(length);
    Ok(plaintext)
}
