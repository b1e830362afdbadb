//! Secrets of 256 bits, and the place of a wrapped key.

use std::fmt;

use hygie_base::{KeyNo, RecordNo, Rng};
use zeroize::Zeroizing;

/// 256 secret bits on the heap, so that moving the value leaves no copy, and
/// zeroised when dropped.
#[derive(Clone)]
pub(crate) struct Secret(Box<Zeroizing<[u8; 32]>>);

impl Secret {
    pub(crate) fn zero() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }

    pub(crate) fn generate(rng: &dyn Rng) -> Self {
        let mut secret = Self::zero();
        rng.fill(secret.bytes_mut());
        secret
    }

    pub(crate) fn copy(bytes: &[u8; 32]) -> Self {
        let mut secret = Self::zero();
        secret.bytes_mut().copy_from_slice(bytes);
        secret
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }
}

/// One key of a record: 256 bits that open the entries, blobs or traces of one
/// custodian's part. Zeroised when dropped; its Debug says nothing.
#[derive(Clone)]
pub struct RecordKey(pub(crate) Secret);

impl RecordKey {
    /// A fresh random key.
    pub fn generate(rng: &dyn Rng) -> Self {
        Self(Secret::generate(rng))
    }
}

impl fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordKey(…)")
    }
}

/// Where a wrapped key belongs; sealed with it as associated data, so that a
/// wrapped key moved to another place does not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeySlot {
    /// The record, or [`RecordNo::REGISTRY`].
    pub record: RecordNo,
    /// The key's number within the record.
    pub key: KeyNo,
    /// What it opens, as the store numbers it.
    pub kind: u8,
}
