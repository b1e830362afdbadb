//! The end of the session at the provider (OpenID Connect RP-Initiated Logout 1.0).

use hygie_base::{ExposeSecret as _, SecretString};

use crate::hosts;
use crate::identity::LogOutHint;
use crate::limits::SECRET_BYTES;
use crate::{OidcError, Provider};

/// A form to send to the provider. It is a form and no link, for the hint is about a
/// person, and addresses end up in logs.
#[derive(Debug)]
pub struct LogOut {
    /// Where it is sent.
    pub action: String,
    /// Its hidden fields, name and value.
    pub fields: Vec<(&'static str, SecretString)>,
    /// What the provider gives back as `state`.
    pub state: SecretString,
}

impl Provider {
    /// How to end the session at the provider; `None` where it does not offer that.
    /// `back` is our own address to come back to, as it is registered there.
    ///
    /// # Errors
    /// [`OidcError::Call`] when the provider does not tell of itself,
    /// [`OidcError::OwnAddress`] when `back` is no address.
    pub async fn log_out(
        &self,
        hint: &LogOutHint,
        back: &str,
    ) -> Result<Option<LogOut>, OidcError> {
        let own = OidcError::OwnAddress("the address to come back to after log-out");
        hosts::own(back).ok_or(own)?;
        let known = self.known().await?;
        let Some(action) = &known.metadata.end_session else { return Ok(None) };
        let state = SecretString::from(self.secret::<SECRET_BYTES>());
        let field = |value: &str| SecretString::from(value);
        let fields = vec![
            ("id_token_hint", field(hint.secret().expose_secret())),
            ("client_id", field(&self.ready.client_id)),
            ("post_logout_redirect_uri", field(back)),
            ("state", state.clone()),
        ];
        Ok(Some(LogOut { action: action.to_string(), fields, state }))
    }
}
