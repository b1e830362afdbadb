//! What every other crate stands on: ids, the injected clock and randomness,
//! secrets that redact themselves, named failpoints and the one error table.
//!
//! Layer 0: no I/O beyond asking the operating system for time and random
//! bytes, and both of those only behind the [`Clock`] and [`Rng`] traits.
#![warn(missing_docs)]

pub mod calendar;
pub mod error;
pub mod fail;
mod id;
pub mod paris;
mod rng;
mod time;
mod uuid;

pub use error::Code;
pub use id::{CommitId, Epoch, KeyNo, LogNo, RecordNo, Seq};
pub use rng::{Rng, SeededRng, SystemRng};
pub use secrecy::{ExposeSecret, SecretBox, SecretString};
pub use time::{Clock, FixedClock, SystemClock, Timestamp};
pub use uuid::{uuid, uuid_of};
