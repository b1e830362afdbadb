//! A fact in its place in the record.

use std::fmt;

use hygie_base::Timestamp;

use crate::fact::Fact;

/// A fact with its source: which version of which resource, written when, by
/// whom, kept by whom.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// Its resource's type.
    pub resource_type: &'a str,
    /// Its resource's id.
    pub id: &'a str,
    /// Which version.
    pub version: u32,
    /// When it was written into the record.
    pub written: Timestamp,
    /// Who wrote it into the record.
    pub author: &'a str,
    /// Whose it is to keep.
    pub custodian: &'a str,
}

impl Seen<'_> {
    /// Whether this is the resource that a reference `Type/id` names.
    pub fn is(&self, reference: &str) -> bool {
        reference.split_once('/') == Some((self.resource_type, self.id))
    }
}

/// Says which resource, nothing of what it holds.
impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.resource_type, self.id)
    }
}

/// One resource is one source, whoever holds it.
impl PartialEq for Seen<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.resource_type, self.id) == (other.resource_type, other.id)
    }
}

impl Eq for Seen<'_> {}
