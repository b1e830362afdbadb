//! Log-ins that came to nothing at a provider.

use hygie_trace::Action;

use crate::service::{UNKNOWN, nobody};
use crate::strays::Stray;
use crate::{AccountError, Accounts, Session};

impl Accounts {
    /// Traces that a log-in with a provider was refused, or that linking one was, in
    /// this session. `what` says why in words of ours, and nothing that the provider
    /// said of anybody.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn provider_failed(
        &self,
        session: Option<&Session>,
        issuer: &str,
        what: &str,
    ) -> Result<(), AccountError> {
        let stranger = nobody(UNKNOWN, "log-in");
        let asker = session.map_or(&stranger, Session::actor);
        let what = format!("log-in with {issuer} failed: {what}");
        self.refused_astray(Stray::Provider, asker, Action::LogIn, what).await
    }
}
