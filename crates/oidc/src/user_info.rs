//! The claims of who logged in (OpenID Connect Core, section 5.3).

use hygie_base::Timestamp;
use hyper::StatusCode;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use openidconnect::AccessToken;
use openidconnect::url::Url;
use serde_json::Value;

use crate::discovery::Known;
use crate::options::{Proof, Ready};
use crate::times::counts;
use crate::{Call, CallFault, OidcError, TokenFault, jws};

/// The claims, as JSON, of the same subject as the ID token's.
pub(crate) async fn user_info(
    (ready, known): (&Ready, &Known),
    url: &Url,
    access: &AccessToken,
    subject: &str,
    now: Timestamp,
) -> Result<Vec<u8>, OidcError> {
    let fault = |fault| OidcError::Call { call: Call::UserInfo, fault };
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", access.secret()))
        .map_err(|_| fault(CallFault::Unreadable("its access token is none")))?;
    bearer.set_sensitive(true);
    let request = hyper::Request::get(url.as_str())
        .header(ACCEPT, "application/json, application/jwt")
        .header(AUTHORIZATION, bearer)
        .body(Vec::new())
        .map_err(|_| fault(CallFault::Host))?;
    let answer = ready.http.ask(request).await.map_err(fault)?;
    if answer.status() != StatusCode::OK {
        return Err(fault(CallFault::Status(answer.status().as_u16())));
    }
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let claims = if kind.eq_ignore_ascii_case("application/jwt") {
        signed((ready, known), answer.body(), now).map_err(OidcError::UserInfo)?
    } else if kind.eq_ignore_ascii_case("application/json") {
        answer.into_body()
    } else {
        return Err(fault(CallFault::Unreadable("it is neither JSON nor a signed token")));
    };
    let json = object(&claims).map_err(OidcError::UserInfo)?;
    if json.get("sub").and_then(Value::as_str) != Some(subject) {
        return Err(OidcError::UserInfo(TokenFault::Subject));
    }
    Ok(claims)
}

/// The claims of a signed answer, which is for us and of the provider.
fn signed(
    (ready, known): (&Ready, &Known),
    token: &[u8],
    now: Timestamp,
) -> Result<Vec<u8>, TokenFault> {
    let secret = match &ready.proof {
        Proof::Secret(secret) => Some(secret),
        Proof::Key(_) => None,
    };
    let token = std::str::from_utf8(token).map_err(|_| TokenFault::Shape)?;
    let claims = jws::open(token.trim(), &ready.algorithms, &known.keys, secret)?;
    let json = object(&claims)?;
    if json.get("iss").and_then(Value::as_str) != Some(&ready.issuer) {
        return Err(TokenFault::Issuer);
    }
    counts(&json, now)?;
    let ours = |value: &Value| value.as_str() == Some(&ready.client_id);
    let alone = match json.get("aud") {
        Some(Value::Array(all)) => !all.is_empty() && all.iter().all(ours),
        Some(one) => ours(one),
        None => false,
    };
    if alone { Ok(claims) } else { Err(TokenFault::Audience) }
}

pub(crate) fn object(text: &[u8]) -> Result<serde_json::Map<String, Value>, TokenFault> {
    serde_json::from_slice(text).map_err(|_| TokenFault::Shape)
}
