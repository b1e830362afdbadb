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
    /// A provider vouched for them, and whether with two factors.
    pub provider: Option<Vouching>,
}

/// With how many factors a provider vouched for somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vouching {
    /// With one: it counts as a password does.
    One,
    /// With two.
    Two,
}

impl Proved {
    /// The password alone.
    pub(crate) const PASSWORD: Self = Self {
        password: true,
        totp: false,
        recovery: false,
        passkey: false,
        persona: false,
        provider: None,
    };

    /// A provider's word alone.
    pub(crate) const fn vouched(vouching: Vouching) -> Self {
        Self { password: false, provider: Some(vouching), ..Self::PASSWORD }
    }

    /// Whether two factors were proved.
    pub const fn is_two(self) -> bool {
        if self.passkey {
            return true;
        }
        let second = self.totp || self.recovery;
        match self.provider {
            Some(Vouching::Two) => true,
            Some(Vouching::One) => second,
            None => self.password && second,
        }
    }
}

/// Sessions from before factors were told began with a password.
pub(crate) const fn password() -> Proved {
    Proved::PASSWORD
}
