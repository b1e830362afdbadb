//! The person, or who acts fully for them, asks a carer (aidant) in.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::add;
use crate::Asker;
use crate::rights::{Capacity, Delegation, Party, Reach, Rights};

/// Entrusts a carer.
pub struct Entrust {
    /// A fresh id.
    pub id: String,
    /// Their name in words.
    pub name: String,
    /// How far it goes.
    pub reach: Reach,
    /// Until just before then; `None`: until it is ended.
    pub end: Option<Timestamp>,
}

impl Act for Entrust {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        format!("{} acts for the person as carer", self.name.trim())
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let delegation = Delegation {
            id: self.id.clone(),
            capacity: Capacity::Carer,
            name: self.name.trim().to_owned(),
            reach: self.reach,
            start: now,
            end: self.end,
            consented: true,
            by: Party::account(by),
        };
        add(rights, delegation, now)
    }
}
