//! The store contract on SQLite: one writer thread that groups commits and
//! syncs once for each group, and a pool of readers.
//!
//! The file is opened by this crate's own SQLite only, by one process at a
//! time: whoever opens a store holds the data folder's lock.
#![warn(missing_docs)]

mod apply;
mod beside;
mod check;
mod connect;
mod error;
mod fold;
mod group;
mod heads;
mod keep;
pub mod limits;
mod open;
mod pack;
mod pool;
mod queue;
mod read;
mod remember;
mod schema;
mod store;
mod traces;
mod wal;
mod writer;

pub use open::{OnFatal, Options};
pub use store::SqliteStore;
pub use wal::WalEnd;
