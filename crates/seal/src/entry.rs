//! Entries: one version of one resource, compressed, padded, sealed, chained.
//!
//! Plaintext, before [`crate::committing`] seals it:
//! `previous link[32] ‖ dictionary[1] ‖ length[3, big-endian] ‖ packed ‖ zeros`,
//! where `packed` is the zstd frame of `header ‖ JSON` without its four magic
//! bytes, and the zeros pad as [`crate::padding`] says.

mod open;
mod seal;
#[cfg(test)]
mod tests;

use std::ops::Range;

use hygie_base::{Epoch, KeyNo, RecordNo, Seq};

pub use open::Unsealer;
pub use seal::Sealer;

use crate::{Header, Link};

const LABEL: &[u8] = b"hygie entry 1\0";
/// Every zstd frame starts with these; they are not stored.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Bytes of the plaintext before the packed part.
const PREAMBLE: usize = 32 + 4;

/// What stands in clear beside a sealed entry and is bound to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// The record.
    pub record: RecordNo,
    /// Its place in the record's journal.
    pub seq: Seq,
    /// Epoch of the key ring when it was written.
    pub epoch: Epoch,
    /// Which of the record's keys opens it.
    pub key: KeyNo,
}

impl Place {
    /// Label, record, sequence, epoch, key number; numbers big-endian.
    fn context(&self) -> [u8; LABEL.len() + 24] {
        let mut context = [0; LABEL.len() + 24];
        let (seq, epoch, key) = (self.seq.to_be_bytes(), self.epoch.0, self.key.0);
        let (record, epoch, key) = (self.record.to_bytes(), epoch.to_be_bytes(), key.to_be_bytes());
        let parts = LABEL.iter().chain(&record).chain(&seq).chain(&epoch).chain(&key);
        for (place, byte) in context.iter_mut().zip(parts) {
            *place = *byte;
        }
        context
    }
}

/// An entry opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// What it says about itself.
    pub header: Header,
    /// Where its JSON text stands in the buffer that it was appended to.
    pub json: Range<usize>,
    /// The link of the entry before it, as sealed in this one: the caller
    /// compares it with the one computed.
    pub previous: Link,
    /// The salted commitment from which [`crate::link`] makes its own link.
    pub commitment: [u8; 32],
}
