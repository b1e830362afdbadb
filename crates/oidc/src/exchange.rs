//! A code against tokens (RFC 6749, section 4.1.3; RFC 7636).

use hygie_base::{ExposeSecret as _, SecretString};
use openidconnect::core::{CoreClient, CoreIdToken, CoreJsonWebKeySet};
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClientId, ClientSecret, IssuerUrl,
    OAuth2TokenResponse as _, PkceCodeVerifier, RedirectUrl, RequestTokenError, TokenResponse as _,
    TokenUrl,
};

use crate::back::oauth_error;
use crate::discovery::Known;
use crate::limits::{SECRET_BYTES, TOKEN_BYTES};
use crate::options::Proof;
use crate::{Call, CallFault, OidcError, Pending, Provider, TokenFault};

/// What the provider gave.
pub(crate) struct Tokens {
    pub(crate) id: CoreIdToken,
    pub(crate) access: AccessToken,
}

impl Provider {
    pub(crate) async fn exchange(
        &self,
        known: &Known,
        pending: &Pending,
        code: &SecretString,
    ) -> Result<Tokens, OidcError> {
        let own = |_| OidcError::OwnAddress("the address to come back to");
        let ready = &self.ready;
        let mut client = CoreClient::new(
            ClientId::new(ready.client_id.clone()),
            IssuerUrl::new(ready.issuer.clone()).map_err(own)?,
            CoreJsonWebKeySet::new(Vec::new()),
        )
        .set_token_uri(TokenUrl::from_url(known.metadata.token.clone()))
        .set_redirect_uri(RedirectUrl::new(pending.redirect.clone()).map_err(own)?);
        if let Proof::Secret(secret) = &ready.proof {
            client = client
                .set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
                .set_auth_type(match known.metadata.basic {
                    true => AuthType::BasicAuth,
                    false => AuthType::RequestBody,
                });
        }
        let verifier = PkceCodeVerifier::new(pending.verifier.expose_secret().to_owned());
        let mut request = client
            .exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()))
            .set_pkce_verifier(verifier);
        let assertion = self.assertion()?;
        if let Some(assertion) = &assertion {
            request = request
                .add_extra_param("client_assertion_type", ASSERTION)
                .add_extra_param("client_assertion", assertion.expose_secret());
        }
        let answer = request.request_async(&ready.http).await.map_err(fault)?;
        let id = answer.id_token().ok_or(OidcError::IdToken(TokenFault::Shape))?.clone();
        let access = answer.access_token().clone();
        if !is_bearer(access.secret()) {
            return Err(unreadable("its access token is none"));
        }
        Ok(Tokens { id, access })
    }

    /// Our proof of who we are, where a key makes it.
    fn assertion(&self) -> Result<Option<SecretString>, OidcError> {
        let Proof::Key(key) = &self.ready.proof else { return Ok(None) };
        let once = self.secret::<SECRET_BYTES>();
        let now = self.clock.now();
        let made = key.assertion(&self.ready.client_id, &self.ready.issuer, now, &once);
        made.map(Some).ok_or(OidcError::Signing)
    }
}

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Whether a token can stand in a header (RFC 6750, section 2.1).
fn is_bearer(token: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    (1..=TOKEN_BYTES).contains(&token.len()) && token.bytes().all(plain)
}

const fn unreadable(why: &'static str) -> OidcError {
    OidcError::Call { call: Call::Token, fault: CallFault::Unreadable(why) }
}

/// What the library says quotes the answer: only the name of an OAuth error goes on.
fn fault<T>(error: RequestTokenError<CallFault, T>) -> OidcError
where
    T: openidconnect::ErrorResponse + AsErrorName + 'static,
{
    match error {
        RequestTokenError::ServerResponse(answer) => {
            OidcError::Refused(oauth_error(&answer.name()))
        }
        RequestTokenError::Request(fault) => OidcError::Call { call: Call::Token, fault },
        RequestTokenError::Parse(..) => unreadable("it holds no tokens as the standard has them"),
        RequestTokenError::Other(_) => unreadable("it is no answer as the standard has it"),
    }
}

/// The name of an OAuth error.
trait AsErrorName {
    fn name(&self) -> String;
}

impl<E> AsErrorName for openidconnect::StandardErrorResponse<E>
where
    E: openidconnect::ErrorResponseType + AsRef<str> + 'static,
{
    fn name(&self) -> String {
        self.error().as_ref().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_token_can_stand_in_a_header() {
        assert!(is_bearer("aZ09-._~+/=") && is_bearer(&"a".repeat(TOKEN_BYTES)));
        for token in ["", "a b", "a\r\nX: y", "é", "\u{0}", &"a".repeat(TOKEN_BYTES + 1)] {
            assert!(!is_bearer(token), "{}", token.len());
        }
    }
}
