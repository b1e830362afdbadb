//! Signed tokens in their compact form (RFC 7515), checked by the one provider
//! of cryptography that the rest of the program has.
//!
//! The algorithm is that of the key, never what the token asks for: a key of
//! ours is for RS384 or ES384 alone, so neither `none` nor an HMAC under a
//! public key can be made to pass.

use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_FIXED, RSA_PKCS1_2048_8192_SHA384, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::limits::ASSERTION_BYTES;

/// A key that checks signatures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum VerifyingKey {
    /// RSA for RS384: modulus and exponent, big-endian.
    Rsa {
        /// The modulus.
        n: Vec<u8>,
        /// The exponent.
        e: Vec<u8>,
    },
    /// P-384 for ES384: the point, uncompressed.
    P384(Vec<u8>),
}

impl VerifyingKey {
    /// The algorithm that it is for (RFC 7518, section 3.1).
    pub(crate) const fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa { .. } => "RS384",
            Self::P384(_) => "ES384",
        }
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let checked = match self {
            Self::Rsa { n, e } => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PKCS1_2048_8192_SHA384,
                message,
                signature,
            ),
            Self::P384(point) => {
                UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point).verify(message, signature)
            }
        };
        checked.is_ok()
    }
}

/// The head of a token. Members that are not known here change nothing.
#[derive(Deserialize)]
pub(crate) struct Head {
    pub(crate) alg: String,
    pub(crate) kid: Option<String>,
    pub(crate) jku: Option<String>,
    /// Extensions that must be understood: none is.
    crit: Option<serde_json::Value>,
    /// Whether the payload is not encoded (RFC 7797), which needs `crit`.
    b64: Option<serde_json::Value>,
}

/// A token that is split and read, and not believed yet.
pub(crate) struct Unverified<T> {
    pub(crate) head: Head,
    pub(crate) claims: T,
    message: String,
    signature: Vec<u8>,
}

impl<T: DeserializeOwned> Unverified<T> {
    /// Splits and reads a token.
    pub(crate) fn read(token: &str) -> Result<Self, &'static str> {
        if token.len() > ASSERTION_BYTES {
            return Err("the assertion is too long");
        }
        let malformed = "the assertion is no JWT in compact form with exp, iss, sub, aud and jti";
        let (message, signature) = token.rsplit_once('.').ok_or(malformed)?;
        let (head, claims) = message.split_once('.').ok_or(malformed)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| malformed);
        let head: Head = serde_json::from_slice(&decode(head)?).map_err(|_| malformed)?;
        let claims = serde_json::from_slice(&decode(claims)?).map_err(|_| malformed)?;
        if head.crit.is_some() || head.b64.is_some() {
            return Err("the assertion asks for an extension that is not known here");
        }
        Ok(Self { head, claims, message: message.to_owned(), signature: decode(signature)? })
    }
}

impl<T> Unverified<T> {
    /// The claims, if this key signed them by its own algorithm.
    pub(crate) fn verify(self, key: &VerifyingKey) -> Result<T, &'static str> {
        if self.head.alg != key.algorithm() {
            return Err("the assertion must be signed by RS384 or ES384, as its key is registered");
        }
        if key.verifies(self.message.as_bytes(), &self.signature) {
            Ok(self.claims)
        } else {
            Err("the signature of the assertion is not by this key")
        }
    }
}
