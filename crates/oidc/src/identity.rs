//! Who logged in.

use hygie_base::{SecretString, Timestamp};

use crate::Claims;

/// Somebody, as a provider vouches for them. An account is bound to `issuer` and
/// `subject` together, and to nothing else of it.
#[derive(Clone)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Who they are there: never reassigned, compared byte by byte.
    pub subject: String,
    /// The strength of the log-in at the provider, as it says.
    pub acr: Option<String>,
    /// The methods of the log-in at the provider, as it says (RFC 8176).
    pub amr: Vec<String>,
    /// When they logged in at the provider, if it says so.
    pub auth_time: Option<Timestamp>,
    /// What the profile reads.
    pub claims: Claims,
    /// What ends the session at the provider; to be kept sealed with ours.
    pub log_out: LogOutHint,
}

/// The ID token, which tells the provider whose session to end.
#[derive(Clone)]
pub struct LogOutHint(pub(crate) SecretString);

impl LogOutHint {
    /// From what was kept.
    pub fn new(text: SecretString) -> Self {
        Self(text)
    }

    /// To be kept sealed: it is about a person.
    pub const fn secret(&self) -> &SecretString {
        &self.0
    }
}

/// Says nothing about the person: values end up in logs.
impl std::fmt::Debug for Identity {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Identity({})", self.issuer)
    }
}

impl std::fmt::Debug for LogOutHint {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("LogOutHint")
    }
}
