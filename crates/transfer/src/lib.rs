//! Copies a whole store to another one of either kind, through the contract.
//!
//! The rows go over sealed, as they are: no key is needed, and none is to be
//! had here. The copy is made of ordinary commits, so that an adapter has no
//! second way to write. Each of them moves on, in the target, the mark that
//! says how far the copy is ([`is_half_copied`]), and each rests on the mark as
//! the one before left it. That makes three things true at once:
//!
//! - commits may be many at a time, and still none goes in after one that
//!   failed, which for traces would mean another index;
//! - a copy that was cut off, at whatever point, goes on from the mark when it
//!   is asked for again;
//! - two copies into one target do not mix: one of them stops.
//!
//! The mark goes away in the commit that ends the copy, after both stores were
//! compared: by digests that the target makes of what arrived, where it makes any
//! and nothing was cut off, else row by row. Until then nobody may open the target for use.
//!
//! What arrives otherwise than it was: outbox items are numbered anew, in their
//! order, and nobody has claimed them, since who had is no longer there. The
//! ids of the last commits stay behind. They answer one question, whether a
//! commit happened whose answer was lost, and that is asked by the process that
//! made it, before it closes the store. What a store keeps outside the contract
//! is none of this: attachments have a place of their own, and [`copy_blobs`]
//! moves them.
#![warn(missing_docs)]

mod blobs;
mod copy;
mod error;
pub mod limits;
mod mark;
mod progress;
mod row;
mod scan;
mod send;
mod sent;
#[cfg(test)]
mod tests;
mod verify;
mod weave;

pub use blobs::{BlobsError, CopiedBlobs, copy_blobs};
pub use copy::copy;
pub use error::CopyError;
pub use mark::{TABLE, is_half_copied};
pub use progress::{Copied, Progress};
pub use row::{Place, Step};
