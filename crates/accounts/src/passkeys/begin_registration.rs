//! The first half of registering a passkey: what the browser is asked.

use std::sync::Arc;

use super::Confirm;
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
    /// in base64url. Who is not led to it by the log-in shows again who they are.
    ///
    /// # Errors
    /// [`AccountError::Refused`] for what does not confirm it, [`AccountError::Throttled`]
    /// after too many; [`AccountError::TooManyPasskeys`]; when the session has ended or
    /// is at another stage, or the store fails.
    pub async fn begin_registration(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
        confirm: Confirm,
    ) -> Result<String, AccountError> {
        let (this, session, party) = (Arc::clone(self), session.clone(), party.clone());
        Self::to_the_end(async move {
            let (account, _) = this.owner_at(&session, may_register).await?;
            if account.factors.passkeys.len() >= PASSKEYS {
                return Err(AccountError::TooManyPasskeys);
            }
            this.confirm(&session, Some(&party), &confirm).await?;
            let challenge = this.fresh_challenge(For::Register(&session)).await?;
            Ok(options::creation(&party, &account, &challenge))
        })
        .await
    }
}
