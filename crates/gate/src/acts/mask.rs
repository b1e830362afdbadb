//! The person masks an entry to professionals (MASQUE_PS; CSP, R.1111-49): its author
//! and the médecin traitant still see it. What belongs to it is masked with it.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::{Act, ActError};
use crate::Asker;
use crate::limits::MASKED;
use crate::rights::{Mark, Rights};

/// Masks an entry.
pub struct Mask {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
}

impl Act for Mask {
    fn interaction(&self) -> Interaction {
        Interaction::Mask
    }

    fn words(&self) -> String {
        format!("{}/{} masked", self.kind, self.id)
    }

    fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.kind, &self.id))
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        if rights.masked.iter().any(|it| it.is_of(&self.kind, &self.id)) {
            return Ok(());
        }
        if rights.masked.len() >= MASKED {
            return Err(ActError::Masked);
        }
        rights.masked.push(Mark::new((&self.kind, &self.id), by, now));
        Ok(())
    }
}

/// Shows a masked entry again.
pub struct Unmask {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
}

impl Act for Unmask {
    fn interaction(&self) -> Interaction {
        Interaction::Unmask
    }

    fn words(&self) -> String {
        format!("{}/{} shown again", self.kind, self.id)
    }

    fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.kind, &self.id))
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, _now: Timestamp) -> Result<(), ActError> {
        let before = rights.masked.len();
        rights.masked.retain(|it| !it.is_of(&self.kind, &self.id));
        if rights.masked.len() < before { Ok(()) } else { Err(ActError::Nothing) }
    }
}
