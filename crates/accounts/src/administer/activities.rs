//! Giving an account another activity, and ending one.

use std::sync::Arc;

use hygie_record::Permit;

use super::Reach;
use crate::account::Account;
use crate::activity::Activity;
use crate::limits::ACTIVITIES;
use crate::notices::Event;
use crate::{AccountError, Accounts, NewActivity, Step, secret};

impl Accounts {
    /// Gives an account another activity, and tells its id.
    ///
    /// # Errors
    /// When there is no such account, it is one's own or revoked, the activity
    /// is refused, there already or one too many, or the store fails.
    pub async fn add_activity(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        new: NewActivity,
    ) -> Result<String, AccountError> {
        new.check()?;
        let id = secret::id(&*self.rng);
        let (given, now) = (id.clone(), self.now());
        let act = move |account: &mut Account| {
            // Else who is then given its password reads the record of its person.
            if account.is_persons() && !new.role.is_of_a_person() {
                return Err(AccountError::OfPerson);
            }
            if account.activities.iter().any(|one| one.is_same(&new)) {
                return Err(AccountError::SameActivity);
            }
            if account.activities.len() >= ACTIVITIES {
                return Err(AccountError::TooManyActivities);
            }
            account.activities.push(Activity::new(id.clone(), &new, now));
            Ok(format!("given activity {id} ({})", new.role.name()))
        };
        let reach =
            Reach { step: Step::Change, rights: true, told: Some(Event::ActivitiesChanged) };
        self.administer(permit, login, reach, Box::new(act)).await?;
        Ok(given)
    }

    /// Ends an activity of an account.
    ///
    /// # Errors
    /// When there is no such account or activity, the account is one's own, the
    /// last active administrator's or revoked, has no other activity, or the
    /// store fails.
    pub async fn end_activity(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        id: &str,
    ) -> Result<(), AccountError> {
        let id = id.to_owned();
        let act = move |account: &mut Account| {
            let at = account.activities.iter().position(|one| one.id == id);
            let at = at.ok_or(AccountError::NoSuchActivity)?;
            if account.activities.len() == 1 {
                return Err(AccountError::LastActivity);
            }
            let ended = account.activities.remove(at);
            Ok(format!("rid of activity {} ({})", ended.id, ended.role.name()))
        };
        let reach =
            Reach { step: Step::Change, rights: true, told: Some(Event::ActivitiesChanged) };
        self.administer(permit, login, reach, Box::new(act)).await
    }
}
