//! How a client that holds a key says who it is: a signed assertion (RFC 7523;
//! SMART App Launch 2, "Asymmetric (public key) client authentication").

use serde::Deserialize;

use crate::jwks::KeySet;
use crate::jws::Unverified;
use crate::limits::{ASSERTION_SECONDS, JTI_BYTES, SKEW_SECONDS};

/// The only kind of assertion.
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

#[derive(Deserialize)]
pub(crate) struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    /// Seconds since 1970.
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    jti: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// What a good assertion proves once.
pub(crate) struct Proof {
    /// By which it is told from others of its client.
    pub(crate) jti: String,
    /// Milliseconds since 1970 after which it would be refused anyway.
    pub(crate) until: i64,
}

/// An assertion that says whose it is, and is not believed yet.
pub(crate) struct Assertion(Unverified<Claims>);

impl Assertion {
    pub(crate) fn read(text: &str) -> Result<Self, &'static str> {
        Unverified::read(text).map(Self)
    }

    /// Whose it claims to be.
    pub(crate) fn client(&self) -> &str {
        &self.0.claims.iss
    }

    /// Which key it claims to be signed by.
    pub(crate) fn kid(&self) -> Option<&str> {
        self.0.head.kid.as_deref()
    }

    /// Checks it against the client's keys: for this audience, at this second.
    /// `url` is where the client's keys lie, if anywhere.
    pub(crate) fn check(
        self,
        keys: &KeySet,
        url: Option<&str>,
        audience: &str,
        now: i64,
    ) -> Result<Proof, &'static str> {
        let head = &self.0.head;
        let kid = head.kid.as_deref().ok_or("the assertion names no kid")?;
        if head.jku.is_some() && head.jku.as_deref() != url {
            return Err("the jku of the assertion is not the address that is registered");
        }
        let key = keys.find(kid, &head.alg)?;
        let claims = self.0.verify(key)?;
        claims.check(audience, now)
    }
}

impl Claims {
    fn check(self, audience: &str, now: i64) -> Result<Proof, &'static str> {
        if self.iss != self.sub {
            return Err("iss and sub of the assertion must both be the client_id");
        }
        let meant = match &self.aud {
            Audience::One(one) => one == audience,
            Audience::Several(all) => all.iter().any(|one| one == audience),
        };
        if !meant {
            return Err("aud of the assertion must be the address of the token endpoint");
        }
        if self.exp <= now {
            return Err("the assertion has expired");
        }
        let ahead = now.saturating_add(SKEW_SECONDS);
        if self.exp > ahead.saturating_add(ASSERTION_SECONDS) {
            return Err("exp of the assertion must be within five minutes");
        }
        if self.nbf.is_some_and(|nbf| nbf > ahead) || self.iat.is_some_and(|iat| iat > ahead) {
            return Err("nbf or iat of the assertion is in the future");
        }
        if self.jti.is_empty() || self.jti.len() > JTI_BYTES {
            return Err("jti of the assertion must have between 1 and 256 bytes");
        }
        Ok(Proof { jti: self.jti, until: self.exp.saturating_mul(1000) })
    }
}
