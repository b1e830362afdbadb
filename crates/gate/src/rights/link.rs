//! Care links: who takes care of the person, from when to when, by what proof.

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;
use serde::{Deserialize, Serialize};

use super::{Party, millis};

/// By what a link is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grounds {
    /// The organisation registered the person: admission, appointment, residence.
    Registered,
    /// The professional attested that the person consents (TD0.3 of the DMP).
    Attested,
}

/// Who takes care of the person, or did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Who.
    pub party: Party,
    /// By what it is known.
    pub grounds: Grounds,
    /// From when on.
    #[serde(with = "millis")]
    pub start: Timestamp,
    /// Until just before then; `None`: until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "millis::option")]
    pub end: Option<Timestamp>,
    /// Who said so.
    pub by: Party,
}

impl Link {
    /// Whether it runs at a time.
    pub fn standing(&self, now: Timestamp) -> Standing {
        Standing::at(self.start, self.end, now)
    }
}
