//! The endpoints, through the whole HTTP stack.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests: clippy spares only the test functions themselves"
)]

mod apps;
mod backend;
mod categories;
mod clients;
mod cors;
mod decided;
mod discovery;
mod exports;
mod flow;
mod help;
mod hostile;
mod keeping;
mod outside;
mod published;
mod refresh;
mod traced;
mod users;
