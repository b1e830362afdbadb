//! Sealing: nothing clinical in clear at rest (design I3).
//!
//! Pure: bytes in, bytes out. The caller keeps the [`Ring`]'s file, the store
//! keeps wrapped keys, sealed entries, tokens and locators.
//!
//! | what | label | key |
//! |---|---|---|
//! | entry | `hygie entry 1` | record key, salt |
//! | chain commitment | `hygie chain 1` | record key, the entry's salt |
//! | link | `hygie link 1` | none: a hash |
//! | object (trace body, blob, cell) | `hygie object 1` | record key, salt |
//! | wrapped key | `hygie wrap 1` | epoch of the ring, salt |
//! | tokens | `hygie token id 1`, `… term 1`, `… tag 1`, `… actor 1`, `… cell 1` | index root |
//! | locators | `hygie locator id 1`, `hygie locator term 1` | index root, then the searched term |
//!
//! Each label ends in NUL and the number in it is the format's. Keys and the
//! buffers of this crate are zeroised; zstd's own workspace, which holds
//! fragments of the last text it saw, is not, and is one reason why the process
//! disables core dumps.
#![warn(missing_docs)]

mod chain;
mod committing;
mod dictionary;
mod entry;
mod error;
mod header;
mod index;
mod key;
pub mod limits;
mod object;
mod padding;
mod ring;
mod scratch;
mod wire;

pub use chain::{Link, blind_leaf, link};
pub use entry::{Opened, Place, Sealer, Unsealer};
pub use error::SealError;
pub use header::{BlobRef, EntryKind, Header};
pub use index::{Index, Locator, TermLocator};
pub use key::{KeySlot, RecordKey};
pub use object::{seal_object, unseal_object};
pub use ring::Ring;
