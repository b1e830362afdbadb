//! A small French world, fictional, coherent and alive: people, the houses that
//! care for them, documents and portraits, made from a seed with dates that move
//! with today.
//!
//! Layer 0: pure. Seed and today come in, FHIR resources and files come out.
#![warn(missing_docs)]

pub mod codes;
pub mod documents;
mod draw;
pub mod identity;
pub mod names;
pub mod towns;

pub use draw::Draw;
