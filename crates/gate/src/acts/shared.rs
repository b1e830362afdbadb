//! The person opposes the shared part of their record, or opens it again (CSP, R.1111-40).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::{Act, ActError};
use crate::Asker;
use crate::rights::{Life, Rights, Shared};

/// Opposes it.
pub struct Oppose;

impl Act for Oppose {
    fn interaction(&self) -> Interaction {
        Interaction::Close
    }

    fn words(&self) -> String {
        "opposed the shared record".to_owned()
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        live(rights, Life::Opposed, now);
        Ok(())
    }
}

/// Opens it, or opens it again.
pub struct Open;

impl Act for Open {
    fn interaction(&self) -> Interaction {
        Interaction::Reopen
    }

    fn words(&self) -> String {
        "opened the shared record".to_owned()
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        live(rights, Life::Open, now);
        Ok(())
    }
}

fn live(rights: &mut Rights, life: Life, now: Timestamp) {
    if rights.shared.life != life {
        rights.shared = Shared { life, since: Some(now) };
    }
}
