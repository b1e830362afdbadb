//! Whether an ID token is what it must be (OpenID Connect Core, section 3.1.3.7).

use chrono::{DateTime, Utc};
use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJsonWebKey, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, ClientSecret, IssuerUrl,
    JsonWebKey as _, Nonce, SignatureVerificationError,
};

use crate::TokenFault;
use crate::discovery::Known;
use crate::limits::{METHODS, SKEW_MILLIS, SUBJECT_BYTES, TEXT_BYTES, TOKEN_MILLIS};
use crate::options::{Proof, Ready};
use crate::{Algorithm, jws};

/// What is taken from a good ID token.
pub(crate) struct Verified {
    pub(crate) subject: String,
    pub(crate) acr: Option<String>,
    pub(crate) amr: Vec<String>,
    pub(crate) auth_time: Option<Timestamp>,
}

/// Checks everything, at this time.
pub(crate) fn verify(
    token: &CoreIdToken,
    access: &AccessToken,
    ready: &Ready,
    known: &Known,
    nonce: &SecretString,
    now: Timestamp,
) -> Result<Verified, TokenFault> {
    shared_first(token, ready)?;
    let verifier = verifier(ready, known, now)?;
    let nonce = Nonce::new(nonce.expose_secret().to_owned());
    let claims = token.claims(&verifier, &nonce).map_err(|error| fault(&error))?;
    // The library leaves `azp` to us.
    if claims.authorized_party().is_some_and(|azp| azp.as_str() != ready.client_id) {
        return Err(TokenFault::Party);
    }
    access_token(token, claims, access, &verifier, ready)?;
    read(claims)
}

/// Checks a signature by our secret before the library does, which cannot bear one
/// of another length.
fn shared_first(token: &CoreIdToken, ready: &Ready) -> Result<(), TokenFault> {
    match (&ready.proof, token.signing_alg()) {
        (Proof::Secret(secret), Ok(CoreJwsSigningAlgorithm::HmacSha256))
            if ready.algorithms.contains(&Algorithm::Hs256) =>
        {
            jws::is_shared(&token.to_string(), secret)
        }
        _ => Ok(()),
    }
}

fn verifier<'a>(
    ready: &'a Ready,
    known: &Known,
    now: Timestamp,
) -> Result<CoreIdTokenVerifier<'a>, TokenFault> {
    let at =
        |millis: i64| DateTime::<Utc>::from_timestamp_millis(millis).ok_or(TokenFault::Expired);
    // A token is taken until a while after its end, for clocks differ.
    let lenient = at(now.0.saturating_sub(SKEW_MILLIS))?;
    let first = now.0.saturating_sub(TOKEN_MILLIS + SKEW_MILLIS);
    let last = now.0.saturating_add(SKEW_MILLIS);
    let client = ClientId::new(ready.client_id.clone());
    let issuer = IssuerUrl::new(ready.issuer.clone()).map_err(|_| TokenFault::Issuer)?;
    let keys = known.keys.set();
    let verifier = match &ready.proof {
        Proof::Secret(secret) => {
            let secret = ClientSecret::new(secret.expose_secret().to_owned());
            CoreIdTokenVerifier::new_confidential_client(client, secret, issuer, keys)
        }
        Proof::Key(_) => CoreIdTokenVerifier::new_public_client(client, issuer, keys),
    };
    Ok(verifier
        .set_allowed_algs(ready.algorithms.iter().map(|one| one.jws()))
        .set_time_fn(move || lenient)
        .set_issue_time_verifier_fn(move |issued| {
            let within = (first..=last).contains(&issued.timestamp_millis());
            within.then_some(()).ok_or_else(|| ISSUED.to_owned())
        })
        .set_auth_context_verifier_fn(|acr| {
            let asked = &ready.acr_values;
            let known = acr.is_some_and(|acr| asked.iter().any(|one| *one == **acr));
            (asked.is_empty() || known).then_some(()).ok_or_else(String::new)
        }))
}

/// Tells our word on `iat` from the library's on `exp`, which are one kind to it.
const ISSUED: &str = "iat";

/// `at_hash`, where it is (section 3.1.3.8).
fn access_token(
    token: &CoreIdToken,
    claims: &CoreIdTokenClaims,
    access: &AccessToken,
    verifier: &CoreIdTokenVerifier<'_>,
    ready: &Ready,
) -> Result<(), TokenFault> {
    let Some(said) = claims.access_token_hash() else { return Ok(()) };
    let algorithm = token.signing_alg().map_err(|_| TokenFault::Algorithm)?;
    let made = match (&ready.proof, algorithm) {
        (Proof::Secret(secret), CoreJwsSigningAlgorithm::HmacSha256) => {
            let bytes = secret.expose_secret().as_bytes().to_vec();
            AccessTokenHash::from_token(access, algorithm, &CoreJsonWebKey::new_symmetric(bytes))
        }
        _ => {
            let key = token.signing_key(verifier).map_err(|_| TokenFault::Key)?;
            AccessTokenHash::from_token(access, algorithm, key)
        }
    };
    if made.is_ok_and(|made| made == *said) { Ok(()) } else { Err(TokenFault::AccessToken) }
}

fn read(claims: &CoreIdTokenClaims) -> Result<Verified, TokenFault> {
    let subject = claims.subject().as_str();
    if !(1..=SUBJECT_BYTES).contains(&subject.len()) || !subject.is_ascii() {
        return Err(TokenFault::Subject);
    }
    let short = |text: &str| (text.len() <= TEXT_BYTES).then(|| text.to_owned());
    let methods = claims.auth_method_refs().into_iter().flatten();
    Ok(Verified {
        subject: subject.to_owned(),
        acr: claims.auth_context_ref().and_then(|acr| short(acr)),
        amr: methods.take(METHODS).filter_map(|one| short(one)).collect(),
        auth_time: claims.auth_time().map(|time| Timestamp(time.timestamp_millis())),
    })
}

/// What the library says quotes the token: only the kind of fault goes on.
fn fault(error: &ClaimsVerificationError) -> TokenFault {
    use SignatureVerificationError as Signature;
    match error {
        ClaimsVerificationError::Expired(why) if why == ISSUED => TokenFault::Issued,
        ClaimsVerificationError::Expired(_) => TokenFault::Expired,
        ClaimsVerificationError::InvalidAudience(_) => TokenFault::Audience,
        ClaimsVerificationError::InvalidAuthContext(_) => TokenFault::Strength,
        ClaimsVerificationError::InvalidIssuer(_) => TokenFault::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => TokenFault::Nonce,
        ClaimsVerificationError::InvalidSubject(_) => TokenFault::Subject,
        ClaimsVerificationError::SignatureVerification(error) => match error {
            Signature::NoMatchingKey | Signature::AmbiguousKeyId(_) | Signature::InvalidKey(_) => {
                TokenFault::Key
            }
            Signature::DisallowedAlg(_) | Signature::NoSignature | Signature::UnsupportedAlg(_) => {
                TokenFault::Algorithm
            }
            _ => TokenFault::Signature,
        },
        _ => TokenFault::Shape,
    }
}
