//! Who changes passkeys of their own accord shows again who they are: an unattended
//! screen must not be enough.

use std::sync::Arc;

use hygie_base::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::webauthn::Party;
use crate::limits::PASSWORD_BYTES;
use crate::{AccountError, Accounts, Session, Stage};

/// By what somebody shows it.
pub enum Confirm {
    /// The password, typed again.
    Password(SecretString),
    /// A passkey that the account has: the answer of the browser.
    Passkey(String),
}

impl Accounts {
    /// Holds it against the account. Who is led to a first factor by the log-in
    /// has just shown who they are.
    pub(super) async fn confirm(
        self: &Arc<Self>,
        session: &Session,
        party: Option<&Party>,
        confirm: &Confirm,
    ) -> Result<(), AccountError> {
        if session.stage != Stage::Open {
            return Ok(());
        }
        match confirm {
            Confirm::Passkey(answer) => {
                let party = party.ok_or(AccountError::Refused)?;
                self.prove_passkey(session, party, answer).await
            }
            Confirm::Password(typed) => {
                let typed = typed.expose_secret();
                if typed.len() > PASSWORD_BYTES {
                    return Err(AccountError::Refused);
                }
                self.prove_password(session, Zeroizing::new(typed.to_owned())).await
            }
        }
    }
}
