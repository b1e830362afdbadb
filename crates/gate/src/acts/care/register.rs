//! An organisation registers that it takes care of the person: an admission, an
//! appointment, a residence. All its health professionals are then the person's team.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::{end, put};
use crate::Asker;
use crate::rights::{Grounds, Link, Party, Rights};

/// The asker's organisation takes care of the person.
pub struct Register {
    /// Until just before then; `None`: until it is ended.
    pub end: Option<Timestamp>,
    /// Whether the person was informed that the team shares, and did not oppose
    /// (CSP, L.1110-4, R.1111-46).
    pub informed: bool,
}

impl Act for Register {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        let until = self.end.map(|end| format!(", until {end}")).unwrap_or_default();
        let informed = if self.informed { ", the person was informed" } else { "" };
        format!("registered the person with the organisation{until}{informed}")
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        if self.end.is_some_and(|end| end <= now) {
            return Err(ActError::Ended);
        }
        // Whom the person blocked or refused does not open their record again by their own
        // word; a colleague can, for the organisation.
        let refused = rights.refusals(by, now).any(|it| it.party.is_account());
        if refused || rights.blocks(by) {
            return Err(ActError::Refused);
        }
        if self.informed && rights.informed.is_none() {
            rights.informed = Some(now);
        }
        let (party, grounds) = (Party::organisation(by), Grounds::Registered);
        let link = Link { party, grounds, start: now, end: self.end, by: Party::account(by) };
        put(rights, link, now)
    }
}

/// The asker's organisation no longer takes care of the person.
pub struct Discharge;

impl Act for Discharge {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        "ended the care link of the organisation".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let party = Party::organisation(by);
        if end(rights, &party, Grounds::Registered, now) { Ok(()) } else { Err(ActError::Nothing) }
    }
}
