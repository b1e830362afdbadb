//! Passkeys: registering, logging in by them, and keeping one's own.
//!
//! A passkey is a key pair of an authenticator, bound to this server's name. It is
//! two factors: something one has, and the finger, face or code by which the
//! authenticator knows its user, which is always demanded. Its private part never
//! leaves its owner's devices, so nothing that is kept here lets anybody in.
//!
//! Passkeys are part of the sealed account. Beside it one cell for each tells whose
//! it is, by the hash of its id: a log-in names nobody, and no id is taken twice.
//!
//! What becomes of challenges is told in `passkeys/challenge.rs`.

mod begin_registration;
mod challenge;
mod finish_registration;
mod kept;
mod list;
mod log_in;
mod options;
mod prove;
mod remove;
mod rename;
mod sweep;
pub mod webauthn;

pub(crate) use challenge::{ChallengeKey, Mark};
pub(crate) use kept::{Passkey, dropped};

pub use finish_registration::Registered;
pub use kept::PasskeySeen;
