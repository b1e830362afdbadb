//! The person chooses their médecin traitant, or no longer has one.

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::block::named;
use super::{Act, ActError};
use crate::Asker;
use crate::rights::{Rights, Treating};

/// Chooses one.
pub struct Choose {
    /// Id of the account.
    pub account: String,
    /// The name in words.
    pub name: String,
}

impl Act for Choose {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        format!("chose {} as médecin traitant", self.name)
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, now: Timestamp) -> Result<(), ActError> {
        named(&self.account, &self.name)?;
        if rights.treating.as_ref().is_some_and(|it| it.account == self.account) {
            return Ok(());
        }
        let Self { account, name } = self;
        let chosen = Treating { account: account.clone(), name: name.clone(), since: now };
        rights.treating = Some(chosen);
        Ok(())
    }
}

/// Has none any more.
pub struct Dismiss;

impl Act for Dismiss {
    fn interaction(&self) -> Interaction {
        Interaction::Share
    }

    fn words(&self) -> String {
        "has no médecin traitant any more".to_owned()
    }

    fn apply(&self, rights: &mut Rights, _by: &Asker, _now: Timestamp) -> Result<(), ActError> {
        rights.treating.take().map(|_| ()).ok_or(ActError::Nothing)
    }
}
