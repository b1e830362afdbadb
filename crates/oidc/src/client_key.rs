//! How this service proves to the provider who it is: a shared secret, or a key of
//! its own (`private_key_jwt`, OpenID Connect Core, section 9; RFC 7523).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::json;

use crate::limits::{ASSERTION_MILLIS, RSA_BITS};

/// A private key that signs who we are.
pub(crate) struct ClientKey {
    pair: Pair,
    id: Option<String>,
}

enum Pair {
    Es256(EcdsaKeyPair),
    Rs256(RsaKeyPair),
}

impl ClientKey {
    /// A key in PEM, PKCS #8: P-256, or RSA of at least [`RSA_BITS`].
    pub(crate) fn read(pem: &SecretString, id: Option<String>) -> Option<Self> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem.expose_secret().as_bytes()).ok()?;
        let der = der.secret_pkcs8_der();
        if let Ok(pair) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der) {
            return Some(Self { pair: Pair::Es256(pair), id });
        }
        let pair = RsaKeyPair::from_pkcs8(der).ok()?;
        (pair.public_modulus_len() * 8 >= RSA_BITS).then_some(Self { pair: Pair::Rs256(pair), id })
    }

    /// A proof for this issuer, valid for [`ASSERTION_MILLIS`]. The audience is the
    /// issuer alone, so that no other server can pass the proof on.
    pub(crate) fn assertion(
        &self,
        client: &str,
        issuer: &str,
        now: Timestamp,
        once: &str,
    ) -> Option<SecretString> {
        let alg = match self.pair {
            Pair::Es256(_) => "ES256",
            Pair::Rs256(_) => "RS256",
        };
        let mut header = json!({ "alg": alg, "typ": "JWT" });
        if let (Some(id), Some(header)) = (&self.id, header.as_object_mut()) {
            header.insert("kid".to_owned(), id.clone().into());
        }
        let claims = json!({
            "iss": client,
            "sub": client,
            "aud": issuer,
            "iat": now.0.div_euclid(1000),
            "exp": now.0.saturating_add(ASSERTION_MILLIS).div_euclid(1000),
            "jti": once,
        });
        let mut token = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(claims.to_string())
        );
        let signature = self.sign(token.as_bytes())?;
        token.push('.');
        token.push_str(&URL_SAFE_NO_PAD.encode(signature));
        Some(SecretString::from(token))
    }

    fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        // The library takes its own randomness to sign; it is not ours to inject.
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Es256(pair) => Some(pair.sign(&random, message).ok()?.as_ref().to_vec()),
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).ok()?;
                Some(signature)
            }
        }
    }
}

impl std::fmt::Debug for ClientKey {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("ClientKey")
    }
}
