//! Algorithms that a token may be signed with. A provider's list of what it
//! supports decides nothing: `none` is not here, and a shared secret only counts
//! when the operator names it.

use openidconnect::core::CoreJwsSigningAlgorithm as Jws;

/// An algorithm of RFC 7518.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Algorithm {
    /// RSA, PKCS #1 v1.5, SHA-256.
    Rs256,
    /// RSA, PSS, SHA-256.
    Ps256,
    /// ECDSA on P-256, SHA-256.
    Es256,
    /// ECDSA on P-384, SHA-384.
    Es384,
    /// HMAC with the client secret, SHA-256. Whoever knows the secret can sign.
    Hs256,
}

impl Algorithm {
    /// Every algorithm, in the order of the enum.
    pub const ALL: [Self; 5] = [Self::Rs256, Self::Ps256, Self::Es256, Self::Es384, Self::Hs256];

    /// Its name in RFC 7518.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Hs256 => "HS256",
        }
    }

    /// The algorithm of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The library's word for it.
    pub(crate) const fn jws(self) -> Jws {
        match self {
            Self::Rs256 => Jws::RsaSsaPkcs1V15Sha256,
            Self::Ps256 => Jws::RsaSsaPssSha256,
            Self::Es256 => Jws::EcdsaP256Sha256,
            Self::Es384 => Jws::EcdsaP384Sha384,
            Self::Hs256 => Jws::HmacSha256,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Algorithm;

    #[test]
    fn names_lead_back() {
        for one in Algorithm::ALL {
            assert_eq!(Algorithm::parse(one.name()), Some(one));
        }
        for name in ["none", "None", "HS384", "rs256", ""] {
            assert_eq!(Algorithm::parse(name), None, "{name}");
        }
    }
}
