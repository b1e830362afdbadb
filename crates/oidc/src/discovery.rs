//! What a provider says of itself (OpenID Connect Discovery 1.0; RFC 8414). Only
//! what is used is read, and no address outside the named hosts is taken.

use openidconnect::url::Url;
use serde::Deserialize;

use crate::hosts::safe;
use crate::http::Http;
use crate::keys::Keys;
use crate::options::Ready;
use crate::{Call, CallFault, OidcError};

/// The addresses and habits of a provider.
#[derive(Clone, Debug)]
pub(crate) struct Metadata {
    /// Where the browser is sent.
    pub(crate) authorization: Url,
    pub(crate) token: Url,
    pub(crate) user_info: Option<Url>,
    pub(crate) end_session: Option<Url>,
    /// Whether each answer names the issuer (RFC 9207).
    pub(crate) names_issuer: bool,
    /// Whether the secret goes into the head of the token request; else into its body.
    pub(crate) basic: bool,
}

/// A provider as it was found.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) metadata: Metadata,
    pub(crate) keys: Keys,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: Option<String>,
    jwks_uri: String,
    end_session_endpoint: Option<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// Asks the provider for its description and its keys.
pub(crate) async fn discover(ready: &Ready) -> Result<Known, OidcError> {
    let fault = |call| move |fault| OidcError::Call { call, fault };
    let text = ready.http.get(&ready.discovery, "application/json").await;
    let text = text.map_err(fault(Call::Discovery))?;
    let (metadata, keys) =
        read(&text, &ready.issuer, &ready.http).map_err(fault(Call::Discovery))?;
    let text = ready.http.get(&keys, "application/json").await.map_err(fault(Call::Keys))?;
    let keys = Keys::read(&text).map_err(fault(Call::Keys))?;
    Ok(Known { metadata, keys })
}

/// The metadata, and where the keys are.
fn read(text: &[u8], issuer: &str, http: &Http) -> Result<(Metadata, Url), CallFault> {
    let document: Document =
        serde_json::from_slice(text).map_err(|_| CallFault::Unreadable("it is no metadata"))?;
    if document.issuer != issuer {
        return Err(CallFault::Unreadable("it names another issuer"));
    }
    let address = |text: &str| safe(text).filter(|url| http.allows(url)).ok_or(CallFault::Host);
    let some = |text: &Option<String>| text.as_deref().map(address).transpose();
    let methods = document.token_endpoint_auth_methods_supported;
    let metadata = Metadata {
        authorization: address(&document.authorization_endpoint)?,
        token: address(&document.token_endpoint)?,
        user_info: some(&document.userinfo_endpoint)?,
        end_session: some(&document.end_session_endpoint)?,
        names_issuer: document.authorization_response_iss_parameter_supported,
        basic: methods.is_none_or(|all| all.iter().any(|one| one == "client_secret_basic")),
    };
    Ok((metadata, address(&document.jwks_uri)?))
}
