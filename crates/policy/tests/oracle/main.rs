//! The law written a second time, apart from the rules of the crate: straight
//! functions, each with the article, the row or the sentence that it implements. A
//! grid of situations holds both against each other.
//!
//! Sources: Code de la santé publique, PDT-INF-526 v1.8 (functional matrix), arrêté of
//! 26/10/2023 (documents), and the design's two regimes. Numbers such as 1.4 are
//! sections of the collected facts that the project keeps.
#![expect(clippy::indexing_slicing, reason = "test code: what fails here fails the test")]

mod agreement;
mod asked;
mod documents;
mod examples;
mod grid;
mod impossible;
mod law;
mod matrix;
mod persons;
mod regimes;
mod shared;
mod silent;
mod visibility;
