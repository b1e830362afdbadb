//! A decision about one resource.

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use super::millis;
use crate::Asker;

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
    /// Which professional did it; `None`: the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
}

/// A professional who marked a resource.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct By {
    /// Id of their account.
    pub account: String,
    /// Their name in words, as it was then.
    pub name: String,
}

impl Mark {
    /// Of a resource, by who asks.
    pub(crate) fn new((kind, id): (&str, &str), by: &Asker, since: Timestamp) -> Self {
        let works = by.role.is_of_an_organisation();
        let by = works.then(|| By { account: by.id.clone(), name: by.name.clone() });
        Self { kind: kind.to_owned(), id: id.to_owned(), since, by }
    }

    /// Whether it is of this resource.
    pub fn is_of(&self, kind: &str, id: &str) -> bool {
        self.kind == kind && self.id == id
    }
}
