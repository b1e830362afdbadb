//! The certificate by which a machine is known, as far as a token needs it.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Bytes of a SHA-256.
const BYTES: usize = 32;

/// SHA-256 of a certificate in DER. Shown in base64url without padding, as the
/// confirmation `x5t#S256` of RFC 8705 (section 3.1) has it. No secret: it names
/// a certificate, and only who holds its key can show it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Fingerprint([u8; BYTES]);

impl Fingerprint {
    /// Of a certificate in DER.
    pub fn of(der: &[u8]) -> Self {
        let mut bytes = [0; BYTES];
        // A SHA-256 is that long.
        bytes.iter_mut().zip(digest(&SHA256, der).as_ref()).for_each(|(to, from)| *to = *from);
        Self(bytes)
    }

    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn it_is_shown_as_x5t_s256_and_read_back() {
        // SHA-256 of "abc" (FIPS 180-4).
        let of = Fingerprint::of(b"abc");
        assert_eq!(of.to_string(), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
        assert_eq!(Fingerprint::parse(&of.to_string()), Some(of));
        for other in ["", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa", "no base64!"] {
            assert_eq!(Fingerprint::parse(other), None, "{other}");
        }
    }
}
