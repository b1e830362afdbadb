//! A health professional records that what was kept from the person was announced to them
//! at a consultation (CSP, R.1111-53): from then on they see it, with all that belongs to
//! it.

use hygie_base::Timestamp;
use hygie_policy::facts::{Entry, ForPerson, Interaction};

use super::{Act, ActError, visibility_of};
use crate::limits::{ANNOUNCED as MOST, ANNOUNCED_DAYS};
use crate::rights::{Mark, Rights};
use crate::{Asker, Refusal};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// How its trace begins.
pub const ANNOUNCED: &str = "announced to the person: ";

/// Records the announcement of an entry.
pub struct Announce {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
}

impl Act for Announce {
    fn interaction(&self) -> Interaction {
        Interaction::MakeVisible
    }

    fn interaction_on(&self, _by: &Asker, entry: &Entry) -> Interaction {
        visibility_of(entry)
    }

    fn may(&self, by: &Asker) -> Result<(), Refusal> {
        if by.role.is_health_professional() { Ok(()) } else { Err(Refusal::HealthAnnounces) }
    }

    fn fits(&self, awaited: Option<Timestamp>, now: Timestamp) -> Result<(), ActError> {
        match awaited {
            Some(since) if ForPerson::at(since, false, now).is_hidden() => Ok(()),
            _ => Err(ActError::NotWaiting),
        }
    }

    fn words(&self) -> String {
        format!("{ANNOUNCED}{}/{}", self.kind, self.id)
    }

    fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.kind, &self.id))
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let announced = &mut rights.announced;
        // What was announced stays so; who said it first is told.
        if announced.iter().any(|it| it.is_of(&self.kind, &self.id)) {
            return Ok(());
        }
        let over = |it: &Mark| it.since.0.saturating_add(ANNOUNCED_DAYS * MILLIS_PER_DAY) <= now.0;
        if announced.len() >= MOST {
            // They come in the order of time.
            match announced.first().is_some_and(over) {
                true => announced.remove(0),
                false => return Err(ActError::Announced),
            };
        }
        announced.push(Mark::new((&self.kind, &self.id), by, now));
        Ok(())
    }
}
