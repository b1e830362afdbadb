//! Who is logged in shows once more that it is them, before what an unattended
//! screen must not be enough for.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::limits::{ATTEMPTS, PASSWORD_BYTES};
use crate::prove_second::told;
use crate::stored::put;
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// Holds what was typed against the app or the recovery codes of an account that
    /// has them, and else against its password. Wrong attempts are counted.
    ///
    /// # Errors
    /// [`AccountError::Refused`] when it is wrong, [`AccountError::Throttled`] after
    /// too many; when the session has ended or is not open, or the store fails.
    pub async fn prove_again(
        self: &Arc<Self>,
        session: &Session,
        typed: &str,
    ) -> Result<(), AccountError> {
        if typed.len() > PASSWORD_BYTES {
            return Err(AccountError::Refused);
        }
        let (this, session) = (Arc::clone(self), session.clone());
        let typed = Zeroizing::new(typed.to_owned());
        Self::to_the_end(async move {
            let open = |stage| stage == Stage::Open;
            let (account, _) = this.owner_at(&session, open).await?;
            match account.factors.any() {
                true => this.prove_code_again(&session, &typed).await,
                false => this.prove_password(&session, typed).await,
            }
        })
        .await
    }

    async fn prove_code_again(&self, session: &Session, typed: &str) -> Result<(), AccountError> {
        let attempt = self.code_attempt(&session.login)?;
        for _ in 0..ATTEMPTS {
            let open = |stage| stage == Stage::Open;
            let (mut account, tag) = self.owner_at(session, open).await?;
            let Some(used) = account.factors.accept(typed, self.now()) else {
                return Err(self.wrong_code(Some(attempt), session, Action::Account).await?);
            };
            let what = told(used, &account);
            let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
            let permit = self.gate.itself(session.actor());
            if self.change(&permit, vec![change], Some((Action::Account, what))).await? {
                attempt.right();
                return Ok(());
            }
        }
        Err(AccountError::Contended)
    }
}
