//! What the person consents to, or refuses (CSP, R.1111-46).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::block::named;
use super::{Act, ActError};
use crate::Asker;
use crate::limits::CONSENTS;
use crate::rights::{Consent, Party, Rights};

/// The person consents.
pub struct Agree {
    /// To whom.
    pub party: Party,
    /// Until just before then; `None`: until it is taken back.
    pub end: Option<Timestamp>,
}

impl Act for Agree {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        format!("consented to {}", self.party.name())
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        if self.end.is_some_and(|end| end <= now) {
            return Err(ActError::Ended);
        }
        let (party, end) = (self.party.clone(), self.end);
        consent(rights, Consent { party, given: true, start: now, end })
    }
}

/// The person refuses.
pub struct Refuse {
    /// Whom.
    pub party: Party,
}

impl Act for Refuse {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        format!("refused {}", self.party.name())
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let party = self.party.clone();
        consent(rights, Consent { party, given: false, start: now, end: None })
    }
}

/// The person takes back what they said of somebody.
pub struct Forget {
    /// Of whom.
    pub party: Party,
}

impl Act for Forget {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        format!("took back what was said of {}", self.party.name())
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, _now: Timestamp) -> Result<(), ActError> {
        let before = rights.consents.len();
        rights.consents.retain(|it| !it.party.is(&self.party));
        if rights.consents.len() < before { Ok(()) } else { Err(ActError::Nothing) }
    }
}

/// Puts a consent in the place of what was said of the same party.
pub(super) fn consent(rights: &mut Rights, consent: Consent) -> Result<(), ActError> {
    named(consent.party.id(), consent.party.name())?;
    let other = |it: &&Consent| !it.party.is(&consent.party);
    if rights.consents.iter().filter(other).count() >= CONSENTS {
        return Err(ActError::Consents);
    }
    rights.consents.retain(|it| !it.party.is(&consent.party));
    rights.consents.push(consent);
    Ok(())
}
