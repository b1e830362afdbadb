//! The FHIR API as a client meets it, in process: real accounts, gate, record
//! service and store, all middleware on.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code: what fails here fails the test"
)]

mod alike;
mod batches;
mod binaries;
mod capabilities;
mod conditions;
mod database;
mod doors;
mod examples;
mod help;
mod history;
mod hops;
mod hostile;
mod identities;
mod indexes;
mod limits;
mod model;
mod operations;
mod patches;
mod reads;
mod searches;
mod special;
mod subsets;
mod told;
mod transactions;
mod writes;
