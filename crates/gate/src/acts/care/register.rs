//! An organisation registers that it takes care of the person: an admission, an
//! appointment, a residence. All its health professionals are then the person's team, or
//! those of one of its wards.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::super::{Act, ActError};
use super::{MILLIS_PER_DAY, end, put};
use crate::limits::{BOOKED_DAYS, NAME_LETTERS};
use crate::rights::{Grounds, Link, Occasion, Party, Rights};
use crate::{Asker, Ward};

/// The asker's organisation takes care of the person.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Register {
    /// On which of its wards; `None`: in the whole of it. That it is one is the caller's to
    /// look.
    pub ward: Option<Ward>,
    /// On what occasion.
    pub occasion: Option<Occasion>,
    /// From when on, [`BOOKED_DAYS`] days from now at most; `None`: from now on.
    pub start: Option<Timestamp>,
    /// Until just before then; `None`: until it is ended.
    pub end: Option<Timestamp>,
    /// Whether the person was informed that the team shares, and did not oppose
    /// (CSP, L.1110-4, R.1111-46).
    pub informed: bool,
}

impl Register {
    /// From when to when, and of what.
    fn checked(&self, now: Timestamp) -> Result<(Timestamp, Option<Timestamp>), ActError> {
        let start = self.start.unwrap_or(now);
        if start < now {
            return Err(ActError::Past);
        }
        if start.0 - now.0 > BOOKED_DAYS * MILLIS_PER_DAY {
            return Err(ActError::TooFar);
        }
        if self.end.is_some_and(|end| end <= start) {
            return Err(ActError::Ended);
        }
        // Else everybody would be cared for by all where they once came.
        if self.occasion == Some(Occasion::Appointment) && self.end.is_none() {
            return Err(ActError::Endless);
        }
        let names = self.ward.iter().flat_map(|ward| [&ward.id, &ward.name]);
        for name in names {
            if !(1..=NAME_LETTERS).contains(&name.chars().count()) {
                return Err(ActError::Name);
            }
        }
        Ok((start, self.end))
    }
}

impl Act for Register {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        let whole = "registered the person with the organisation".to_owned();
        let mut said = match &self.ward {
            None => whole,
            Some(ward) => format!("registered the person with ward {}", ward.id),
        };
        if let Some(occasion) = self.occasion {
            said.push_str(&format!(", {}", occasion.name()));
        }
        if let Some(start) = self.start {
            said.push_str(&format!(", from {start}"));
        }
        if let Some(end) = self.end {
            said.push_str(&format!(", until {end}"));
        }
        if self.informed {
            said.push_str(", the person was informed");
        }
        said
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let (start, end) = self.checked(now)?;
        // Whom the person blocked or refused does not open their record again by their own
        // word; a colleague can, for the organisation.
        let refused = rights.refusals(by, now).any(|it| it.party.is_account());
        if refused || rights.blocks(by) {
            return Err(ActError::Refused);
        }
        if self.informed && rights.informed.is_none() {
            rights.informed = Some(now);
        }
        let whole = || Party::organisation(by);
        let party = self.ward.as_ref().map_or_else(whole, |ward| Party::ward(by, ward));
        let (grounds, occasion) = (Grounds::Registered, self.occasion);
        put(rights, Link { party, grounds, occasion, start, end, by: Party::account(by) }, now)
    }
}

/// The asker's organisation no longer takes care of the person.
pub struct Discharge {
    /// Which of its links is ended, by its [`Link::key`]; `None`: all of them.
    pub link: Option<String>,
}

impl Discharge {
    /// Ends all of them.
    pub const EVERY: Self = Self { link: None };
}

impl Act for Discharge {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        match self.link {
            None => "ended the care links of the organisation".to_owned(),
            Some(_) => "ended a care link of the organisation".to_owned(),
        }
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let is_meant = |it: &Link| {
            it.is_registered_by(&by.organisation)
                && self.link.as_ref().is_none_or(|key| it.key() == *key)
        };
        end(rights, is_meant, now)
    }
}
