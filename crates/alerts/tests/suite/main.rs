//! What is judged, through the public interface: weights and limits case by case, and a
//! month of a thousand users with planted cases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "test code"
)]

mod judged;
mod month;
