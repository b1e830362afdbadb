//! Shared by tests: an opened store in a temporary folder with a seeded
//! generator and a clock that stands still, small resources, and a store that
//! misbehaves on command and counts. Never shipped.
#![warn(missing_docs)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "test code: what fails here fails the test")]

mod authenticator;
mod cluster;
mod mail_server;
mod meddler;
mod names;
mod place;
pub mod postgres;
mod proxy;
mod resources;
pub mod s3;
mod world;

pub use authenticator::{Authenticator, Kind, Says};
pub use cluster::Cluster;
pub use mail_server::{MailServer, Received};
pub use meddler::{Calls, Look, Meddle, Meddler, Paused};
pub use names::unique;
pub use proxy::Proxy;
pub use resources::{
    batch, delete, draft, encounter, letter, observation, organization, patient, put,
};
pub use rusqlite;
pub use world::{Builder, World};
