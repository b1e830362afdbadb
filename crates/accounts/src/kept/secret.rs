//! Random secrets that are shown once, and the hash by which they are known.
//!
//! A cookie or a token is 256 random bits, so a plain SHA-256 of it tells
//! nothing and needs no salt. The hash names a cell, and `record` keeps names
//! as keyed hashes only.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::Rng;
use zeroize::Zeroizing;

/// Bytes of a secret.
const BYTES: usize = 32;
/// Characters of a secret: base64url without padding.
pub const CHARS: usize = 43;

/// A fresh secret.
pub fn fresh(rng: &dyn Rng) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; BYTES]);
    rng.fill(&mut *bytes);
    Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes))
}

/// A fresh random id, 128 bits, no secret.
pub fn id(rng: &dyn Rng) -> String {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a text has the form of a secret of ours.
pub fn is_well_formed(text: &str) -> bool {
    // The decoder refuses a last character whose unused bits are set, so each
    // secret has one spelling.
    let mut bytes = Zeroizing::new([0; BYTES + 1]);
    text.len() == CHARS && URL_SAFE_NO_PAD.decode_slice(text, &mut *bytes) == Ok(BYTES)
}

/// The name under which a secret is known; also the S256 of RFC 7636.
pub fn name(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, secret.as_bytes()))
}

/// Whether two names are the same, in the same time for all of one length.
pub fn same(one: &str, other: &str) -> bool {
    verify_slices_are_equal(one.as_bytes(), other.as_bytes()).is_ok()
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    #[test]
    fn a_secret_has_one_form() {
        let secret = fresh(&SeededRng::new(1));
        assert!(is_well_formed(&secret));
        let longer = format!("{}A", *secret);
        let padded = format!("{}=", &secret[..42]);
        let plus = format!("{}+A", &secret[..41]);
        // The last character carries four bits; the two others must be zero.
        let spare = format!("{}B", &secret[..42]);
        for other in ["", &secret[..42], &longer, &padded, &plus, &spare, &"é".repeat(21)] {
            assert!(!is_well_formed(other), "{other}");
        }
    }

    #[test]
    fn secrets_and_names_differ() {
        let rng = SeededRng::new(1);
        let (one, two) = (fresh(&rng), fresh(&rng));
        assert_ne!(*one, *two);
        assert_ne!(name(&one), *one);
        assert!(same(&name(&one), &name(&one)));
        assert!(!same(&name(&one), &name(&two)));
        assert!(!same(&name(&one), &name(&one)[..10]));
        assert_eq!(id(&rng).len(), 22);
    }

    #[test]
    fn a_name_is_the_challenge_of_rfc_7636() {
        // Appendix B of the RFC.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(name(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
