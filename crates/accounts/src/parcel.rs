//! What a browser carries for us and can neither read nor change: sealed, as text.

use aws_lc_rs::aead::{Aad, Algorithm, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::Rng;
use zeroize::Zeroizing;

use crate::AccountError;

/// Bytes of the tag of both algorithms that are used (NIST SP 800-38D, RFC 8452).
const TAG_BYTES: usize = 16;

/// One kind of what is carried.
pub(crate) struct Parcel {
    /// By which it is sealed, under a key of 32 bytes.
    pub(crate) algorithm: &'static Algorithm,
    /// What it is bound to besides its key.
    pub(crate) bound_to: &'static [u8],
    /// Bytes that it holds at most.
    pub(crate) most: usize,
}

impl Parcel {
    /// Seals it: a random nonce and what is sealed, as base64url without padding.
    ///
    /// # Errors
    /// [`AccountError::Broken`], which only a broken machine gives.
    pub(crate) fn seal(
        &self,
        key: &hmac::Tag,
        rng: &dyn Rng,
        mut said: Zeroizing<Vec<u8>>,
    ) -> Result<String, AccountError> {
        let mut nonce = [0; NONCE_LEN];
        rng.fill(&mut nonce);
        let aad = Aad::from(self.bound_to);
        let unique = Nonce::assume_unique_for_key(nonce);
        let key = self.key(key)?;
        key.seal_in_place_append_tag(unique, aad, &mut *said).map_err(|_| AccountError::Broken)?;
        Ok(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &said].concat()))
    }

    /// What was sealed; `None` of what was not sealed so.
    ///
    /// # Errors
    /// As for [`Self::seal`].
    pub(crate) fn open(
        &self,
        key: &hmac::Tag,
        sealed: &str,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, AccountError> {
        if sealed.len() > ((NONCE_LEN + self.most + TAG_BYTES) * 4).div_ceil(3) {
            return Ok(None);
        }
        let Ok(whole) = URL_SAFE_NO_PAD.decode(sealed) else { return Ok(None) };
        let mut whole = Zeroizing::new(whole);
        let Some((nonce, sealed)) = whole.split_first_chunk_mut::<NONCE_LEN>() else {
            return Ok(None);
        };
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.key(key)?.open_in_place(nonce, Aad::from(self.bound_to), sealed);
        Ok(opened.ok().map(|opened| Zeroizing::new(opened.to_vec())))
    }

    fn key(&self, key: &hmac::Tag) -> Result<LessSafeKey, AccountError> {
        let key =
            UnboundKey::new(self.algorithm, key.as_ref()).map_err(|_| AccountError::Broken)?;
        Ok(LessSafeKey::new(key))
    }
}
