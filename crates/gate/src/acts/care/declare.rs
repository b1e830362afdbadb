//! A professional declares that they take care of the person, who consents (TD0.3 of the
//! DMP; CSP, R.1111-46).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::{MILLIS_PER_DAY, end, put};
use crate::Asker;
use crate::acts::consent::consent;
use crate::limits::DECLARED_DAYS;
use crate::rights::{Consent, Grounds, Link, Party, Rights};

/// The professional attests that the person was informed and consents.
pub struct Declare {
    /// Until just before then, [`DECLARED_DAYS`] days from now at most.
    pub end: Timestamp,
}

impl Act for Declare {
    fn interaction(&self) -> Interaction {
        Interaction::DeclareAuthorised
    }

    fn words(&self) -> String {
        format!("attested that the person consents, until {}", self.end)
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        if self.end <= now {
            return Err(ActError::Ended);
        }
        if self.end.0 - now.0 > DECLARED_DAYS * MILLIS_PER_DAY {
            return Err(ActError::TooLong);
        }
        if rights.refusals(by, now).next().is_some() {
            return Err(ActError::Refused);
        }
        let party = Party::account(by);
        let end = Some(self.end);
        consent(rights, Consent { party: party.clone(), given: true, start: now, end })?;
        let grounds = Grounds::Attested;
        let by = party.clone();
        put(rights, Link { party, grounds, occasion: None, start: now, end, by }, now)
    }
}

/// The professional ends what they declared.
pub struct Leave;

impl Act for Leave {
    fn interaction(&self) -> Interaction {
        Interaction::RemoveAuthorisation
    }

    fn words(&self) -> String {
        "ended their own care link".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let party = Party::account(by);
        let is_own = |it: &Link| it.grounds == Grounds::Attested && it.party.is(&party);
        end(rights, is_own, now)
    }
}
