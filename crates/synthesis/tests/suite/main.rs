//! How facts are read and what may be stated of them.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of a test: clippy spares only the test functions themselves"
)]

mod allergies;
mod banner;
mod details;
mod french;
mod laws;
mod limits;
mod medications;
mod problems;
mod record;
mod results;
mod samples;
mod standing;
mod timeline;
