//! The rules as those who ask them meet them.
#![expect(clippy::unwrap_used, reason = "test code: what fails here fails the test")]

mod base;
mod care;
mod emergency;
mod grid;
mod lens;
mod matrix;
mod own;
mod person;
mod properties;
mod retention;
mod secrets;
