//! The data folder: who may open it, its lock, the key ring's file, durable
//! writes and the socket by which commands reach the process that owns it.
//!
//! ```text
//! hygie.toml  configuration, written by the operator before or after
//! lock        says that the folder is ours; locked by the process that owns it
//! ring        key ring, 0600
//! hygie.db    the store
//! blobs/      sealed attachments
//! socket      0600
//! ```
//!
//! What changes the folder takes the [`Lock`], so that only the process that
//! owns it can.
#![warn(missing_docs)]

mod durable;
mod error;
mod filesystem;
mod folder;
pub mod limits;
mod lock;
mod private;
mod ring;
mod socket;

pub use durable::{durable_stream, durable_write};
pub use error::FolderError;
pub use filesystem::network_kind;
pub use folder::Folder;
pub use lock::Lock;
pub use private::{Links, read_private};
pub use socket::check_peer;
