//! Sealed blobs on disk.
//!
//! A blob is written under a temporary name, synced, renamed and its folder
//! synced before [`hygie_store::BlobStore::put`] answers, so that a commit may
//! then name it. Names are random and say nothing; the bytes are sealed by
//! others. Nothing is overwritten.
#![warn(missing_docs)]

mod disk;
mod list;
mod name;
mod put;

pub use disk::DiskBlobs;
