//! Apps and machines that ask for tokens: the authorisation server of SMART App
//! Launch 2 (<https://hl7.org/fhir/smart-app-launch/>).
//!
//! - clients: [`Smart::register`], [`Smart::clients`], [`Smart::show_client`],
//!   [`Smart::change_client`], [`Smart::suspend_client`], [`Smart::end_client`]
//! - machines: [`Smart::machine_token`]
//! - apps: [`Smart::authorization`], [`Smart::allow`], [`Smart::app_tokens`],
//!   [`Smart::refreshed`]; from a record: [`Smart::launch`]
//! - what a person allowed: [`Smart::apps`], [`Smart::end_app`]
//! - tokens: [`Smart::bearer`], [`Smart::introspect`], [`Smart::revoke`]
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
mod app;
mod apps;
mod assertion;
mod authorize;
#[cfg(test)]
mod chance;
mod client;
mod code;
mod consents;
mod error;
mod fetch;
mod flaw;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod grant;
mod id_token;
mod jwks;
mod jws;
mod keys;
mod launch;
pub mod limits;
mod machine;
mod origins;
mod refresh;
mod register;
mod revoke;
mod scope;
mod service;
mod sweep;
mod usage;

use hygie_accounts::kept::{cache, secret, stored};

pub use access::Issued;
pub use address::Address;
pub use apps::AppSeen;
pub use assertion::ASSERTION_TYPE;
pub use authorize::{Authorization, AuthorizationRequest, NotHeard};
pub use client::{Client, Keys, Kind, NewClient};
pub use error::{OAuthCode, Refused, SmartError};
pub use fetch::{Fetch, FetchError, Unreachable};
pub use flaw::{ClientField, Flaw, Flaws};
pub use grant::Patient;
pub use jwks::KeySet;
pub use machine::Credentials;
pub use register::Usage;
pub use revoke::Told;
pub use scope::{Asked, AskedError, BY_NAME, Extra, Level};
pub use service::{Parts, Smart};
