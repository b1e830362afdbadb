//! Whose traces the privacy officer looks for, by name or login.

use hygie_fhir::search::normalise;
use hygie_gate::{Asker, TracesSeen};
use hygie_record::TracesWanted;

use crate::limits::{SOUGHT_ACTORS, SOUGHT_CHARS};
use crate::{AccountError, Accounts};

impl Accounts {
    /// The newest traces of who works here and has this login, or all of these words in
    /// their name; of everybody where nothing was typed. `None` when nobody is called so, or
    /// more than [`SOUGHT_ACTORS`] are.
    ///
    /// # Errors
    /// As for [`Gate::seek_traces`](hygie_gate::Gate::seek_traces).
    pub async fn seek_traces(
        &self,
        asker: &Asker,
        actor: &str,
        wanted: TracesWanted<'_>,
    ) -> Result<Option<TracesSeen>, AccountError> {
        self.gate.seeks_traces(asker).await?;
        if actor.chars().count() > SOUGHT_CHARS {
            return Err(AccountError::SoughtTooLong);
        }
        let typed = normalise(actor);
        if typed.is_empty() {
            return Ok(Some(self.gate.seek_traces(asker, &wanted).await?));
        }
        let mut ids = Vec::new();
        for (account, _) in self.every_account().await? {
            let name = normalise(&account.name);
            let named = typed.split(' ').all(|word| name.split(' ').any(|it| it == word));
            // Who persons are is not the officer's to find.
            let works = account.activities.iter().any(|one| one.role.is_professional());
            if works && (named || account.login == actor.trim()) {
                ids.push(account.id);
            }
        }
        if ids.is_empty() || ids.len() > SOUGHT_ACTORS {
            return Ok(None);
        }
        let wanted = TracesWanted { actors: Some(&ids), ..wanted };
        Ok(Some(self.gate.seek_traces(asker, &wanted).await?))
    }
}
