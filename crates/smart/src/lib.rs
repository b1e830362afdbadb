//! Apps and machines that ask for tokens: the authorisation server of SMART App
//! Launch 2 (<https://hl7.org/fhir/smart-app-launch/>).
//!
//! - clients: [`Smart::register`], [`Smart::clients`], [`Smart::end_client`]
//! - machines: [`Smart::machine_token`]
//! - tokens: [`Smart::bearer`]
//! - keeping: [`Smart::sweep`]
//!
//! Clients, tokens and marks are sealed cells of `record`; of a token only a
//! hash is kept, and that keyed. Each token given is traced in the commit that
//! gives it, and each one refused to a registered client too.
//!
//! # What a stranger learns
//! Whether a client id is registered: ids are random, and no secret.
#![warn(missing_docs)]

mod access;
mod address;
mod assertion;
mod cache;
mod client;
mod error;
mod fetch;
mod jwks;
mod jws;
mod keys;
pub mod limits;
mod machine;
mod origins;
mod register;
mod scope;
mod secret;
mod service;
mod stored;
mod sweep;

pub use access::Issued;
pub use address::Address;
pub use assertion::ASSERTION_TYPE;
pub use client::{Client, Keys, Kind, NewClient};
pub use error::{OAuthCode, Refused, SmartError};
pub use fetch::{Fetch, FetchError, Unreachable};
pub use jwks::KeySet;
pub use machine::Credentials;
pub use scope::{Asked, AskedError, Extra, Level};
pub use service::{Parts, Smart};
