//! FHIR in and out by files, and what other ways in and out share with them.
//!
//! [`Import`] takes bundles, single resources and NDJSON, plain or compressed;
//! [`export`] writes one record as a transaction that brings it back,
//! [`export_traces`] who looked into it, with what proves it.
//! [`prepare`] makes the parts of a transaction ready, [`stamped`] is a stored
//! resource as it goes out.
#![warn(missing_docs)]

mod bundle;
mod conditional;
mod document;
mod entry;
mod error;
mod export;
mod files;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod ids;
mod import;
pub mod limits;
mod parts;
mod prepare;
mod report;
mod round;
mod stamp;
mod subscription;
mod traces;
mod unit;
mod unpack;

pub use error::ExchangeError;
pub use export::{Exported, export};
pub use files::{Listed, files};
pub use import::{Import, Progress};
pub use parts::{Part, Parts, prepare};
pub use report::{Refused, Report};
pub use stamp::{stamp, stamped, write_stamped};
pub use traces::{TracesExported, export_traces};
