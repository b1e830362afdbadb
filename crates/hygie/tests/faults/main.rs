//! Faults: what may fail, die, fill up or be tampered with, held against the
//! real program. Nothing acknowledged is lost, nothing is half there, nothing
//! is released without its trace, and nothing wrong is ever handed out.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a fault of the test is told at once"
)]

mod chance;
mod clock;
mod cuts;
mod flips;
mod folder;
mod full;
mod input;
mod kill;
mod owner;
mod points;
mod program;
mod strace;
mod sync;
mod tamper;
mod torn;
mod verdict;
