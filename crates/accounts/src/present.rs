//! Whether somebody still is who they were: for what acts for them when they
//! are not there.

use hygie_base::RecordNo;
use hygie_gate::{Asker, Role};

use crate::{AccountError, Accounts, State};

/// Somebody, as they were when they said that something may act for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Was<'a> {
    /// The login of the account, as it is kept.
    pub login: &'a str,
    /// Id of the account, which a later account of the same login has not.
    pub id: &'a str,
    /// The role.
    pub role: Role,
    /// Id of the organisation.
    pub organisation: &'a str,
    /// Their own record.
    pub person: Option<RecordNo>,
}

impl Accounts {
    /// Who that is today; `None` when the account is gone or not active, or has no
    /// activity any more in that role, for that organisation, on that record.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn still(&self, was: Was<'_>) -> Result<Option<Asker>, AccountError> {
        let Some(account) = self.account(was.login).await? else { return Ok(None) };
        if account.id != was.id || account.state(self.second_factor) != State::Active {
            return Ok(None);
        }
        let mut askers = account.activities.iter().map(|one| account.asker(Some(&one.id)));
        Ok(askers.find(|asker| {
            asker.role == was.role
                && asker.organisation == was.organisation
                && asker.person == was.person
        }))
    }

    /// Whether a session of this account lives. `session` is its id, not its cookie.
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
                return Ok(live.is_alive(&found, self.now()));
            }
        }
        Ok(false)
    }
}
