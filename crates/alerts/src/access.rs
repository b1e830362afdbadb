//! What an alert is computed from: one access, with what is known of both sides.

use std::sync::Arc;

use hygie_base::{RecordNo, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Address, Names};

/// Somebody's coming to one record on one day.
#[derive(Clone, Debug)]
pub struct Access {
    /// The record.
    pub record: RecordNo,
    /// Who came.
    pub actor: Arc<Actor>,
    /// Whose record it is.
    pub person: Arc<Person>,
    /// When they first came that day.
    pub at: Timestamp,
    /// When they first came at night that day.
    pub night: Option<Timestamp>,
    /// By what they came.
    pub basis: Basis,
    /// Whether they wrote: who cares leaves something behind.
    pub wrote: bool,
    /// Whether another account of their organisation bears the person's names, and how near.
    pub colleague: Option<Colleague>,
    /// How many persons share what both share.
    pub counts: Counts,
}

/// Who came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Id of the account.
    pub id: String,
    /// Their name in words, as the trace has it.
    pub name: String,
    /// Their role.
    pub role: String,
    /// Id of their organisation.
    pub organisation: String,
    /// Its name in words.
    pub of: String,
    /// Their names, apart.
    pub names: Names,
    /// Where those live who bear their names, when they are no more than
    /// [`crate::limits::MAY_BE_ACTOR`]: they may be one of them.
    pub homes: Vec<Address>,
}

/// Whose record it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Person {
    /// Their names.
    pub names: Names,
    /// Where they live.
    pub homes: Vec<Address>,
    /// Whether the record is marked as a well-known person's.
    pub well_known: bool,
}

/// How near somebody works.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colleague {
    /// On a ward of theirs.
    OfWard,
    /// For the same organisation.
    OfHouse,
}

/// By what somebody came to a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Their own ward, or they themselves, had a care link.
    Team,
    /// Their organisation had one, on another ward.
    OtherWard,
    /// They declared that they take care of the person.
    Declared,
    /// A care link had ended so many days before.
    Ended(u32),
    /// None.
    None,
    /// An emergency, without one.
    Emergency,
    /// A call to the regulation centre.
    Regulation,
    /// Their own record, or for who they act.
    Own,
    /// A machine, or the house itself.
    House,
}

impl Basis {
    /// Whether it is nobody's work with a record of somebody else: never an alert.
    pub const fn is_exempt(self) -> bool {
        matches!(self, Self::Own | Self::House)
    }
}

/// How many persons who are known share what both share, themselves included; no more than
/// [`crate::limits::COUNTED`] is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Bear the family name that both bear.
    pub bearers: u32,
    /// Bear the person's family and given name.
    pub namesakes: u32,
    /// Live where both live: there, in that street or in that town; 0 where they were not
    /// counted.
    pub neighbours: u32,
}
