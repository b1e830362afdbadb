//! What WebAuthn level 3 asks of who relies on passkeys: the checks of a
//! registration (7.1) and of an assertion (7.2), as pure functions. No clock, no
//! chance, no store: challenges are compared, not kept.
//!
//! Of a registration no attestation is taken: any maker's passkey will do, and a
//! statement that nobody looks at would only tell which device somebody has.

mod answer;
mod assertion;
mod authenticator_data;
mod cbor;
mod client_data;
mod cose;
mod fault;
mod party;
mod registration;

pub use assertion::{Asserted, Assertion, Known};
pub(crate) use cose::ALGORITHMS;
pub use fault::PasskeyFault;
pub use party::{NoParty, Party};
pub use registration::{Created, Registration};
