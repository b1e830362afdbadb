//! Signed JSON that is no ID token: user info as FranceConnect gives it (RFC 7515,
//! compact serialisation). And signatures by a shared secret, on any token: the
//! library ends the task when such a signature is not of the right length.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{ExposeSecret as _, SecretString};
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeyUse};
use openidconnect::{JsonWebKey as _, JwsSigningAlgorithm as _};
use serde::Deserialize;

use crate::keys::Keys;
use crate::{Algorithm, TokenFault};

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// The payload of a token that one of the keys signed.
pub(crate) fn open(
    token: &str,
    algorithms: &[Algorithm],
    keys: &Keys,
    secret: Option<&SecretString>,
) -> Result<Vec<u8>, TokenFault> {
    let (message, signature) = token.rsplit_once('.').ok_or(TokenFault::Shape)?;
    let (header, payload) = message.split_once('.').ok_or(TokenFault::Shape)?;
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| TokenFault::Shape);
    let header: Header = serde_json::from_slice(&bytes(header)?).map_err(|_| TokenFault::Shape)?;
    let (payload, signature) = (bytes(payload)?, bytes(signature)?);
    if header.crit.is_some() {
        return Err(TokenFault::Shape);
    }
    let algorithm = Algorithm::parse(&header.alg).filter(|one| algorithms.contains(one));
    let algorithm = algorithm.ok_or(TokenFault::Algorithm)?;
    if algorithm == Algorithm::Hs256 {
        let secret = secret.ok_or(TokenFault::Algorithm)?;
        shared(message, &signature, secret)?;
    } else {
        one_of(keys, algorithm, header.kid.as_deref())?
            .verify_signature(&algorithm.jws(), message.as_bytes(), &signature)
            .map_err(|_| TokenFault::Signature)?;
    }
    Ok(payload)
}

/// Whether the secret signed this token, whatever its header says.
pub(crate) fn is_shared(token: &str, secret: &SecretString) -> Result<(), TokenFault> {
    let (message, signature) = token.rsplit_once('.').ok_or(TokenFault::Shape)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenFault::Shape)?;
    shared(message, &signature, secret)
}

fn shared(message: &str, signature: &[u8], secret: &SecretString) -> Result<(), TokenFault> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    hmac::verify(&key, message.as_bytes(), signature).map_err(|_| TokenFault::Signature)
}

/// The one key that the token can mean.
fn one_of<'a>(
    keys: &'a Keys,
    algorithm: Algorithm,
    id: Option<&str>,
) -> Result<&'a CoreJsonWebKey, TokenFault> {
    let mut fitting = keys.iter().filter(|key| {
        let named = id.is_none_or(|id| key.key_id().is_some_and(|known| known.as_str() == id));
        let kind = algorithm.jws().key_type().is_some_and(|kind| kind == *key.key_type());
        named && kind && key.key_use().is_none_or(|usage| *usage == CoreJsonWebKeyUse::Signature)
    });
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key),
        _ => Err(TokenFault::Key),
    }
}
