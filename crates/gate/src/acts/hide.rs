//! A minor, or a health professional at their request, hides an entry from who acts for
//! them by law (CSP, L.1111-5, R.1111-50). What belongs to it is hidden with it.

use hygie_base::Timestamp;
use hygie_policy::facts::{Entry, Interaction};

use super::{Act, ActError, visibility_of};
use crate::limits::SECRETS;
use crate::rights::{Mark, Rights};
use crate::{Asker, Refusal, Role};

/// How the trace of either begins. It names no entry: who reads the traces may be shown
/// the record by who acts for the person.
pub const TOLD_SECRET: &str = "changed what is hidden from the legal representatives";

/// Hides an entry.
pub struct Hide {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// When the person comes of age; `None` when that is not known.
    pub majority: Option<Timestamp>,
}

/// Shows a hidden entry again.
pub struct Unhide {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: String,
}

impl Act for Hide {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn interaction_on(&self, by: &Asker, entry: &Entry) -> Interaction {
        asked(by, entry)
    }

    fn may(&self, by: &Asker) -> Result<(), Refusal> {
        may(by)
    }

    fn words(&self) -> String {
        TOLD_SECRET.to_owned()
    }

    fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.kind, &self.id))
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        if !rights.is_represented(self.majority, now) {
            return Err(ActError::Unrepresented);
        }
        let (kind, id) = (self.kind.as_str(), self.id.as_str());
        let count = rights.secret.len();
        match rights.secret.iter_mut().find(|it| it.is_of(kind, id)) {
            // What the person hides themselves nobody else shows again.
            Some(mark) if by.role == Role::Person => mark.by = None,
            Some(_) => {}
            None if count >= SECRETS => return Err(ActError::Secrets),
            None => rights.secret.push(Mark::new((kind, id), by, now)),
        }
        Ok(())
    }
}

impl Act for Unhide {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn interaction_on(&self, by: &Asker, entry: &Entry) -> Interaction {
        asked(by, entry)
    }

    fn may(&self, by: &Asker) -> Result<(), Refusal> {
        may(by)
    }

    fn words(&self) -> String {
        TOLD_SECRET.to_owned()
    }

    fn entry(&self) -> Option<(&str, &str)> {
        Some((&self.kind, &self.id))
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, _now: Timestamp) -> Result<(), ActError> {
        let is = |it: &Mark| it.is_of(&self.kind, &self.id);
        let at = rights.secret.iter().position(is).ok_or(ActError::Nothing)?;
        let theirs = rights.secret.get(at).is_some_and(|it| it.by.is_none());
        if theirs && by.role != Role::Person {
            return Err(ActError::Theirs);
        }
        rights.secret.remove(at);
        Ok(())
    }
}

/// The person decides who sees; a professional changes for whom an entry is visible.
fn asked(by: &Asker, entry: &Entry) -> Interaction {
    if by.role == Role::Person { Interaction::Share } else { visibility_of(entry) }
}

/// Never who acts for the person: they would hide it from each other.
fn may(by: &Asker) -> Result<(), Refusal> {
    let may = by.role == Role::Person || by.role.is_health_professional();
    if may { Ok(()) } else { Err(Refusal::MinorsHide) }
}
