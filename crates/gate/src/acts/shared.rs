//! The life of the shared part: the person opposes it, opens it or closes it (CSP, R.1111-40,
//! L.1111-18; TD1.4 of the DMP). At their request the desk that takes care of them closes it,
//! and opens it again with their consent (EX_1.2-1030).

use hygie_base::Timestamp;
use hygie_policy::facts::{Interaction, Standing};

use super::{Act, ActError};
use crate::rights::{Closing, Life, Party, Rights, Shared};
use crate::{Asker, Role};

/// The person opposes it.
pub struct Oppose;

impl Act for Oppose {
    fn interaction(&self) -> Interaction {
        Interaction::Close
    }

    fn words(&self) -> String {
        "opposed the shared record".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        // It would hide when it was closed, from when on it is kept for so long.
        if rights.shared.life == Life::Closed {
            return Err(ActError::Closed);
        }
        live(rights, Life::Opposed, None, by, now);
        Ok(())
    }
}

/// The person opens it, or opens it again: that is their consent.
pub struct Open;

impl Act for Open {
    fn interaction(&self) -> Interaction {
        Interaction::Reopen
    }

    fn words(&self) -> String {
        "opened the shared record".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        live(rights, Life::Open, None, by, now);
        Ok(())
    }
}

/// The person closes it.
pub struct Close {
    /// Why.
    pub reason: Closing,
}

impl Act for Close {
    fn interaction(&self) -> Interaction {
        Interaction::Close
    }

    fn words(&self) -> String {
        format!("closed the shared record: {}", self.reason.name())
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        if self.reason == Closing::Death && by.role == Role::Person {
            return Err(ActError::NotTheirs);
        }
        close(rights, self.reason, by, now)
    }
}

/// The desk closes it, at the request of the person, or because they died.
pub struct CloseAtDesk {
    /// Why.
    pub reason: Closing,
}

impl Act for CloseAtDesk {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        format!("closed the shared record for the person: {}", self.reason.name())
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        of_the_desk(rights, by, now)?;
        close(rights, self.reason, by, now)
    }
}

/// The desk opens it again, with the consent that the person gives there.
pub struct OpenAtDesk {
    /// Whether the person consents.
    pub consented: bool,
}

impl Act for OpenAtDesk {
    fn interaction(&self) -> Interaction {
        Interaction::OwnReadAdministrative
    }

    fn words(&self) -> String {
        "opened the shared record for the person, who consents".to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        of_the_desk(rights, by, now)?;
        if !self.consented {
            return Err(ActError::Unconsented);
        }
        if rights.shared.life == Life::Open {
            return Err(ActError::Nothing);
        }
        live(rights, Life::Open, None, by, now);
        Ok(())
    }
}

/// Who receives the person at an organisation that is registered as taking care of them,
/// and whom the person neither refused nor blocked.
fn of_the_desk(rights: &Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
    let refused = rights.refusals(by, now).next().is_some();
    if refused || rights.blocks(by) {
        return Err(ActError::Refused);
    }
    let registered = rights.links.iter().any(|link| {
        link.is_registered_by(&by.organisation) && link.standing(now) == Standing::Running
    });
    if registered { Ok(()) } else { Err(ActError::Unregistered) }
}

fn close(rights: &mut Rights, reason: Closing, by: &Asker, now: Timestamp) -> Result<(), ActError> {
    if rights.shared.life == Life::Closed {
        return Err(ActError::Closed);
    }
    live(rights, Life::Closed, Some(reason), by, now);
    Ok(())
}

fn live(rights: &mut Rights, life: Life, reason: Option<Closing>, by: &Asker, now: Timestamp) {
    if rights.shared.life != life {
        let by = Some(Party::account(by));
        rights.shared = Shared { life, since: Some(now), reason, by };
    }
}
