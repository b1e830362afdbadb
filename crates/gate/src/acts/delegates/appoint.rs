//! Somebody acts for the person by law: the desk saw the family record book or the
//! judgment (Code civil, 371-1, 425 ff.).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::add;
use crate::Asker;
use crate::rights::{Capacity, Delegation, Party, Reach, Rights};

/// Appoints who acts by law.
pub struct Appoint {
    /// A fresh id.
    pub id: String,
    /// By what; never [`Capacity::Carer`].
    pub capacity: Capacity,
    /// Their name in words.
    pub name: String,
    /// How far it goes.
    pub reach: Reach,
    /// From when on; `None`: now.
    pub start: Option<Timestamp>,
    /// Until just before then; `None`: until it is ended.
    pub end: Option<Timestamp>,
    /// When the person comes of age, which ends parental authority; `None` when that is
    /// not known.
    pub majority: Option<Timestamp>,
}

impl Act for Appoint {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        format!("{} acts for the person as {}", self.name.trim(), self.capacity.name())
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let start = self.start.unwrap_or(now);
        if start < now {
            return Err(ActError::Past);
        }
        let end = match self.capacity {
            Capacity::Carer => return Err(ActError::NotByLaw),
            Capacity::Parent => Some(self.end_of_authority(now)?),
            _ => self.end,
        };
        let delegation = Delegation {
            id: self.id.clone(),
            capacity: self.capacity,
            name: self.name.trim().to_owned(),
            reach: self.reach,
            start,
            end,
            // What needs the person's consent waits for it.
            consented: false,
            by: Party::account(by),
        };
        add(rights, delegation, now)
    }
}

impl Appoint {
    /// Parental authority ends when the person comes of age, if not before.
    fn end_of_authority(&self, now: Timestamp) -> Result<Timestamp, ActError> {
        let majority = self.majority.ok_or(ActError::AgeUnknown)?;
        if majority <= now {
            return Err(ActError::OfAge);
        }
        Ok(self.end.map_or(majority, |end| end.min(majority)))
    }
}
