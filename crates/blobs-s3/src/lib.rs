//! Sealed blobs in a bucket of S3-compatible storage.
//!
//! A blob is one object under its random name, below a prefix. Every write asks
//! the server to refuse a name that is taken (`If-None-Match: *`), so nothing is
//! overwritten. Some servers ignore that and overwrite: [`S3Blobs::open`] tries
//! it on an object of its own and refuses such a server. That object also holds
//! random digits, the [`Mark`], by which a store of records knows the place of
//! its blobs again.
//!
//! Each request may be made twice without harm, so one whose answer was lost is
//! made again while there is time. No error names an object or a secret.
//!
//! Checkpoints of logs are kept in a bucket of their own by [`S3Anchor`].
#![warn(missing_docs)]

mod address;
mod anchor;
mod bucket;
mod client;
mod error;
mod keys;
pub mod limits;
mod mark;
mod options;
mod s3;

pub use address::{Address, Endpoint, Wrong};
pub use anchor::{Anchored, S3Anchor};
pub use mark::Mark;
pub use options::Options;
pub use s3::S3Blobs;
