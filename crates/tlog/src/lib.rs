//! A transparency log: a Merkle tree over entries that are only ever added to, in the
//! formats of C2SP, so that other programs than ours can hold it to what it said.
//!
//! - [`Tree`] grows entry by entry and gives the tiles to keep (C2SP tlog-tiles, over the
//!   hashes of RFC 6962 section 2.1).
//! - [`Tiles`] are those that a proof needs: that an entry is in the tree (inclusion), and
//!   that a tree is the beginning of a larger one (consistency).
//! - A [`Checkpoint`] says how large the tree is and what its root is (C2SP
//!   tlog-checkpoint), signed as a note with a [`LogKey`] (C2SP signed-note, Ed25519).
//! - A witness cosigns the checkpoints of others with a [`WitnessKey`] (C2SP
//!   tlog-cosignature), which it is sent as [`AddCheckpoint`] (C2SP tlog-witness).
//!
//! The trees and the form of notes are those of the crates `tlog_tiles` and `signed_note`;
//! signatures are made and checked by aws-lc-rs, as all else here that is signed.
//!
//! Layer 0: pure, no I/O.
#![warn(missing_docs)]

mod add;
mod checkpoint;
mod cosign;
mod error;
mod key;
pub mod limits;
mod proof;
mod tiles;
mod tree;

pub use add::{AddCheckpoint, size};
pub use checkpoint::Checkpoint;
pub use cosign::{WitnessKey, WitnessVerifier, with_cosignatures};
pub use error::TlogError;
pub use key::{LogKey, VerifierKey};
pub use proof::{check_consistency, check_inclusion};
pub use tiles::{TileAt, Tiles, tiles_for_consistency, tiles_for_inclusion, tiles_for_root};
pub use tree::{Hash, Tree, entry_hash};
