//! The way to the provider (OpenID Connect Core, section 3.1.2.1).

use hygie_base::{ExposeSecret as _, SecretString};
use openidconnect::core::{CoreAuthPrompt, CoreClient, CoreJsonWebKeySet, CoreResponseType};
use openidconnect::{
    AuthUrl, AuthenticationContextClass, AuthenticationFlow, ClientId, CsrfToken, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};

use crate::hosts::own;
use crate::limits::{SECRET_BYTES, VERIFIER_BYTES};
use crate::{OidcError, Pending, Provider};

/// A log-in that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Where to send the browser. It holds nothing about a person.
    pub url: String,
    /// What to keep on the server until the browser comes back.
    pub pending: Pending,
}

impl Provider {
    /// Begins a log-in. `redirect` is our own address that the browser comes back to,
    /// as it is registered at the provider; it comes from the configuration, never
    /// from a request.
    ///
    /// # Errors
    /// [`OidcError::Call`] when the provider does not tell of itself,
    /// [`OidcError::OwnAddress`] when `redirect` is no address.
    pub async fn begin(&self, redirect: &str) -> Result<Begun, OidcError> {
        let fault = || OidcError::OwnAddress("the address to come back to");
        // As it was written: the provider compares it byte by byte.
        let back = own(redirect).and_then(|_| RedirectUrl::new(redirect.to_owned()).ok());
        let back = back.ok_or_else(fault)?;
        let known = self.known().await?;
        let pending = Pending {
            issuer: self.ready.issuer.clone(),
            redirect: redirect.to_owned(),
            state: SecretString::from(self.secret::<SECRET_BYTES>()),
            nonce: SecretString::from(self.secret::<SECRET_BYTES>()),
            verifier: SecretString::from(self.secret::<VERIFIER_BYTES>()),
            begun: self.clock.now(),
        };
        let client = CoreClient::new(
            ClientId::new(self.ready.client_id.clone()),
            IssuerUrl::new(self.ready.issuer.clone()).map_err(|_| fault())?,
            CoreJsonWebKeySet::new(Vec::new()),
        )
        .set_auth_uri(AuthUrl::from_url(known.metadata.authorization.clone()))
        .set_redirect_uri(back);
        let verifier = PkceCodeVerifier::new(pending.verifier.expose_secret().to_owned());
        let state = CsrfToken::new(pending.state.expose_secret().to_owned());
        let nonce = Nonce::new(pending.nonce.expose_secret().to_owned());
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        // A session that is still open at the provider proves nobody who is here now.
        let mut request = client
            .authorize_url(flow, move || state, move || nonce)
            .add_prompt(CoreAuthPrompt::Login)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        // The library asks for `openid` itself.
        for scope in self.ready.scopes.iter().filter(|scope| *scope != "openid") {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        for acr in &self.ready.acr_values {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        let (url, _, _) = request.url();
        Ok(Begun { url: url.into(), pending })
    }
}
