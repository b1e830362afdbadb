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

/// On what occasion an organisation takes care of the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// The person was admitted, or will be.
    Admission,
    /// The person comes for an appointment.
    Appointment,
    /// The person lives there, or is followed there for long.
    Residence,
}

impl Occasion {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Admission, Self::Appointment, Self::Residence];

    /// Its name, as forms, commands and traces have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Admission => "admission",
            Self::Appointment => "appointment",
            Self::Residence => "residence",
        }
    }

    /// The occasion of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.name() == name)
    }
}

/// Who takes care of the person, or did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Who.
    pub party: Party,
    /// By what it is known.
    pub grounds: Grounds,
    /// On what occasion, for what an organisation registered and said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Occasion>,
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

    /// Whether this organisation registered it, for the whole of it or a ward.
    pub fn is_registered_by(&self, organisation: &str) -> bool {
        self.grounds == Grounds::Registered && self.party.is_within(organisation)
    }

    /// By what one link of a record is told from its others.
    pub fn key(&self) -> String {
        let occasion = self.occasion.map(Occasion::name).unwrap_or_default();
        format!("{}.{occasion}.{}", self.start.0, self.party.id())
    }

    /// Whether both are of one party, on the same grounds and occasion.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.party.is(&other.party)
            && self.grounds == other.grounds
            && self.occasion == other.occasion
    }

    /// Whether there is a time at which both run.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let before_the_end =
            |start: Timestamp, end: Option<Timestamp>| end.is_none_or(|end| start < end);
        before_the_end(self.start, other.end) && before_the_end(other.start, self.end)
    }
}
