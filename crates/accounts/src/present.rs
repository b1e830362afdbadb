//! Whether somebody still is who they were: for what acts for them when they
//! are not there.

use hygie_base::RecordNo;
use hygie_gate::{Asker, Role};

use crate::{AccountError, Accounts, Stage, State};

/// Somebody, as they were when they said that something may act for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Was<'a> {
    /// The login of the account, as it is kept.
    pub login: &'a str,
    /// Id of the account, which a later account of the same login has not.
    pub id: &'a str,
    /// [`crate::Session::generation`]: what ends all sessions of the account ends
    /// what was said in them.
    pub generation: u64,
    /// The role.
    pub role: Role,
    /// Id of the organisation.
    pub organisation: &'a str,
    /// Their own record.
    pub person: Option<RecordNo>,
}

impl Accounts {
    /// Who that is today; `None` when the account is gone or not active, ended
    /// all its sessions since, or has no activity any more in that role, for that
    /// organisation, on that record.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn still(&self, was: Was<'_>) -> Result<Option<Asker>, AccountError> {
        let Some(account) = self.account(was.login).await? else { return Ok(None) };
        let same = account.id == was.id && account.generation == was.generation;
        if !same || account.state(self.second_factor) != State::Active {
            return Ok(None);
        }
        let mut askers = account.activities.iter().map(|one| account.asker(Some(&one.id)));
        Ok(askers.find(|asker| {
            asker.role == was.role
                && asker.organisation == was.organisation
                && asker.person == was.person
        }))
    }

    /// Who that is in the registry today, as a reference: `Practitioner/ID` or
    /// `PractitionerRole/ID`; `None` when nobody said so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn resource_of(&self, was: Was<'_>) -> Result<Option<String>, AccountError> {
        let found = self.account(was.login).await?.filter(|account| account.id == was.id);
        let Some(account) = found else { return Ok(None) };
        let mut all = account.activities.iter();
        let same = all.find(|one| {
            one.role == was.role
                && one.organisation == was.organisation
                && one.person.and_then(RecordNo::from_u64) == was.person
        });
        Ok(same.and_then(|one| one.resource.clone()))
    }

    /// Whether a session of this account lives and is open, so not locked either. `session` is its id, not its cookie.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session_lives(
        &self,
        login: &str,
        account: &str,
        session: &str,
    ) -> Result<bool, AccountError> {
        let found = self.account(login).await?.filter(|found| found.id == account);
        let Some(found) = found else { return Ok(false) };
        for name in &found.sessions {
            let Some(live) = self.live(name).await? else { continue };
            if live.stored.id == session {
                let open = self.stage(&live, &found) == Stage::Open;
                return Ok(open && live.is_alive(&found, self.now()));
            }
        }
        Ok(false)
    }
}
