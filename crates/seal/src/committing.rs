//! The committing AEAD that everything sealed goes through.
//!
//! `sealed = version[1] ‖ salt[32] ‖ commitment[32] ‖ AES-256-GCM(plaintext) ‖ tag[16]`
//!
//! `HKDF-SHA-256(secret, salt, context)` gives the AES key (32 bytes) and the
//! commitment (32 bytes). The context, which is also the associated data,
//! starts with a label ending in NUL. The salt is random and of 256 bits, so
//! each key seals one message and the nonce can be zero. AES-GCM alone commits
//! to neither key nor context: the stored commitment does, and it is compared,
//! in constant time, before anything is decrypted.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use hygie_base::Rng;
use zeroize::Zeroizing;

use crate::SealError;
use crate::key::Secret;

/// The one format so far.
const VERSION: u8 = 1;
const SALT: usize = 32;
const TAG: usize = 16;
/// Bytes before the ciphertext.
pub(crate) const PREFIX: usize = 1 + SALT + 32;
/// Bytes that sealing adds to a padded plaintext.
pub(crate) const OVERHEAD: usize = PREFIX + TAG;

/// How many bytes HKDF is asked for.
pub(crate) struct Len(pub(crate) usize);

impl KeyType for Len {
    fn len(&self) -> usize {
        self.0
    }
}

struct Derived {
    aead: LessSafeKey,
    commitment: [u8; 32],
}

fn derive(secret: &Secret, salt: &[u8; SALT], context: &[u8]) -> Result<Derived, SealError> {
    const FAILED: SealError = SealError::Library("HKDF");
    let mut derived = Zeroizing::new([0; 64]);
    Salt::new(HKDF_SHA256, salt)
        .extract(secret.bytes())
        .expand(&[context], Len(64))
        .and_then(|okm| okm.fill(&mut *derived))
        .map_err(|_| FAILED)?;
    let (key, commitment) = derived.split_first_chunk::<32>().ok_or(FAILED)?;
    let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| SealError::Library("AES-256-GCM"))?;
    let commitment = commitment.try_into().map_err(|_| FAILED)?;
    Ok(Derived { aead: LessSafeKey::new(key), commitment })
}

/// A fresh salt.
pub(crate) fn salt(rng: &dyn Rng) -> [u8; SALT] {
    let mut salt = [0; SALT];
    rng.fill(&mut salt);
    salt
}

/// Seals in place. `body` holds [`PREFIX`] bytes of no matter what, then the
/// padded plaintext; its capacity should leave room for the tag.
pub(crate) fn seal_in_place(
    secret: &Secret,
    salt: &[u8; SALT],
    context: &[u8],
    body: &mut Vec<u8>,
) -> Result<(), SealError> {
    const FAILED: SealError = SealError::Library("AES-256-GCM");
    let derived = derive(secret, salt, context)?;
    let (prefix, plaintext) = body.split_at_mut_checked(PREFIX).ok_or(FAILED)?;
    let head = [VERSION];
    let parts = head.iter().chain(salt).chain(&derived.commitment);
    for (place, byte) in prefix.iter_mut().zip(parts) {
        *place = *byte;
    }
    let nonce = Nonce::assume_unique_for_key([0; 12]);
    let tag = derived
        .aead
        .seal_in_place_separate_tag(nonce, Aad::from(context), plaintext)
        .map_err(|_| FAILED)?;
    body.extend_from_slice(tag.as_ref());
    Ok(())
}

/// Sealed bytes taken apart, not yet opened.
pub(crate) struct Sealed<'a> {
    pub(crate) salt: &'a [u8; SALT],
    commitment: &'a [u8; 32],
    ciphertext: &'a [u8],
    tag: &'a [u8; TAG],
}

impl<'a> Sealed<'a> {
    /// Takes sealed bytes apart.
    pub(crate) fn parse(sealed: &'a [u8]) -> Result<Self, SealError> {
        let (&version, rest) = sealed.split_first().ok_or(SealError::Refused)?;
        if version != VERSION {
            return Err(SealError::Version(version));
        }
        let (salt, rest) = rest.split_first_chunk().ok_or(SealError::Refused)?;
        let (commitment, rest) = rest.split_first_chunk().ok_or(SealError::Refused)?;
        let (ciphertext, tag) = rest.split_last_chunk().ok_or(SealError::Refused)?;
        Ok(Self { salt, commitment, ciphertext, tag })
    }

    /// How many bytes opening gives, padding included.
    pub(crate) fn plaintext_len(&self) -> usize {
        self.ciphertext.len()
    }

    /// Opens into `out`, which is exactly [`Sealed::plaintext_len`] bytes long.
    pub(crate) fn open_into(
        &self,
        secret: &Secret,
        context: &[u8],
        out: &mut [u8],
    ) -> Result<(), SealError> {
        let derived = derive(secret, self.salt, context)?;
        verify_slices_are_equal(&derived.commitment, self.commitment)
            .map_err(|_| SealError::Refused)?;
        let nonce = Nonce::assume_unique_for_key([0; 12]);
        derived
            .aead
            .open_separate_gather(nonce, Aad::from(context), self.ciphertext, self.tag, out)
            .map_err(|_| SealError::Refused)
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    #[test]
    fn each_of_key_context_and_commitment_is_checked() {
        let rng = SeededRng::new(1);
        let (key, salt) = (Secret::generate(&rng), salt(&rng));
        let mut body = vec![0; PREFIX + 64];
        seal_in_place(&key, &salt, b"place 1\0", &mut body).unwrap();
        assert_eq!(body.len(), 64 + OVERHEAD);

        let open = |key: &Secret, context: &[u8], body: &[u8]| {
            let mut out = [1; 64];
            Sealed::parse(body)?.open_into(key, context, &mut out).map(|()| out)
        };
        assert_eq!(open(&key, b"place 1\0", &body), Ok([0; 64]));
        assert_eq!(open(&key, b"place 2\0", &body), Err(SealError::Refused));
        assert_eq!(open(&Secret::generate(&rng), b"place 1\0", &body), Err(SealError::Refused));
        let mut other = body.clone();
        other[PREFIX - 1] ^= 1;
        assert_eq!(open(&key, b"place 1\0", &other), Err(SealError::Refused));
        other[0] = 2;
        assert_eq!(open(&key, b"place 1\0", &other), Err(SealError::Version(2)));
    }
}
