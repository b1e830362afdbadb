//! The store contract on PostgreSQL: one writing task per node that gathers
//! commits into groups, and a pool of readers. No state is kept beyond
//! connections, so several nodes may share one database.
#![warn(missing_docs)]

mod apply;
mod bulk;
mod check;
mod connect;
mod digest;
mod error;
mod group;
mod lease;
pub mod limits;
mod options;
mod pack;
mod pool;
mod queue;
mod read;
mod schema;
mod server;
mod state;
mod store;
#[cfg(test)]
mod twins;
mod write;
mod writer;

pub use options::Options;
pub use server::{Replication, Server};
pub use store::PostgresStore;
