//! Sets of public keys (RFC 7517), of which those are used that can sign an
//! assertion: RSA of 2048 to 4096 bits and P-384.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::jws::VerifyingKey;
use crate::limits::{KEY_SET_BYTES, KEYS, MODULUS_BYTES, MODULUS_LEAST_BYTES};

/// The keys of a client, each under its id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeySet(Vec<(String, VerifyingKey)>);

#[derive(Deserialize)]
struct Set {
    keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    kty: Option<String>,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    /// What only the holder of a private or secret key has.
    d: Option<serde_json::Value>,
    k: Option<serde_json::Value>,
    p: Option<serde_json::Value>,
}

impl KeySet {
    /// Reads a set.
    ///
    /// # Errors
    /// What is wrong with it, quoting none of it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > KEY_SET_BYTES {
            return Err(format!("a set of keys has at most {KEY_SET_BYTES} bytes"));
        }
        let set: Set = serde_json::from_str(text)
            .map_err(|_| "a set of keys is JSON: {\"keys\": […]} (RFC 7517)".to_owned())?;
        if set.keys.len() > KEYS {
            return Err(format!("a set has at most {KEYS} keys"));
        }
        let holds = |key: &Key| key.d.is_some() || key.k.is_some() || key.p.is_some();
        if set.keys.iter().any(holds) {
            return Err("this set holds a private or secret key: give the public ones alone, and \
                        make new ones, for these are known now"
                .to_owned());
        }
        let usable: Vec<_> = set.keys.iter().filter_map(usable).collect();
        if usable.is_empty() {
            return Err(
                "no key of this set can be used: it needs a kid, and to be RSA of 2048 to \
                        4096 bits (RS384) or P-384 (ES384), for signatures"
                    .to_owned(),
            );
        }
        Ok(Self(usable))
    }

    /// The key of this id for this algorithm.
    pub(crate) fn find(&self, kid: &str, algorithm: &str) -> Result<&VerifyingKey, &'static str> {
        let fits = |(id, key): &&(String, VerifyingKey)| id == kid && key.algorithm() == algorithm;
        let mut found = self.0.iter().filter(fits);
        match (found.next(), found.next()) {
            (Some((_, key)), None) => Ok(key),
            (Some(_), Some(_)) => Err("several registered keys have the kid of the assertion"),
            (None, _) => Err("no registered key has the kid of the assertion and is for its alg, \
                              which must be RS384 or ES384"),
        }
    }

    /// Whether a key has this id.
    pub(crate) fn has(&self, kid: &str) -> bool {
        self.0.iter().any(|(id, _)| id == kid)
    }

    /// How many keys can be used.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

fn usable(key: &Key) -> Option<(String, VerifyingKey)> {
    let signs = key.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
        && key.key_ops.as_ref().is_none_or(|ops| ops.iter().any(|op| op == "verify"));
    let kid = key.kid.clone().filter(|kid| !kid.is_empty())?;
    let made = match key.kty.as_deref()? {
        "RSA" => rsa(key),
        "EC" => p384(key),
        _ => None,
    }?;
    let told = key.alg.as_deref().is_none_or(|alg| alg == made.algorithm());
    (signs && told).then_some((kid, made))
}

fn rsa(key: &Key) -> Option<VerifyingKey> {
    let (n, e) = (decoded(key.n.as_ref())?, decoded(key.e.as_ref())?);
    let sizes = (MODULUS_LEAST_BYTES..=MODULUS_BYTES).contains(&n.len());
    // An even modulus or a huge exponent is no key, and costs time.
    let sane = n.last().is_some_and(|last| last % 2 == 1) && (1..=4).contains(&e.len());
    (sizes && sane).then_some(VerifyingKey::Rsa { n, e })
}

fn p384(key: &Key) -> Option<VerifyingKey> {
    let (x, y) = (decoded(key.x.as_ref())?, decoded(key.y.as_ref())?);
    let whole = key.crv.as_deref() == Some("P-384") && x.len() == 48 && y.len() == 48;
    whole.then(|| VerifyingKey::P384([vec![4], x, y].concat()))
}

fn decoded(part: Option<&String>) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(part?).ok()?;
    // Some writers put a zero in front, as for a signed number.
    Some(match bytes.strip_prefix(&[0]) {
        Some(rest) if rest.len() != 47 => rest.to_vec(),
        _ => bytes,
    })
}
