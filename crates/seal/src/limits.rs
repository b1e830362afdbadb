//! Named limits, held when sealing and again when opening.

/// Bytes of one entry's JSON text before compression. Larger values inside it
/// become blobs, so only documents of many parts come near.
pub const JSON_BYTES: usize = 16 << 20;
/// Bytes of one sealed entry, as the store keeps it.
pub const BODY_BYTES: usize = 4 << 20;
/// Bytes of each string of a header: type, id, author.
pub const HEADER_STRING_BYTES: usize = 512;
/// Attachments that one entry may keep as blobs.
pub const BLOBS_PER_ENTRY: usize = 256;
/// Bytes of one sealed object's plaintext: a trace body, a blob, a cell.
pub const OBJECT_BYTES: usize = 64 << 20;
/// Bytes of a custodian's name inside a wrapped key.
pub const CUSTODIAN_BYTES: usize = 512;
/// Bytes of each string inside a term's locator: type, id.
pub const LOCATOR_STRING_BYTES: usize = 255;
/// Epochs that a ring holds at the same time. Each waits for its survivors to
/// be rewrapped, so more than a few means that rotations do not finish.
pub const RING_EPOCHS: usize = 256;
/// Bytes of a stored ring: [`RING_EPOCHS`] lines of at most 82 bytes, and the rest.
pub const RING_BYTES: usize = 32 << 10;
/// Bytes that a sealer's or unsealer's buffers keep between entries; a larger
/// one is zeroised and given back after use.
pub(crate) const KEPT_BYTES: usize = 1 << 20;
