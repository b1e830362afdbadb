//! An alert and its facts.

use hygie_base::{RecordNo, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Basis, Colleague, Nearness};

/// Something that the privacy officer should look into.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Alert {
    /// The day in Paris, by its number since 1970-01-01.
    pub day: i64,
    /// When it began that day.
    #[serde(with = "millis")]
    pub at: Timestamp,
    /// Who did it.
    pub who: Who,
    /// The record; none for what concerns many.
    #[serde(with = "number", default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordNo>,
    /// Why it is told; never empty, the heaviest first.
    pub facts: Vec<Fact>,
    /// What the facts weigh together.
    pub weight: u32,
}

/// Who did something, as they were then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Who {
    /// Id of the account.
    pub id: String,
    /// Name in words.
    pub name: String,
    /// Role.
    pub role: String,
    /// Id of the organisation.
    pub organisation: String,
    /// Its name in words.
    pub of: String,
}

/// A fact of an alert.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// They came by no care link of their ward or their own.
    Care(Basis),
    /// They came back without any care link, on so many days of the last thirty.
    Returned {
        /// Days, this one included.
        days: u32,
    },
    /// Both bear this family name.
    SameFamily {
        /// As the person's record has it.
        family: String,
        /// Persons here who bear it.
        bearers: u32,
        /// Whether they share a given name as well.
        given: bool,
    },
    /// The person bears the names of a colleague.
    Colleague {
        /// How near they work.
        how: Colleague,
        /// Persons here who bear them.
        namesakes: u32,
    },
    /// The person lives near somebody who bears the actor's names, and may be the actor.
    Neighbour {
        /// How near.
        how: Nearness,
        /// Persons here who live there; 0 where they were not counted.
        persons: u32,
    },
    /// They came at night and were not on duty.
    Night {
        /// When.
        #[serde(with = "millis")]
        at: Timestamp,
    },
    /// The record is marked as a well-known person's.
    WellKnown,
    /// They opened many records without any care link.
    Browsed {
        /// Records that day.
        records: u32,
        /// Their own on a usual day, in tenths.
        usual: Option<u32>,
        /// Those of others in the same role, in tenths.
        peers: Option<u32>,
    },
    /// They opened far more records than usual.
    Volume {
        /// Records that day.
        records: u32,
        /// Their own on a usual day, in tenths.
        usual: Option<u32>,
        /// Those of others in the same role, in tenths.
        peers: Option<u32>,
    },
}

mod millis {
    use hygie_base::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(at.0)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        i64::deserialize(from).map(Timestamp)
    }
}

mod number {
    use hygie_base::RecordNo;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(
        it: &Option<RecordNo>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        it.map(RecordNo::get).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<RecordNo>, D::Error> {
        let number = Option::<u64>::deserialize(from)?;
        let of = |number| RecordNo::from_u64(number).ok_or_else(|| D::Error::custom("no record"));
        number.map(of).transpose()
    }
}
