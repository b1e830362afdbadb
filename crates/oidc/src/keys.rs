//! The provider's public keys (RFC 7517).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet};
use serde_json::Value;

use crate::CallFault;
use crate::limits::{KEYS, RSA_BITS};

/// Keys that may sign.
#[derive(Clone, Debug)]
pub(crate) struct Keys(CoreJsonWebKeySet);

impl Keys {
    /// Takes what can sign: keys of other uses and kinds, shared secrets and weak
    /// keys are passed over.
    pub(crate) fn read(text: &[u8]) -> Result<Self, CallFault> {
        let bad = CallFault::Unreadable("it is no set of keys");
        let document: Value = serde_json::from_slice(text).map_err(|_| bad)?;
        let all = document.get("keys").and_then(Value::as_array).ok_or(bad)?;
        if all.len() > KEYS {
            return Err(CallFault::Unreadable("it has too many keys"));
        }
        let good = all.iter().filter(|key| can_sign(key));
        let read = good.filter_map(|key| serde_json::from_value(key.clone()).ok());
        Ok(Self(CoreJsonWebKeySet::new(read.collect())))
    }

    /// As the library takes them.
    pub(crate) fn set(&self) -> CoreJsonWebKeySet {
        self.0.clone()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &CoreJsonWebKey> {
        self.0.keys().iter()
    }
}

fn can_sign(key: &Value) -> bool {
    let text = |name: &str| key.get(name).and_then(Value::as_str);
    if text("use").is_some_and(|one| one != "sig") {
        return false;
    }
    match text("kty") {
        Some("EC") => true,
        Some("RSA") => {
            let modulus = text("n").and_then(|n| URL_SAFE_NO_PAD.decode(n).ok());
            modulus.is_some_and(|bytes| bits(&bytes) >= RSA_BITS)
        }
        _ => false,
    }
}

fn bits(bytes: &[u8]) -> usize {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let first = bytes.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    ((bytes.len() - zeros) * 8).saturating_sub(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rsa(bits: usize) -> Value {
        let mut modulus = vec![0_u8; bits.div_ceil(8)];
        modulus[0] = 1 << ((bits - 1) % 8);
        serde_json::json!({ "kty": "RSA", "e": "AQAB", "n": URL_SAFE_NO_PAD.encode(modulus) })
    }

    fn count(keys: &[Value]) -> usize {
        let text = serde_json::json!({ "keys": keys }).to_string();
        Keys::read(text.as_bytes()).unwrap().iter().count()
    }

    #[test]
    fn weak_keys_and_those_that_do_not_sign_are_passed_over() {
        assert_eq!(count(&[rsa(RSA_BITS)]), 1);
        assert_eq!(count(&[rsa(RSA_BITS - 1)]), 0);
        let mut encrypts = rsa(RSA_BITS);
        encrypts["use"] = "enc".into();
        let shared = serde_json::json!({ "kty": "oct", "k": "AAAA" });
        let odd = serde_json::json!({ "kty": "EC", "crv": "P-256" });
        assert_eq!(count(&[encrypts, shared, serde_json::json!(7), rsa(4096)]), 1);
        assert!(count(&[odd]) <= 1, "a key without a point verifies nothing");
    }

    #[test]
    fn a_set_has_a_limit() {
        assert_eq!(count(&vec![rsa(RSA_BITS); KEYS]), KEYS);
        let text = serde_json::json!({ "keys": vec![rsa(RSA_BITS); KEYS + 1] }).to_string();
        assert!(Keys::read(text.as_bytes()).is_err());
        for text in ["", "{}", "[]", r#"{"keys":{}}"#] {
            assert!(Keys::read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
