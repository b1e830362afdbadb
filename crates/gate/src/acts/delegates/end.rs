//! What somebody does for the person ends: by the person, by themselves, or at the desk.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::{end, lasting};
use crate::Asker;
use crate::rights::{Capacity, Rights};

/// The person, or who acts fully for them, ends what they entrusted to a carer. What is
/// by law ends at the desk.
pub struct Withdraw {
    /// The delegation.
    pub id: String,
}

/// Who acts for the person no longer does.
pub struct Resign;

/// The desk learnt that a measure or parental authority ended.
pub struct Relieve {
    /// The delegation.
    pub id: String,
}

impl Act for Withdraw {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        "ended what a carer does for the person".to_owned()
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let delegation = lasting(rights, &self.id, now)?;
        if delegation.capacity != Capacity::Carer {
            return Err(ActError::ByLaw);
        }
        end(delegation, now);
        Ok(())
    }
}

impl Act for Resign {
    fn interaction(&self) -> Interaction {
        Interaction::ReadAdministrative
    }

    fn words(&self) -> String {
        "no longer acts for the person".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let id = by.delegation.as_deref().ok_or(ActError::Nothing)?;
        end(lasting(rights, id, now)?, now);
        Ok(())
    }
}

impl Act for Relieve {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        "ended what somebody does for the person by law".to_owned()
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let delegation = lasting(rights, &self.id, now)?;
        if delegation.capacity == Capacity::Carer {
            return Err(ActError::NotByLaw);
        }
        end(delegation, now);
        Ok(())
    }
}
