//! The first half of registering a passkey: what the browser is asked.

use std::sync::Arc;

use super::challenge::For;
use super::options;
use super::webauthn::Party;
use crate::limits::PASSKEYS;
use crate::{AccountError, Accounts, Session, Stage};

/// Registering is for who must have a factor, and for who wants a passkey.
pub(super) const fn may_register(stage: Stage) -> bool {
    matches!(stage, Stage::Enrol { .. } | Stage::Open)
}

impl Accounts {
    /// What the browser is asked to make a passkey: JSON of WebAuthn 5.4, with bytes
    /// in base64url. Who is not led to it by the log-in has to be fresh.
    ///
    /// # Errors
    /// [`AccountError::Stale`]; [`AccountError::TooManyPasskeys`]; when the session has
    /// ended or is at another stage, or the store fails.
    pub async fn begin_registration(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
    ) -> Result<String, AccountError> {
        let (this, session, party) = (Arc::clone(self), session.clone(), party.clone());
        Self::to_the_end(async move {
            let (account, _) = this.owner_at(&session, may_register).await?;
            if account.factors.passkeys.len() >= PASSKEYS {
                return Err(AccountError::TooManyPasskeys);
            }
            // Who is led to it by the log-in has just shown who they are.
            if session.stage == Stage::Open {
                this.demand_fresh(&session)?;
            }
            let challenge = this.fresh_challenge(For::Register(&session)).await?;
            Ok(options::creation(&party, &account, &challenge))
        })
        .await
    }
}
