//! Names of those who wrote something: accounts and machines, by the id that
//! stands beside what they wrote.
//!
//! Cells are found by login, not by id, so all are listed once and kept until
//! somebody gets another name. What was looked for in vain is remembered too,
//! until somebody is made. Where other nodes make and rename people too, what
//! was listed is listed anew after a while.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hygie_base::Timestamp;
use hygie_record::Table;

use crate::account::Account;
use crate::limits::{CACHED, NAMES_MILLIS};
use crate::{AccountError, Accounts, bearer, stored};

#[derive(Default)]
pub(crate) struct Names(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Of accounts and machines, by id.
    actors: HashMap<String, String>,
    /// Of organisations, by id.
    organisations: HashMap<String, String>,
    /// Ids that were looked for in vain.
    unknown: HashSet<String>,
    /// When they were listed.
    at: Timestamp,
}

impl Names {
    /// Somebody got another name.
    pub(crate) fn changed(&self) {
        *self.lock() = Known::default();
    }

    /// Somebody was made: who was looked for in vain may be there now.
    pub(crate) fn grew(&self) {
        self.lock().unknown.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Accounts {
    /// The name of the account or machine with this id. A machine's is lost
    /// once its expired token is cleared up.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn name_of(&self, id: &str) -> Result<Option<String>, AccountError> {
        self.named(id, |known| &known.actors).await
    }

    /// The name of the organisation with this id, as far as an account or a
    /// machine that acts for it tells.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisation_name_of(&self, id: &str) -> Result<Option<String>, AccountError> {
        self.named(id, |known| &known.organisations).await
    }

    async fn named(
        &self,
        id: &str,
        of: fn(&Known) -> &HashMap<String, String>,
    ) -> Result<Option<String>, AccountError> {
        let now = self.now();
        {
            let mut known = self.names.lock();
            if self.records.is_shared() && now.0.saturating_sub(known.at.0) >= NAMES_MILLIS {
                *known = Known { at: now, ..Known::default() };
            }
            if let Some(name) = of(&known).get(id) {
                return Ok(Some(name.clone()));
            }
            if known.unknown.contains(id) {
                return Ok(None);
            }
        }
        let fresh = self.list_names().await?;
        let mut known = self.names.lock();
        known.actors.extend(fresh.actors);
        known.organisations.extend(fresh.organisations);
        let found = of(&known).get(id).cloned();
        if found.is_none() {
            if known.unknown.len() >= CACHED {
                known.unknown.clear();
            }
            known.unknown.insert(id.to_owned());
        }
        Ok(found)
    }

    async fn list_names(&self) -> Result<Known, AccountError> {
        let mut known = Known::default();
        for cell in self.records.cells(Table::Account).await? {
            let account: Account = stored::from_bytes(&cell.value, "account")?;
            for one in &account.activities {
                known.organisation(&one.organisation, &one.organisation_name);
            }
            known.actors.insert(account.id, account.name);
        }
        for cell in self.records.cells(Table::Token).await? {
            let token: bearer::Stored = stored::from_bytes(&cell.value, "bearer token")?;
            known.organisation(&token.organisation, &token.organisation_name);
            known.actors.insert(token.id, token.system);
        }
        Ok(known)
    }
}

impl Known {
    fn organisation(&mut self, id: &str, name: &str) {
        if !id.is_empty() && !name.is_empty() {
            self.organisations.insert(id.to_owned(), name.to_owned());
        }
    }
}
