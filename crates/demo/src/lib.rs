//! A small French world, fictional, coherent and alive: people, the houses that
//! care for them, documents and portraits, made from a seed with dates that move
//! with today.
//!
//! Layer 0: pure. Seed and today come in, FHIR resources and files come out.
#![warn(missing_docs)]

mod draw;

pub use draw::Draw;
