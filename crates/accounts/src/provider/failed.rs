//! Log-ins that came to nothing at a provider.

use hygie_record::CellChanges;
use hygie_trace::{Action, Outcome};

use super::Away;
use crate::service::{UNKNOWN, nobody};
use crate::strays::Stray;
use crate::{AccountError, Accounts, Session};

impl Accounts {
    /// Traces that a log-in with a provider was refused, or that linking one was, in
    /// this session, and uses up what was begun. `what` says why in words of ours, and
    /// nothing that the provider said of anybody.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn provider_failed(
        &self,
        (away, session): (&Away, Option<&Session>),
        issuer: &str,
        what: &str,
    ) -> Result<(), AccountError> {
        if !self.strays.is_within(Stray::Provider, self.now()) {
            return Ok(());
        }
        let stranger = nobody(UNKNOWN, "log-in");
        let asker = session.map_or(&stranger, Session::actor);
        let what = format!("log-in with {issuer} failed: {what}");
        let trace = Some((Action::LogIn, what.clone(), Outcome::Refused));
        let permit = self.gate.itself(asker);
        let changes = CellChanges { changes: away.used()?, trace };
        if !self.records.change_cells(&permit, changes).await? {
            // It was used meanwhile.
            self.refused(asker, Action::LogIn, what).await?;
        }
        Ok(())
    }
}
