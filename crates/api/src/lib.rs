//! FHIR R4 by HTTP (<https://hl7.org/fhir/R4/http.html>), in JSON, for other
//! systems: who asks shows a bearer token, the gate makes a permit of it, the
//! record service does the rest and traces it.
//!
//! One handler a file. `interaction` is the table of what is done; the router
//! and the CapabilityStatement are both made from it.
#![warn(missing_docs)]

mod address;
mod answer;
mod audit;
mod batch;
mod binary;
mod bundle;
mod call;
mod capabilities;
mod compartment;
mod conditions;
mod create;
mod criteria;
mod cursor;
mod delete;
mod entry;
mod etag;
mod fault;
mod format;
mod history;
mod interaction;
mod json;
mod kept;
pub mod limits;
mod name;
mod openapi;
mod operations;
mod own_url;
mod parameters;
mod patch;
mod perform;
mod prefer;
mod pretty;
mod read;
mod resource_body;
mod router;
mod search;
mod shaping;
mod state;
mod transaction;
mod update;
mod vread;
mod whole;
mod write;

pub use router::router;
