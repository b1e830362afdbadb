//! The hash chain through a record's entries, and blinded trace leaves.

use aws_lc_rs::digest;
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use aws_lc_rs::hmac::{self, HMAC_SHA256};
use hygie_base::{RecordNo, Seq};
use zeroize::Zeroizing;

use crate::SealError;
use crate::committing::Len;
use crate::key::Secret;

const LINK_LABEL: &[u8] = b"hygie link 1\0";
const COMMITMENT_LABEL: &[u8] = b"hygie chain 1\0";

/// The running hash over a record's entries up to some sequence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Link(pub [u8; 32]);

impl Link {
    /// The link before the first entry.
    pub const START: Self = Self([0; 32]);
}

/// The link of the entry that follows `previous`:
/// `SHA-256("hygie link 1\0" ‖ previous ‖ record ‖ seq ‖ commitment)`, numbers
/// big-endian in 8 bytes. It needs no plaintext, so a chain can be verified
/// from commitments alone.
pub fn link(previous: &Link, record: RecordNo, seq: Seq, commitment: &[u8; 32]) -> Link {
    let mut hash = digest::Context::new(&digest::SHA256);
    hash.update(LINK_LABEL);
    hash.update(&previous.0);
    hash.update(&record.to_bytes());
    hash.update(&seq.to_be_bytes());
    hash.update(commitment);
    let mut link = [0; 32];
    fill(&mut link, hash.finish().as_ref());
    Link(link)
}

/// The salted commitment to an entry's header and JSON: HMAC-SHA-256 under
/// `HKDF-SHA-256(record key, the entry's salt, "hygie chain 1\0")`. It depends
/// on neither place nor compression, so that repacking changes no link.
pub(crate) fn commitment(
    secret: &Secret,
    salt: &[u8; 32],
    plaintext: &[u8],
) -> Result<[u8; 32], SealError> {
    let mut key = Zeroizing::new([0; 32]);
    Salt::new(HKDF_SHA256, salt)
        .extract(secret.bytes())
        .expand(&[COMMITMENT_LABEL], Len(32))
        .and_then(|okm| okm.fill(&mut *key))
        .map_err(|_| SealError::Library("HKDF"))?;
    Ok(blind_leaf(&key, plaintext))
}

/// A trace's leaf in the log: HMAC-SHA-256(r, canonical trace). Without `r`,
/// which the trace's body holds, the leaf tells nothing.
pub fn blind_leaf(r: &[u8; 32], canonical: &[u8]) -> [u8; 32] {
    let mut leaf = [0; 32];
    fill(&mut leaf, hmac::sign(&hmac::Key::new(HMAC_SHA256, r), canonical).as_ref());
    leaf
}

/// Copies the front of a digest.
pub(crate) fn fill(out: &mut [u8], digest: &[u8]) {
    debug_assert!(out.len() <= digest.len());
    for (place, byte) in out.iter_mut().zip(digest) {
        *place = *byte;
    }
}
