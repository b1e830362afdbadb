//! A small French world, fictional, coherent and alive: people, the houses that
//! care for them, documents and portraits, made from a seed with dates that move
//! with today.
//!
//! Layer 0: pure. Seed and today come in, FHIR resources and files come out.
#![warn(missing_docs)]

pub mod calendar;
pub mod codes;
pub mod courses;
pub mod documents;
mod draw;
pub mod houses;
pub mod identity;
pub mod lines;
pub mod names;
pub mod people;
pub mod person;
pub mod portrait;
pub mod staff;
pub mod story;
pub mod towns;
pub mod world;

pub use draw::Draw;
pub use portrait::{Face, portrait};
