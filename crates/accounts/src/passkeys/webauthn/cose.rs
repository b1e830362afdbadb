//! Public keys as authenticators give them: COSE (RFC 9052, 7; RFC 9053; RFC 8230),
//! of the three algorithms that are offered.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::cbor::Reader;

/// The algorithms, most wished for first, by their COSE numbers: ECDSA on P-256 with
/// SHA-256, Ed25519, and RSA with SHA-256, which older Windows has.
pub(crate) const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;
/// Bytes of a modulus at most, 4096 bits: what is longer costs time to check.
const MODULUS_BYTES: usize = 512;
/// Bytes of a modulus at least, 2048 bits.
const MODULUS_LEAST_BYTES: usize = 256;
/// Bytes of a public exponent at most.
const EXPONENT_BYTES: usize = 4;
const COORDINATE_BYTES: usize = 32;

/// A public key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum PublicKey<'a> {
    /// An uncompressed point of P-256.
    Es256([u8; 1 + 2 * COORDINATE_BYTES]),
    /// A point of Ed25519.
    EdDsa(&'a [u8]),
    /// Modulus and exponent.
    Rs256 { n: &'a [u8], e: &'a [u8] },
}

/// What stands under the labels that a key may have.
#[derive(Default)]
struct Labels<'a> {
    kty: Option<i64>,
    alg: Option<i64>,
    /// Label -1: the curve of a point.
    curve: Option<i64>,
    /// Label -1 of RSA: the modulus.
    n: Option<&'a [u8]>,
    /// Label -2: a coordinate, or the exponent of RSA.
    x: Option<&'a [u8]>,
    y: Option<&'a [u8]>,
}

impl<'a> PublicKey<'a> {
    /// Reads the key at the beginning; the reader goes on after it.
    pub(super) fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let mut labels = Labels::default();
        for _ in 0..reader.map()? {
            let label = reader.integer()?;
            let twice = match label {
                1 => labels.kty.replace(reader.integer()?).is_some(),
                3 => labels.alg.replace(reader.integer()?).is_some(),
                // Type and algorithm come first: canonical order (CTAP 2.1, 8).
                -1 if labels.kty == Some(3) => labels.n.replace(reader.bytes()?).is_some(),
                -1 => labels.curve.replace(reader.integer()?).is_some(),
                -2 => labels.x.replace(reader.bytes()?).is_some(),
                -3 => labels.y.replace(reader.bytes()?).is_some(),
                _ => {
                    reader.skip()?;
                    false
                }
            };
            if twice {
                return None;
            }
        }
        Self::of(&labels)
    }

    fn of(labels: &Labels<'a>) -> Option<Self> {
        let Labels { kty, alg, curve, n, x, y } = *labels;
        match (kty?, alg?) {
            (2, ES256) if curve == Some(1) => {
                let (x, y) = (x?, y?);
                let mut point = [4; 1 + 2 * COORDINATE_BYTES];
                let (first, second) = point.get_mut(1..)?.split_at_mut(COORDINATE_BYTES);
                if x.len() != COORDINATE_BYTES || y.len() != COORDINATE_BYTES {
                    return None;
                }
                first.copy_from_slice(x);
                second.copy_from_slice(y);
                Some(Self::Es256(point))
            }
            (1, EDDSA) if curve == Some(6) => {
                x.filter(|x| x.len() == COORDINATE_BYTES).map(Self::EdDsa)
            }
            (3, RS256) => {
                let (n, e) = (n?, x?);
                let fits = (MODULUS_LEAST_BYTES..=MODULUS_BYTES).contains(&n.len())
                    && (1..=EXPONENT_BYTES).contains(&e.len());
                fits.then_some(Self::Rs256 { n, e })
            }
            _ => None,
        }
    }

    /// Whether it is a point of its curve, or numbers of a fitting size.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Self::Es256(point) => ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).is_ok(),
            Self::EdDsa(point) => ParsedPublicKey::new(&ED25519, *point).is_ok(),
            Self::Rs256 { .. } => true,
        }
    }

    /// Whether this key signed that.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::EdDsa(point) => {
                UnparsedPublicKey::new(&ED25519, point).verify(message, signature)
            }
            Self::Rs256 { n, e } => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
        };
        verified.is_ok()
    }
}

/// A key that nobody has, in COSE: the base point of P-256 (SP 800-186, 3.2.1.3). An
/// assertion by an unknown passkey is held against it, to take as long as by a known one.
pub(super) const NOBODYS: [u8; 77] = [
    0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c,
    0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb,
    0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x22, 0x58, 0x20, 0x4f, 0xe3, 0x42,
    0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33,
    0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<PublicKey<'_>> {
        let mut reader = Reader::new(bytes);
        PublicKey::read(&mut reader).filter(|_| reader.rest().is_empty())
    }

    fn rsa(n: usize, e: usize) -> Vec<u8> {
        let mut cose = vec![0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59];
        cose.extend(u16::try_from(n).unwrap().to_be_bytes());
        cose.extend(vec![0xff; n]);
        cose.extend([0x21, 0x40 | u8::try_from(e).unwrap()]);
        cose.extend(vec![1; e]);
        cose
    }

    #[test]
    fn nobodys_key_is_a_key_that_verifies_nothing() {
        let key = read(&NOBODYS).unwrap();
        assert!(matches!(key, PublicKey::Es256(_)));
        assert!(key.is_sound() && !key.verifies(b"message", b"signature"));
        let mut off_the_curve = NOBODYS;
        off_the_curve[76] ^= 1;
        assert!(!read(&off_the_curve).unwrap().is_sound());
    }

    #[test]
    fn keys_have_a_size() {
        for (n, e, expect) in [
            (MODULUS_LEAST_BYTES - 1, 3, false),
            (MODULUS_LEAST_BYTES, 3, true),
            (MODULUS_BYTES, EXPONENT_BYTES, true),
            (MODULUS_BYTES + 1, 3, false),
            (MODULUS_BYTES, EXPONENT_BYTES + 1, false),
            (MODULUS_BYTES, 0, false),
        ] {
            assert_eq!(read(&rsa(n, e)).is_some(), expect, "{n} {e}");
        }
    }

    #[test]
    fn algorithm_type_and_curve_belong_together() {
        // Another type, algorithm, curve, length of a coordinate; a label twice.
        for (at, byte) in [(2, 1), (4, 0x27), (6, 6), (9, 31), (5, 3)] {
            let mut other = NOBODYS;
            other[at] = byte;
            assert_eq!(read(&other), None, "{at}");
        }
        for length in 0..NOBODYS.len() {
            assert_eq!(read(&NOBODYS[..length]), None, "{length}");
        }
        let mut ed25519 = vec![0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32];
        ed25519.extend([7; 32]);
        assert!(matches!(read(&ed25519), Some(PublicKey::EdDsa(_))));
        ed25519.pop();
        assert_eq!(read(&ed25519), None);
    }
}
