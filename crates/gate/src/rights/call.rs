//! Calls to the regulation centre (centre 15; CSP, L.1111-17 I): who opened the record for
//! one, why, and until when.

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;
use serde::{Deserialize, Serialize};

use super::millis;
use crate::{Asker, Role};

/// One call. The log-in of who opened the record said that they regulate medical calls.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Id of the account that opened the record.
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
    /// Until just before then: its time limit, or when who opened it ended it.
    #[serde(with = "millis")]
    pub end: Timestamp,
    /// The number of the call, or why, in their words.
    pub reason: String,
}

impl Call {
    /// Whether it runs at a time.
    pub fn standing(&self, now: Timestamp) -> Standing {
        Standing::at(self.start, Some(self.end), now)
    }

    /// Whether the asker opened the record for it, and acts as they did then.
    pub fn is_of(&self, asker: &Asker) -> bool {
        self.account == asker.id
            && self.organisation == asker.organisation
            && self.role == asker.role
    }
}
