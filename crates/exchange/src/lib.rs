//! FHIR in and out by files.
//!
//! [`Import`] takes bundles, single resources and NDJSON, plain or compressed;
//! [`export`] writes one record as a transaction that brings it back.
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
mod prepare;
mod report;
mod round;
mod unit;
mod unpack;

pub use error::ExchangeError;
pub use export::{Exported, export};
pub use files::{Listed, files};
pub use import::{Import, Progress};
pub use report::{Refused, Report};
