//! The person blocks a professional, who may still deposit (CSP, L.1111-19).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::{Act, ActError};
use crate::Asker;
use crate::limits::{BLOCKED, NAME_LETTERS};
use crate::rights::{Blocked, Rights};

/// Blocks a professional.
pub struct Block {
    /// Id of their account.
    pub account: String,
    /// Their name in words.
    pub name: String,
}

impl Act for Block {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        format!("blocked {}", self.name)
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        named(&self.account, &self.name)?;
        if rights.blocked.iter().any(|it| it.account == self.account) {
            return Ok(());
        }
        if rights.blocked.len() >= BLOCKED {
            return Err(ActError::Blocked);
        }
        let Self { account, name } = self;
        let blocked = Blocked { account: account.clone(), name: name.clone(), since: now };
        rights.blocked.push(blocked);
        Ok(())
    }
}

/// Lifts a block.
pub struct Unblock {
    /// Id of the account.
    pub account: String,
}

impl Act for Unblock {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        "lifted a block".to_owned()
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, _now: Timestamp) -> Result<(), ActError> {
        let before = rights.blocked.len();
        rights.blocked.retain(|it| it.account != self.account);
        if rights.blocked.len() < before { Ok(()) } else { Err(ActError::Nothing) }
    }
}

/// Somebody is named by an id and in words.
pub(super) fn named(id: &str, name: &str) -> Result<(), ActError> {
    let fits = |text: &str| (1..=NAME_LETTERS).contains(&text.chars().count());
    if fits(id) && fits(name) { Ok(()) } else { Err(ActError::Name) }
}
