//! Fresh recovery codes for who has no code to ask them with.

use std::sync::Arc;

use hygie_base::SecretString;
use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::webauthn::Party;
use crate::factors::Recovery;
use crate::limits::ATTEMPTS;
use crate::stored::put;
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// Fresh recovery codes, which replace those that are left, for the answer of a
    /// passkey to [`passkey_challenge_again`](Accounts::passkey_challenge_again).
    ///
    /// # Errors
    /// [`AccountError::Refused`] for an answer that does not count; when the session
    /// has ended or is not open, or the store fails.
    pub async fn renew_recovery_with_passkey(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
        answer: &str,
    ) -> Result<Vec<SecretString>, AccountError> {
        if session.stage != Stage::Open {
            return Err(AccountError::NotNow);
        }
        self.prove_passkey(session, party, answer).await?;
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner_at(&session, |at| at == Stage::Open).await?;
                let (kept, codes) = Recovery::fresh(&*this.rng);
                account.factors.recovery = kept;
                let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                let what = "fresh recovery codes; those of before are void".to_owned();
                if this.change(&permit, vec![change], Some((Action::Account, what))).await? {
                    return Ok(codes);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
