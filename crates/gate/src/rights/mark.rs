//! A decision about one resource.

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use super::millis;

/// A resource that was masked, made secret or announced.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Since when.
    #[serde(with = "millis")]
    pub since: Timestamp,
}

impl Mark {
    /// Whether it is of this resource.
    pub fn is_of(&self, kind: &str, id: &str) -> bool {
        self.kind == kind && self.id == id
    }
}
