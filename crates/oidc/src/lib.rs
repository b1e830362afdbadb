//! Log-in by OpenID Connect: Hygie as a relying party (OpenID Connect Core 1.0,
//! code flow with PKCE).
//!
//! A [`Provider`] is made from configuration ([`Options`]); one of three
//! [`Profile`]s says what is asked for and how the claims are read: any provider,
//! Pro Santé Connect for professionals, FranceConnect for persons.
//!
//! 1. [`Provider::begin`] gives the address to send the browser to, and a
//!    [`Pending`] that the caller keeps on the server, under a name that only this
//!    browser's cookie knows, and takes out once.
//! 2. The browser comes back with a query; [`Back::parse`] reads it.
//! 3. [`Provider::finish`] uses the pending log-in up and gives an [`Identity`].
//! 4. [`Provider::log_out`] says how to end the session at the provider, where it
//!    offers that.
//!
//! # What is checked
//! State, nonce and PKCE (S256); the issuer of the answer (RFC 9207) when the
//! provider says that it names it, or names it all the same; of the ID token the
//! signature by a key of the provider, with a pinned algorithm, and `iss`, `aud`,
//! `azp`, `exp`, `nbf`, `iat`, `nonce`, `acr`, `sub` and `at_hash`; of the user info
//! that `sub` is the same, and where it is signed, the signature, `iss`, `aud`, `exp` and
//! `nbf`.
//!
//! # Who somebody is
//! Issuer and subject, and nothing else: an account is bound to the two
//! ([`Identity::issuer`], [`Identity::subject`]), never to a name or an e-mail
//! address.
//!
//! # What leaves the server
//! Requests to the hosts that the operator named, over TLS, without following any
//! redirection. No error quotes what the provider sent, but for the name of an
//! OAuth error.
#![warn(missing_docs)]

mod algorithm;
mod back;
mod begin;
mod claims;
mod client_key;
mod discovery;
mod error;
mod exchange;
mod files;
mod finish;
mod hosts;
mod http;
mod id_token;
mod identity;
mod jws;
mod keys;
pub mod limits;
mod log_out;
mod options;
mod pending;
mod profession;
mod profile;
mod provider;
mod times;
mod two_factors;
mod user_info;

pub use algorithm::Algorithm;
pub use back::{Back, BackFault};
pub use begin::Begun;
pub use claims::{
    Activity, BirthDate, Claims, ClaimsFault, Described, Gender, Organisation, Person,
    Professional, Reason, Refused, read_claims,
};
pub use error::{Call, CallFault, OidcError, TokenFault};
pub use hosts::is_own_address;
pub use identity::{Identity, LogOutHint};
pub use log_out::LogOut;
pub use options::{Authentication, Options, Wrong};
pub use pending::{Pending, PendingFault};
pub use profession::Profession;
pub use profile::Profile;
pub use provider::Provider;
pub use two_factors::TwoFactors;
