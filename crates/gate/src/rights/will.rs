//! What the person decides.

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;
use serde::{Deserialize, Serialize};

use super::{Party, millis};

/// The life of the shared part of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// Open, as it is until the person opposes it (CSP, R.1111-40).
    #[default]
    Open,
    /// The person opposed it.
    Opposed,
    /// Closed (CSP, L.1111-18).
    Closed,
}

/// Why the shared part was closed (value set 1.2.250.1.213.4.1.2.4 of the DMP).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// The person asked for it (`FERMETURE_DEMANDE_PATIENT`).
    Request,
    /// The person has another record. \[B\] Its code is not known here.
    Duplicate,
    /// The person died. \[B\] Its code is not known here.
    Death,
}

impl Closing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Request, Self::Duplicate, Self::Death];

    /// Its name, as forms and traces have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Duplicate => "duplicate",
            Self::Death => "death",
        }
    }

    /// The reason of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// Its code in the value set, where that is known.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Request => Some("FERMETURE_DEMANDE_PATIENT"),
            Self::Duplicate | Self::Death => None,
        }
    }
}

/// The shared part of a record.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// Its life.
    pub life: Life,
    /// Since when; `None`: as it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "millis::option")]
    pub since: Option<Timestamp>,
    /// Why it was closed; none while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Closing>,
    /// Who decided it: an account; none of what was decided before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Party>,
}

/// What the person consented to, or refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// To whom.
    pub party: Party,
    /// Whether they consented; else they refused.
    pub given: bool,
    /// From when on.
    #[serde(with = "millis")]
    pub start: Timestamp,
    /// Until just before then.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "millis::option")]
    pub end: Option<Timestamp>,
}

impl Consent {
    /// Whether it runs at a time.
    pub fn standing(&self, now: Timestamp) -> Standing {
        Standing::at(self.start, self.end, now)
    }
}

/// A professional whom the person blocked: they may still deposit, and see nothing of
/// what others keep.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// Id of their account.
    pub account: String,
    /// Their name in words.
    pub name: String,
    /// Since when.
    #[serde(with = "millis")]
    pub since: Timestamp,
}

/// What the person wants in emergencies: three choices, each apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Emergencies {
    /// Opposed to access in an emergency (OPPOSITION_BRIS_DE_GLACE).
    pub opposes_access: bool,
    /// Opposed to access by the regulation centre (OPPOSITION_ACCES_URGENCE).
    pub opposes_regulation: bool,
    /// What is masked may be seen in an emergency.
    pub shows_masked: bool,
}

/// The médecin traitant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treating {
    /// Id of their account.
    pub account: String,
    /// Their name in words.
    pub name: String,
    /// Since when.
    #[serde(with = "millis")]
    pub since: Timestamp,
}
