//! Authorisation by possession: what needs a right takes the value that proves it.

use hygie_base::{RecordNo, Timestamp};
use hygie_trace::{Actor, Purpose};

use crate::{Lens, RightsMark};

/// What a permit reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// No record: for what concerns the actor's own account, and for refusals.
    Nothing,
    /// No record, and the accounts of others.
    Accounts,
    /// One record.
    Record(RecordNo),
    /// Nothing of one record but the way in of its person: to invite them.
    Desk(RecordNo),
    /// Every record and the registry, but no act on the house itself.
    Any,
    /// Every record, the registry and the house: keys, settings, erasure.
    Everything,
}

impl Scope {
    /// Whether this record is within it.
    pub(crate) fn reaches(self, record: RecordNo) -> bool {
        match self {
            Self::Nothing | Self::Accounts | Self::Desk(_) => false,
            Self::Any | Self::Everything => true,
            Self::Record(own) => own == record,
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
    /// How long it holds.
    pub bounds: Bounds,
}

/// How long a permit holds. It is held against both whenever something is released or
/// written with it, inside the commit of the trace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bounds {
    /// As long as the rights of the record are those that were weighed.
    pub rests: Option<RightsMark>,
    /// Until just before this time, when the first of what it rests on ends.
    pub until: Option<Timestamp>,
}

/// The right to act. Not `Clone`: it stays with whom the gate gave it to.
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

    /// Id of the account or token that acts.
    pub fn actor_id(&self) -> &str {
        &self.grant.actor.id
    }

    /// Name in words of who acts; empty for the operator.
    pub fn actor_name(&self) -> &str {
        &self.grant.actor.name
    }

    /// Name of the organisation for which they act; empty when none.
    pub fn actor_of(&self) -> &str {
        &self.grant.actor.of
    }

    /// Whether the person of this record may be invited with it.
    pub fn invites(&self, record: RecordNo) -> bool {
        match self.grant.scope {
            Scope::Desk(own) => own == record,
            Scope::Everything => true,
            Scope::Nothing | Scope::Accounts | Scope::Record(_) | Scope::Any => false,
        }
    }

    /// Whether it is one on the accounts of others.
    pub const fn governs_accounts(&self) -> bool {
        matches!(self.grant.scope, Scope::Accounts | Scope::Everything)
    }

    /// What it lets through.
    pub const fn lens(&self) -> &Lens {
        &self.grant.lens
    }

    pub(crate) const fn bounds(&self) -> &Bounds {
        &self.grant.bounds
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
    pub fn permit(&self, mut grant: Grant) -> Permit {
        if matches!(grant.scope, Scope::Record(_)) {
            grant.lens = grant.lens.of_one_person();
        }
        Permit { grant }
    }
}
