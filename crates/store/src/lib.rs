//! What a store must do, and no more: commit atomically and durably, and read
//! back. Two stores and a sharded one must mean the same, so the contract is
//! small and every store is held to the suite in `conformance`.
//!
//! A store sees only sealed bytes, random numbers and tokens. It knows nothing
//! of FHIR, keys or people.
#![warn(missing_docs)]

mod blob;
mod commit;
#[cfg(feature = "conformance")]
pub mod conformance;
mod contract;
mod digest;
mod error;
pub mod limits;
mod load;
mod rows;
mod within;

pub use blob::{BlobPut, BlobStore};
pub use commit::{
    BlobOp, CellOp, Commit, Guard, KeyOp, OutboxPut, Outcome, Receipt, Refusal, TokenOp, TracePut,
};
pub use contract::{Pending, Store};
pub use digest::{Digest, Digester, Span};
pub use error::StoreError;
pub use load::{Load, Room};
pub use rows::{
    BlobName, BlobRow, EntryRow, Fault, Head, IdToken, KeyKind, KeyRow, OutboxId, OutboxItem,
    Stats, Tag, TermRow, TermToken, TraceRow,
};
