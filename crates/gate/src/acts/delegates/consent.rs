//! The person consents that a measure opens their record, or takes that back: curatelle,
//! sauvegarde and a measure over property leave it to them (CASF, L.311-3 ff.).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::lasting;
use crate::Asker;
use crate::rights::{Capacity, Rights};

/// The person consents.
pub struct Allow {
    /// The delegation.
    pub id: String,
}

/// The person takes it back.
pub struct Disallow {
    /// The delegation.
    pub id: String,
}

impl Act for Allow {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        "consented that a measure of protection opens the record".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        set(rights, &self.id, true, by, now)
    }
}

impl Act for Disallow {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        "no longer consents that a measure of protection opens the record".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        set(rights, &self.id, false, by, now)
    }
}

fn set(
    rights: &mut Rights,
    id: &str,
    to: bool,
    by: &Asker,
    now: Timestamp,
) -> Result<(), ActError> {
    let delegation = lasting(rights, id, now)?;
    let carer = delegation.capacity == Capacity::Carer;
    // Who holds it does not consent in the place of the person.
    if carer || !delegation.capacity.needs_consent() || by.delegation.is_some() {
        return Err(ActError::ByLaw);
    }
    delegation.consented = to;
    Ok(())
}
