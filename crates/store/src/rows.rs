//! Rows as a store keeps them: numbers, tokens and sealed bytes.

use hygie_base::{Epoch, KeyNo, LogNo, RecordNo, Seq};

/// Keyed hash of one resource's type and id; at most one row carries it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IdToken(pub [u8; 16]);

/// Keyed hash of one search parameter and normalised value; many rows may carry it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TermToken(pub [u8; 16]);

/// Tells the rows of one [`TermToken`] apart: a keyed hash of the resource.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tag(pub [u8; 8]);

/// Random name of a blob.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlobName(pub [u8; 16]);

impl BlobName {
    /// Its 32 hexadecimal digits, in lower case: they sort as the names do.
    pub fn digits(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The name that these digits spell, if they are exactly one.
    pub fn parse(digits: &str) -> Option<Self> {
        let lower = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if digits.len() != 32 || !lower {
            return None;
        }
        u128::from_str_radix(digits, 16).ok().map(|name| Self(name.to_be_bytes()))
    }
}

/// One sealed version of one resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryRow {
    /// The record it belongs to.
    pub record: RecordNo,
    /// Its place in the record's journal.
    pub seq: Seq,
    /// Which of the record's keys opens it.
    pub key: KeyNo,
    /// Epoch of the key ring when it was written; part of the associated data.
    pub epoch: Epoch,
    /// Sealed bytes.
    pub body: Vec<u8>,
}

/// What a wrapped key opens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum KeyKind {
    /// Entries and blobs.
    Record = 1,
    /// Trace bodies; kept when the record's own keys are erased.
    Trace = 2,
}

/// One wrapped key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyRow {
    /// The record it belongs to, or [`RecordNo::REGISTRY`].
    pub record: RecordNo,
    /// Random number, unique within the record.
    pub key: KeyNo,
    /// What it opens.
    pub kind: KeyKind,
    /// Epoch of the key ring that wraps it.
    pub epoch: Epoch,
    /// The wrapped key; empty once it was destroyed. The row stays, so that a
    /// destroyed key can be told from a missing one.
    pub wrapped: Vec<u8>,
}

/// One row of a term token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TermRow {
    /// Tells it apart from the token's other rows.
    pub tag: Tag,
    /// Sealed locator.
    pub locator: Vec<u8>,
}

/// One blob that a committed entry names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlobRow {
    /// Its random name.
    pub name: BlobName,
    /// The record it belongs to.
    pub record: RecordNo,
    /// Which of the record's keys opens it.
    pub key: KeyNo,
}

/// One trace, numbered without gaps within its log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TraceRow {
    /// The log it stands in.
    pub log: LogNo,
    /// Its index in the log: 0, 1, 2 …
    pub index: u64,
    /// The record it concerns, or [`RecordNo::REGISTRY`] for none.
    pub record: RecordNo,
    /// Keyed hash of the actor.
    pub actor: [u8; 16],
    /// Whether it accompanies a write, and so says the record's new head.
    pub write: bool,
    /// Which trace key of the record seals its body.
    pub key: KeyNo,
    /// HMAC-SHA-256 of the canonical trace under a blinding key that the body holds.
    pub leaf: [u8; 32],
    /// Sealed body.
    pub body: Vec<u8>,
}

/// A record's head: how many entries its journal has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// The record.
    pub record: RecordNo,
    /// Sequence of its last entry; 0 when it has none.
    pub seq: Seq,
}

/// Number of an outbox item, given by the store, growing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OutboxId(pub u64);

/// Work that was committed together with its cause and waits to be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxItem {
    /// Its number.
    pub id: OutboxId,
    /// Which worker it is for.
    pub topic: u32,
    /// Sealed content.
    pub body: Vec<u8>,
    /// How often it was claimed; told by a claim, that one included.
    pub attempts: u32,
}

/// Counts for people and for `doctor`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stats {
    /// Records that have an entry.
    pub records: u64,
    /// Entries.
    pub entries: u64,
    /// Rows of id tokens.
    pub ids: u64,
    /// Rows of term tokens.
    pub terms: u64,
    /// Wrapped keys, destroyed ones included.
    pub keys: u64,
    /// Traces.
    pub traces: u64,
    /// Blobs named by entries.
    pub blobs: u64,
    /// Bytes the store takes on disk.
    pub bytes: u64,
}

/// Something a store's own check found wrong. Says where, never what was there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// One sentence for an operator.
    pub what: String,
}
