//! A part of an organisation whose people take care together.

use serde::{Deserialize, Serialize};

/// A ward, a residence or a practice of an organisation. Who is assigned to it is the team
/// of those who are registered there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ward {
    /// Its id: that of a Location, or random.
    pub id: String,
    /// Its name in words.
    pub name: String,
}
