//! What an entry says about itself, sealed with its JSON.
//!
//! `version[1] = 1 ‖ kind[1] ‖ type ‖ id ‖ version ‖ previous ‖ author ‖ time ‖ blobs`:
//! strings behind their length, numbers in base 128 (the time zigzag), for each
//! blob `name[16] ‖ offset ‖ length ‖ base64[1]` in ascending order of offset.
//! Each header has exactly one encoding.

use hygie_base::{Seq, Timestamp};

use crate::SealError;
use crate::limits::{BLOBS_PER_ENTRY, HEADER_STRING_BYTES};
use crate::wire::{Reader, put_number, put_text};

const VERSION: u8 = 1;

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EntryKind {
    /// A version of a resource.
    Live,
    /// The resource was deleted.
    Deleted,
    /// Keys were destroyed; the JSON lists them.
    Erasure,
    /// The resource lies in another record and concerns this one's person too.
    Pointer,
    /// Who may see what of the record; no resource.
    Rights,
}

impl EntryKind {
    const fn number(self) -> u8 {
        match self {
            Self::Live => 0,
            Self::Deleted => 1,
            Self::Erasure => 2,
            Self::Pointer => 3,
            Self::Rights => 4,
        }
    }

    const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Live),
            1 => Some(Self::Deleted),
            2 => Some(Self::Erasure),
            3 => Some(Self::Pointer),
            4 => Some(Self::Rights),
            _ => None,
        }
    }
}

/// An attachment that left the entry for a sealed blob.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BlobRef {
    /// The blob's random name.
    pub name: [u8; 16],
    /// Byte offset in the entry's JSON text where the value belongs.
    pub offset: u32,
    /// Bytes of the value as it stood in the JSON text.
    pub len: u64,
    /// Whether the blob holds the value decoded from base64.
    pub base64: bool,
}

/// What an entry says about itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// FHIR resource type.
    pub resource_type: String,
    /// Logical id within the type.
    pub id: String,
    /// Version of the resource: 1, 2, 3 …
    pub version: u32,
    /// Sequence of the resource's previous version; 0 for the first.
    pub previous: Seq,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// What the entry is.
    pub kind: EntryKind,
    /// Attachments kept apart, by strictly ascending offset.
    pub blobs: Vec<BlobRef>,
}

impl Header {
    /// Checks what [`Header::decode`] will check again.
    pub(crate) fn check(&self, json: usize) -> Result<(), SealError> {
        let strings = [&self.resource_type, &self.id, &self.author];
        if strings.iter().any(|text| text.len() > HEADER_STRING_BYTES) {
            return Err(SealError::TooLarge("HEADER_STRING_BYTES"));
        }
        if self.blobs.len() > BLOBS_PER_ENTRY {
            return Err(SealError::TooLarge("BLOBS_PER_ENTRY"));
        }
        if !blobs_fit(&self.blobs, json) {
            return Err(SealError::Header("the offsets of its blobs"));
        }
        Ok(())
    }

    /// At most how many bytes [`Header::encode`] appends.
    pub(crate) fn room(&self) -> usize {
        const NUMBERS: usize = 64;
        const BLOB: usize = 16 + 5 + 10 + 1;
        NUMBERS
            + self.resource_type.len()
            + self.id.len()
            + self.author.len()
            + self.blobs.len() * BLOB
    }

    /// Appends the one encoding.
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        out.push(VERSION);
        out.push(self.kind.number());
        put_text(out, &self.resource_type);
        put_text(out, &self.id);
        put_number(out, u64::from(self.version));
        put_number(out, self.previous);
        put_text(out, &self.author);
        put_number(out, zigzag(self.at.0));
        put_number(out, self.blobs.len() as u64);
        for blob in &self.blobs {
            out.extend_from_slice(&blob.name);
            put_number(out, u64::from(blob.offset));
            put_number(out, blob.len);
            out.push(u8::from(blob.base64));
        }
    }

    /// Reads a header from the front of an entry's plaintext; the rest of it,
    /// which is returned, is the JSON text.
    pub(crate) fn decode(plaintext: &[u8]) -> Result<(Self, &[u8]), SealError> {
        let mut reader = Reader(plaintext);
        let version = reader.byte()?;
        if version != VERSION {
            return Err(SealError::Version(version));
        }
        let kind = EntryKind::from_number(reader.byte()?)
            .ok_or(SealError::Malformed("the kind of an entry"))?;
        let resource_type = reader.text(HEADER_STRING_BYTES)?.to_owned();
        let id = reader.text(HEADER_STRING_BYTES)?.to_owned();
        let version = reader.number32()?;
        let previous = reader.number()?;
        let author = reader.text(HEADER_STRING_BYTES)?.to_owned();
        let at = Timestamp(unzigzag(reader.number()?));
        let blobs = decode_blobs(&mut reader)?;
        if !blobs_fit(&blobs, reader.0.len()) {
            return Err(SealError::Malformed("the offsets of blobs"));
        }
        let header = Self { resource_type, id, version, previous, author, at, kind, blobs };
        Ok((header, reader.0))
    }
}

fn decode_blobs(reader: &mut Reader<'_>) -> Result<Vec<BlobRef>, SealError> {
    let count = usize::try_from(reader.number()?).unwrap_or(usize::MAX);
    if count > BLOBS_PER_ENTRY {
        return Err(SealError::Malformed("more blobs than the limit"));
    }
    let mut blobs = Vec::with_capacity(count);
    for _ in 0..count {
        blobs.push(BlobRef {
            name: reader.array()?,
            offset: reader.number32()?,
            len: reader.number()?,
            base64: reader.flag()?,
        });
    }
    Ok(blobs)
}

fn blobs_fit(blobs: &[BlobRef], json: usize) -> bool {
    let ascending = blobs.is_sorted_by(|a, b| a.offset < b.offset);
    let inside = blobs.last().is_none_or(|last| last.offset as usize <= json);
    ascending && inside
}

const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}
