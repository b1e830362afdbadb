//! Pure decisions of the gate: facts in, an answer and its reason out. No I/O.
#![warn(missing_docs)]

pub mod facts;
