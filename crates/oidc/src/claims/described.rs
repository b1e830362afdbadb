//! Anybody, at any provider.

use super::ClaimsFault;
use super::reader::Reader;

/// A name to show, which is no proof of anything.
#[derive(Clone, PartialEq, Eq)]
pub struct Described {
    /// How the provider calls them (`name`, else `preferred_username`).
    pub name: Option<String>,
}

impl Described {
    pub(super) fn read(claims: Reader<'_>) -> Result<Self, ClaimsFault> {
        let name = match claims.text("name")? {
            Some(name) => Some(name),
            None => claims.text("preferred_username")?,
        };
        Ok(Self { name: name.map(str::to_owned) })
    }
}
