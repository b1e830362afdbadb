//! On which wards somebody works in one of their activities.

use std::collections::BTreeSet;
use std::sync::Arc;

use hygie_record::Permit;

use super::{Reach, governs};
use crate::account::Account;
use crate::activity::Activity;
use crate::limits::ASSIGNED;
use crate::notices::Event;
use crate::{AccountError, Accounts, Login, Step};

impl Accounts {
    /// Assigns somebody to these wards in one of their activities (`None`: in the only
    /// one), in place of those before; to none where there are none. They read of the
    /// persons who are registered there from their next log-in on: it takes rights or
    /// gives others, so that their sessions end.
    ///
    /// # Errors
    /// When there is no such account or activity, it is one's own or works for no
    /// organisation, a ward is none of that organisation or newly chosen and closed, there
    /// are more than [`ASSIGNED`], or the store fails.
    pub async fn assign(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        activity: Option<&str>,
        wards: &[String],
    ) -> Result<(), AccountError> {
        governs(&permit)?;
        let chosen: BTreeSet<String> = wards.iter().cloned().collect();
        if chosen.len() > ASSIGNED {
            return Err(AccountError::TooManyAssigned);
        }
        let found = self.read_account(Login::parse(login)?.as_str()).await?;
        let (account, _) = found.ok_or(AccountError::NoSuchAccount)?;
        let alone = account.activities.len() == 1;
        let meant = |known: &str| activity.map_or(alone, |id| id == known);
        let found = account.activities.iter().find(|one| meant(&one.id));
        let found = found.ok_or(AccountError::NoSuchActivity)?;
        let known = self.wards(&found.organisation).await?;
        let stays = |id: &String| found.wards.contains(id);
        let is_one =
            |id: &String| known.iter().any(|one| one.ward.id == *id && (stays(id) || !one.closed));
        if !chosen.iter().all(is_one) {
            return Err(AccountError::NoSuchWard);
        }
        let (id, organisation) = (found.id.clone(), found.organisation.clone());
        let act = move |account: &mut Account| {
            let is = |one: &&mut Activity| one.id == id && one.organisation == organisation;
            let one = account.activities.iter_mut().find(is).ok_or(AccountError::NoSuchActivity)?;
            one.wards = chosen.iter().cloned().collect();
            let wards = one.wards.join(", ");
            let on = if wards.is_empty() { "no ward" } else { &wards };
            Ok(format!("assigned to {on} in activity {id}"))
        };
        // Who has never been here has seen nothing else, and is told nothing.
        let told = account.last.map(|_| Event::ActivitiesChanged);
        let reach = Reach { step: Step::Change, rights: true, told };
        self.administer(permit, login, reach, Box::new(act)).await
    }
}
