//! Named limits.

/// Entries of one tree. A trace's place in the store has 40 bits for it.
pub const TREE_SIZE: u64 = 1 << 40;
/// Hashes of one proof: more than any tree of [`TREE_SIZE`] entries needs.
pub const PROOF_HASHES: usize = 63;
/// Bytes of a checkpoint with its signatures.
pub const CHECKPOINT_BYTES: usize = 16 << 10;
/// Bytes of what a log sends to a witness: a proof of [`PROOF_HASHES`] lines of 45 bytes, and
/// a checkpoint.
pub const ADD_BYTES: usize = CHECKPOINT_BYTES + (3 << 10);
