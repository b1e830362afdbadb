//! Witnesses of logs of traces, over HTTP (C2SP tlog-witness).
//!
//! - [`router`] makes this house a witness for the logs of others: it cosigns what goes on
//!   from what it saw, and keeps what contradicts it.
//! - [`Witness`] is one of ours: it is shown each checkpoint, and what it says of it is held
//!   to our own signature, so that a witness that lies stops nobody.
#![warn(missing_docs)]

mod add_checkpoint;
mod answer;
mod last_checkpoint;
pub mod limits;
mod router;
mod show;

pub use router::router;
pub use show::{Said, Witness};
