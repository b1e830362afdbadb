//! Authorisation by possession: what needs a right takes the value that proves it.

use hygie_base::RecordNo;
use hygie_trace::{Actor, Purpose};

/// What a permit reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// One record.
    Record(RecordNo),
    /// Every record and the registry; for the system's own work.
    Everything,
}

impl Scope {
    /// Whether this record is within it.
    pub(crate) fn reaches(self, record: RecordNo) -> bool {
        match self {
            Self::Everything => true,
            Self::Record(own) => own == record,
        }
    }
}

/// What a permit lets through, applied entry by entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lens {
    /// The custodians whose entries pass; `None` lets all pass.
    custodians: Option<Vec<String>>,
}

impl Lens {
    /// Everything passes.
    pub const fn everything() -> Self {
        Self { custodians: None }
    }

    /// Only entries that these organisations keep pass.
    pub const fn custodians(ids: Vec<String>) -> Self {
        Self { custodians: Some(ids) }
    }

    /// Whether an entry kept by `custodian` passes.
    pub fn passes(&self, custodian: &str) -> bool {
        self.custodians.as_ref().is_none_or(|ids| ids.iter().any(|id| id == custodian))
    }

    /// The lens in words, for the trace.
    pub(crate) fn words(&self) -> String {
        match &self.custodians {
            None => "everything".to_owned(),
            Some(ids) => format!("kept by {}", ids.join(", ")),
        }
    }
}

/// What the gate decided; the mint turns it into a permit.
#[derive(Debug)]
pub struct Grant {
    /// Who.
    pub actor: Actor,
    /// Why.
    pub purpose: Purpose,
    /// From where: a door or an interface.
    pub from: String,
    /// Which records.
    pub scope: Scope,
    /// What of them.
    pub lens: Lens,
}

/// The right to act. Not `Clone`: a permit is for one use by one holder.
#[derive(Debug)]
pub struct Permit {
    grant: Grant,
}

impl Permit {
    pub(crate) const fn actor(&self) -> &Actor {
        &self.grant.actor
    }

    pub(crate) const fn purpose(&self) -> Purpose {
        self.grant.purpose
    }

    pub(crate) fn from(&self) -> &str {
        &self.grant.from
    }

    pub(crate) const fn lens(&self) -> &Lens {
        &self.grant.lens
    }

    pub(crate) const fn scope(&self) -> Scope {
        self.grant.scope
    }

    /// Whether the permit reaches this record.
    pub(crate) fn reaches(&self, record: RecordNo) -> bool {
        self.grant.scope.reaches(record)
    }
}

/// Makes permits. There is one per opened store; the gate holds it.
#[derive(Debug)]
pub struct Mint {
    _private: (),
}

impl Mint {
    pub(crate) const fn new() -> Self {
        Self { _private: () }
    }

    /// Turns a decision into a permit.
    pub const fn permit(&self, grant: Grant) -> Permit {
        Permit { grant }
    }
}

#[cfg(test)]
mod tests {
    use super::Lens;

    #[test]
    fn a_lens_lets_through_what_it_names() {
        assert!(Lens::everything().passes("a"));
        let lens = Lens::custodians(vec!["a".into()]);
        assert!(lens.passes("a"));
        assert!(!lens.passes("b"));
    }
}
