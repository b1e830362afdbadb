//! FHIR R4 (4.0.1): JSON that keeps decimals and order, definitions packed from
//! the official package, structural validation, search parameters and the
//! table that says which record a resource belongs to.
//!
//! Layer 0: pure, no I/O.
#![warn(missing_docs)]

pub mod assign;
pub mod bundle;
pub mod date;
pub mod definitions;
pub mod ins;
pub mod json;
pub mod limits;
pub mod patch;
pub mod reference;
pub mod search;
pub mod subset;
pub mod validate;
