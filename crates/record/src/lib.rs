//! One record per person: an append-only journal of sealed entries.
//!
//! Everything that reads or writes a record takes a [`Permit`], which only the
//! holder of the one [`Mint`] can make (design I2), and nothing read is handed
//! out before the trace of its release is durable (design I1).
//!
//! - writing: [`Records::submit`] and [`Records::write`]
//! - reading: [`Records::read`], [`Records::history`], [`Records::open`],
//!   [`Records::search`], [`Records::traces`]
//! - finding: [`Records::find_patient`]
//! - keeping: [`Records::erase`], [`Records::rotate_keys`], [`Records::check`]
#![warn(missing_docs)]

mod attachments;
mod cache;
mod cells;
mod check;
mod compose;
mod draft;
mod eras;
mod erase;
mod error;
mod find;
mod keys;
pub mod limits;
mod open;
mod opened;
mod order;
mod permit;
mod place;
mod predicted;
mod prepare;
mod read;
mod resolve;
mod rotate;
mod search;
mod service;
mod single;
mod tails;
mod traces;
mod tracing;
mod write;

pub use cells::Table;
pub use check::{Finding, Report};
pub use draft::Draft;
pub use erase::Erased;
pub use error::RecordError;
pub use opened::{OpenRecord, Resource, State};
pub use permit::{Grant, Lens, Mint, Permit, Scope};
pub use place::Subject;
pub use read::Snapshot;
pub use rotate::Rotated;
pub use search::Found;
pub use service::{Parts, Records, Released};
pub use traces::TraceSeen;
pub use write::{Batch, Change, Effect, PendingWrite, Written};
