//! What somebody proved when a session began.

use serde::{Deserialize, Serialize};

/// The factors that were proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Proved {
    /// The password.
    pub password: bool,
    /// A code of the authenticator app.
    pub totp: bool,
    /// A recovery code.
    pub recovery: bool,
    /// A passkey, whose authenticator verified its user: two factors in one.
    pub passkey: bool,
    /// Nothing but a click: a persona of a demonstration was entered.
    pub persona: bool,
}

impl Proved {
    /// The password alone.
    pub(crate) const PASSWORD: Self =
        Self { password: true, totp: false, recovery: false, passkey: false, persona: false };

    /// Whether two factors were proved.
    pub const fn is_two(self) -> bool {
        self.passkey || (self.password && (self.totp || self.recovery))
    }
}

/// Sessions from before factors were told began with a password.
pub(crate) const fn password() -> Proved {
    Proved::PASSWORD
}
