//! Emergencies (CSP, L.1111-17 I): who broke the glass, why, until when, and what the
//! privacy officer found.

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;
use serde::{Deserialize, Serialize};

use super::millis;
use crate::{Asker, Role};

/// The emergencies of a record that are kept, the oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glasses {
    /// How many there ever were, so that no number is given twice.
    pub count: u32,
    /// Those that are kept: all that wait for their review, and the latest reviewed.
    pub kept: Vec<Glass>,
}

/// One emergency. Who broke the glass stated that the person could not express their
/// will, and that there was an immediate risk to their health.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glass {
    /// Counts from 1 in each record.
    pub number: u32,
    /// Id of the account that broke it.
    pub account: String,
    /// The name in words.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Id of the organisation for which they acted.
    pub organisation: String,
    /// Its name in words.
    pub organisation_name: String,
    /// From when on.
    #[serde(with = "millis")]
    pub start: Timestamp,
    /// Until just before then: its time limit, or when who broke it ended it.
    #[serde(with = "millis")]
    pub end: Timestamp,
    /// Why, in the words of who broke it.
    pub reason: String,
    /// What the privacy officer found; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// What the privacy officer found of an emergency.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Id of the officer's account.
    pub account: String,
    /// Their name in words.
    pub name: String,
    /// When.
    #[serde(with = "millis")]
    pub at: Timestamp,
    /// What was found.
    pub found: Found,
    /// In their words.
    pub words: String,
}

/// What a review finds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// It was an emergency.
    Justified,
    /// It was none.
    NotJustified,
}

impl Found {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Justified, Self::NotJustified];

    /// Its name, as forms and traces have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::NotJustified => "not-justified",
        }
    }

    /// The finding of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.name() == name)
    }
}

impl Glass {
    /// Whether it runs at a time.
    pub fn standing(&self, now: Timestamp) -> Standing {
        Standing::at(self.start, Some(self.end), now)
    }

    /// Whether the asker broke it, and acts as they did then: an account acts for several
    /// organisations, and in several roles.
    pub fn is_of(&self, asker: &Asker) -> bool {
        self.account == asker.id
            && self.organisation == asker.organisation
            && self.role == asker.role
    }
}

impl Glasses {
    /// Whether there never was any.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The one that the asker broke and that runs.
    pub fn running(&self, asker: &Asker, now: Timestamp) -> Option<&Glass> {
        let runs = |it: &&Glass| it.is_of(asker) && it.standing(now) == Standing::Running;
        self.kept.iter().find(runs)
    }

    /// The one of this number.
    pub fn numbered(&self, number: u32) -> Option<&Glass> {
        self.kept.iter().find(|it| it.number == number)
    }
}
