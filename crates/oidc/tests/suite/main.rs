//! Log-ins through the public interface: at a provider that does whatever a test
//! wants, and at one that others wrote.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod agent;
mod clients;
mod configured;
mod connection;
mod hostile;
mod real;
mod renewed;
mod tokens;
mod user_info;
mod way;
mod world;
